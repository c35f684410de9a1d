"""Dates and times that a sentence tells, years and weekdays among them.

The dates of a form or a row of goods are left out: an invoice has many, and they tell of nobody.
"""

import re
from collections.abc import Iterator

from curation.scanner.guards import is_item_line, line_around
from curation.scanner.recognizers.birth_date import DAY, MONTH, YEAR
from curation.scanner.recognizers.finder import Finder, Found

_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?: ?[ap]\.?m\b\.?| ?Z\b)?"
_NUMERIC = r"(?:(?:19|20)\d\d([-/.])[01]?\d\1[0-3]?\d|[0-3]?\d([-/.])[0-3]?\d\2(?:(?:19|20)\d\d))"
_STAMP = re.compile(rf"(?<![\w./-])(?:{_NUMERIC})(?:T| |, ?| at ){_TIME}(?![\w:-])")
_SENTENCE = (
    re.compile(rf"(?<![\w./-])(?:{_NUMERIC})(?![\w/-]|\.\d)"),
    re.compile(rf"(?<![\w./-]){DAY}(?: of| de)? {{0,2}}-?(?i:{MONTH})(?:,?[ -]{YEAR}(?!\d))?"),
    re.compile(
        rf"(?<![\w./-])(?=[A-Z])(?i:{MONTH})(?: {DAY}(?![\d:])(?:,? {YEAR}(?!\d))?"
        r"|,? (?:19|20)\d\d(?!\d))"
    ),
)
_YEAR = re.compile(
    r"(?<= )(?:19[2-9]\d|20[0-4]\d)(?![\w%$€£-]|[.,:/]\d"
    r"| (?:pieces|pcs|units|items|x|kg|km|euros?|dollars?|usd|eur|gbp|mah|w|ml|mg|rpm)\b)"
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|of|since|from|until|before|after|during|year|a|the) \Z", re.IGNORECASE
)
_WEEKDAY = re.compile(r"(?<![\w-])(?:mon|tues|wednes|thurs|fri|satur|sun)day(?![\w-])", re.I)
_BEFORE_DAY = re.compile(r"\b(?:on|by|this|next|last|until|since|every) \Z")
_DIGIT = re.compile(r"\d")
_SMALL_WORD = re.compile(r"(?<![\w@.-])[a-zß-ÿ]{2,}(?![\w@])")
_FEWEST_WORDS = 3
"""A line with as many words in small letters, besides the date, is a sentence."""


class DateTime(Finder):
    """`Tuesday`, `on 5 March`, `in 1977`, `2003-08-28 12:13:52`."""

    entity = "DATE_TIME"

    def find(self, text: str) -> Iterator[Found]:
        """Stamps with a time and weekdays anywhere, dates and years in sentences."""
        if "day" in text:
            for match in _WEEKDAY.finditer(text):
                if match.group()[0].isupper() or _follows(_BEFORE_DAY, text, match):
                    yield *match.span(), 0.5
        if not _DIGIT.search(text):
            return
        for match in _STAMP.finditer(text):
            yield *match.span(), 0.5
        for pattern in _SENTENCE:
            for match in pattern.finditer(text):
                if _is_told(text, match):
                    yield *match.span(), 0.5
        for match in _YEAR.finditer(text):
            if _follows(_BEFORE_YEAR, text, match) and _is_told(text, match):
                yield *match.span(), 0.5


def _follows(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    return pattern.search(text, max(0, match.start() - 8), match.start()) is not None


def _is_told(text: str, match: re.Match[str]) -> bool:
    """True when the date stands in a sentence, and not in a form or a row of goods."""
    line = line_around(text, *match.span())
    said = _SMALL_WORD.findall(line.replace(match.group(), " ", 1))
    return len(said) >= _FEWEST_WORDS and not is_item_line(line)
