"""Surrogates of the same shape: a letter for a letter, a digit for a digit, signs kept."""

import re

from curation.privacy.surrogates.draw import DIGITS, LOWER, Draw
from curation.privacy.surrogates.known import Known

_SCRIPTS = (
    ("\u0370", "\u03ff", "αβγδεζηθικλμνξοπρστυφχψω"),
    ("\u0400", "\u04ff", "абвгдежзиклмнопрстуфхцчшэюя"),
    ("\u0590", "\u05ff", "אבגדהוזחטיכלמנסעפצקרשת"),
    ("\u0600", "\u06ff", "ابتثجحدرزسشصطعغفقكلمنهوي"),
    ("\u0900", "\u097f", "कखगघचछजझटठडढतथदधनपफबभमयरलवशसह"),
    ("\u0e00", "\u0e7f", "กขคงจชดตถทนบปผพมยรลวสหอ"),
    ("\u3040", "\u309f", "あいうえおかきくけこさしすせそたちつてとなにぬねのまみむめも"),
    ("\u30a0", "\u30ff", "アイウエオカキクケコサシスセソタチツテトナニヌネノマミムメモ"),
    ("\u3400", "\u9fff", "王李張劉陳楊趙黄周呉徐孫胡朱高林何郭馬明美文春秋光志建華安平"),
    ("\uac00", "\ud7a3", "김이박최정강조윤장임한오서신권민수지현우영준서연호진은아"),
)
"""First and last character of a script, and characters of it to choose from."""

_KEPT = re.compile(
    r"-----(?:BEGIN|END) [A-Z ]+-----|\b(?:sk|pk|rk|ghp|gho|xox[abp]|AKIA|Bearer|Basic)(?=[-_ ])"
)
"""What says of which kind a secret is, and nothing of the secret."""


def junk(written: str, draw: Draw, known: Known) -> str:
    """Every letter and digit another one, but the end of a number settled before stays its end."""
    following = known.following(characters(written))
    return fill(written, following) if following else scrambled(written, draw)


def secret(written: str, draw: Draw, known: Known) -> str:
    """Junk of the same shape; the words that name its kind stay ("sk-", "BEGIN PRIVATE KEY")."""
    parts: list[str] = []
    position = 0
    for kept in _KEPT.finditer(written):
        parts += [scrambled(written[position : kept.start()], draw), kept.group()]
        position = kept.end()
    return "".join([*parts, scrambled(written[position:], draw)])


def prefixed(kept: int) -> "Prefixed":
    """A maker that keeps so many first letters and digits, such as the country of a VAT id."""
    return Prefixed(kept)


class Prefixed:
    """Junk after the first `kept` letters, where they are letters; digits there change too."""

    def __init__(self, kept: int) -> None:
        self._kept = kept

    def __call__(self, written: str, draw: Draw, known: Known) -> str:
        """The value with its rest of the same shape."""
        said = characters(written)
        head = said[: self._kept] if said[: self._kept].isalpha() else ""
        return fill(written, head + scrambled(said[len(head) :], draw))


def bic(written: str, draw: Draw, known: Known) -> str:
    """A bank code (BIC) of another bank in the same country, which is its 5th and 6th letter."""
    said = characters(written)
    made = scrambled(said, draw)
    return fill(written, made[:4] + said[4:6] + made[6:]) if len(said) >= 8 else made


def social_security(written: str, draw: Draw, known: Known) -> str:
    """A US social security number of the area 666, which is never given out.

    Source: 20 CFR 422.103 and the Social Security Number Randomization of 2011.
    """
    said = characters(written)
    following = known.following(said)
    if following or len(said) != 9:
        return junk(written, draw, known)
    return fill(written, f"666{1 + draw.below(99):02}{1 + draw.below(9999):04}")


def scrambled(text: str, draw: Draw) -> str:
    """Another letter for each letter, another digit for each digit; no new zero in front."""
    made = []
    before = ""
    for character in text:
        made.append(_other(character, before, draw) if character.isalnum() else character)
        before = character
    return "".join(made)


def characters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(character for character in text if character.isalnum())


def fill(pattern: str, said: str) -> str:
    """A pattern with its letters and digits replaced, one after another, by those of `said`.

    Letters take the case of the letter whose place they take; what is left over is left out, and
    places beyond the end of `said` are too.
    """
    left = iter(said)
    made = []
    for character in pattern:
        if not character.isalnum():
            made.append(character)
            continue
        new = next(left, "")
        made.append(
            new.lower() if character.islower() else new.upper() if _upper(character) else new
        )
    return "".join(made)


def _upper(character: str) -> bool:
    return character.isupper()


def _other(character: str, before: str, draw: Draw) -> str:
    if character.isdecimal():
        leads = character != "0" and not before.isdecimal()
        return draw.pick([d for d in DIGITS[leads:] if d != character])
    if character.isascii() or character.isupper() or character.islower():
        pool = next((own for low, high, own in _SCRIPTS if low <= character <= high), LOWER)
        new = draw.pick([letter for letter in pool if letter != character.lower()])
        return new.upper() if character.isupper() else new
    pool = next((own for low, high, own in _SCRIPTS if low <= character <= high), LOWER)
    return draw.pick([letter for letter in pool if letter != character])
