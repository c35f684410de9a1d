"""A text as the words that rules and model read."""

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\n|[^\W\d_]+(?:['’\-‐.&](?=[^\W\d_])[^\W\d_]+)*|\d+(?:[.,:/-]\d+)*|[^\w\s]|_+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number, sign or line end; `text` is as written, from `begins` to `ends`."""

    text: str
    begins: int
    ends: int


@lru_cache(maxsize=4)
def split_words(text: str) -> tuple[Word, ...]:
    """Every word in order; blanks are left out, line ends are kept.

    Names with an inner hyphen or apostrophe are one word, initials with a stop two.
    """
    return tuple(Word(match.group(), *match.span()) for match in _WORD.finditer(text))


def shape(word: str) -> str:
    """`Xx`, `X`, `XX`, `x`, `xX` (mixed), `9` with the count of digits up to 6, or the sign."""
    if word[0].isdigit():
        digits = sum(letter.isdigit() for letter in word)
        return f"9{min(digits, 6)}" + ("p" if not word.isdigit() else "")
    if not word[0].isalpha():
        return word[0]
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "x"
    if word[0].isupper():
        rest = word[1:]
        return "Xx" if rest.islower() else ("Xx-Xx" if not rest.isalpha() else "XxX")
    return "xX"
