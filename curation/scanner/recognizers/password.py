"""Passwords, PINs and codes behind a label. There is no telling them without one."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_LABEL = re.compile(
    r"(?<![^\W_])(?:(?P<word>pass(?:word|wort|phrase|code|wd)|pwd|pw|kennwort|mot de passe"
    r"|contrase[nñ]a|parola d'ordine|wachtwoord|senha|has[lł]o|credentials?|security answer)"
    r"|(?P<pin>pin(?:[ -]?(?:number|code))?|cvv2?|cvc2?|cid|(?:card )?security code"
    r"|(?:verification|one[- ]time|confirmation|sms|2fa|login|access|auth(?:entication)?)"
    r"[ -](?:pass)?code|otp|tan))(?![^\W\d_])",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"[\"'’]?(?P<sign>\s{0,3}(?:[:=]|->)\s{0,3}|[ \t]{1,3}(?:is|was|ist|est|es|lautet)(?: now|:)?"
    r"[ \t]{1,3}|[ \t]{1,3}(?:attempt string revealed: |like |of )?)"
)
_QUOTED = re.compile(r"(?P<sign>['\"‘’“”`])(?P<value>[^\s'\"‘’“”`]{4,64})['\"‘’“”`]")
_TOKEN = re.compile(r"[^\s\"“”<>]{4,64}")
_DIGITS = re.compile(r"#?(?P<value>\d{3,8})(?![\w/]|[.,:]\d|[€$£%]|-\d)")
_PAIR = re.compile(r"@[\w.-]{3,100} ?/ ?(?P<value>[^\s\"'<>]{5,64})")
_WORDS = (
    *("pass", "pwd", "pw", "kennw", "contrase", "parola d", "wachtw", "senha", "hasl", "hasł"),
    *("credential", "secur", "pin", "cvv", "cvc", "cid", "code", "otp", "tan"),
)
_POSTCODE = re.compile(r"\d{6}")
_NEVER = re.compile(r"https?://|www\.|<|\{\{|\[|\*{3}|[xX]{4}|[^@]{1,64}@[\w-]+\.\w")


class Password(Finder):
    """What stands behind "password", "PIN", "CVV" and their like, and `mail@x.com / password`."""

    entity = "SECRET"

    def find(self, text: str) -> Iterator[Found]:
        """Every one; words of the sentence ("my password is wrong") are left alone."""
        lower = text.lower()
        labelled = any(word in lower for word in _WORDS)
        for label in _LABEL.finditer(text) if labelled else ():
            after = _SEPARATOR.match(text, label.end())
            if after is None:
                continue
            place = (
                _code(text, after.end(), label.group().lower())
                if label.group("pin")
                else _password(text, after)
            )
            if place:
                yield *place, 0.85
        if "@" in text:
            for pair in _PAIR.finditer(text):
                value = pair.group("value").rstrip(".,;)")
                if _is_mixed(value):
                    yield pair.start("value"), pair.start("value") + len(value), 0.8


def _code(text: str, begins: int, label: str) -> tuple[int, int] | None:
    digits = _DIGITS.match(text, begins)
    if digits is None or (label == "pin code" and _POSTCODE.fullmatch(digits.group("value"))):
        return None  # Indian postcodes are called PIN codes
    return digits.span("value")


def _password(text: str, after: re.Match[str]) -> tuple[int, int] | None:
    quoted = _QUOTED.match(text, after.end())
    if quoted and not _NEVER.match(quoted.group("value")):
        return quoted.span("value")
    token = _TOKEN.match(text, after.end())
    if token is None or _NEVER.match(token.group()):
        return None
    value = token.group().lstrip("'’(").rstrip(".,;:)'’")
    begins = token.start() + token.group().index(value) if value else 0
    alone = ":" in after.group("sign") or "=" in after.group("sign")
    sure = _is_mixed(value) or (alone and _is_odd(text, value, token.end()))
    return (begins, begins + len(value)) if len(value) >= 4 and sure else None


def _is_mixed(value: str) -> bool:
    """True for a word no sentence has: digits beside letters, or signs or capitals inside."""
    letters = any(character.isalpha() for character in value)
    digits = any(character.isdigit() for character in value)
    signs = re.search(r"[#$%^&*+=~|\\@]|(?<=\w)[!?_](?=\w)", value)
    trailing = len(value) >= 8 and value.endswith("!") and re.search(r"[a-z][A-Z]", value)
    ordinal = re.fullmatch(r"\d+(?:st|nd|rd|th|[a-z]{1,6})[,.]?", value)
    return bool(letters and ((digits and not ordinal) or signs or trailing))


def _is_odd(text: str, value: str, ends: int) -> bool:
    """True for the last word of its line, digits only or with a capital inside."""
    last = text[ends : ends + 2].strip(" ")[:1] in ("", "\n", "\r", '"')
    return last and (value.isdigit() or bool(re.search(r"[a-z][A-Z]", value)))
