"""Dates of birth: a date, in figures or in words, that a word says somebody was born on."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

MONTH = (
    r"(?:jan(?:uary|uar|vier|uari)?|feb(?:ruary|ruar|ruari)?|f[eé]vrier|mar(?:ch|s|zo|t)?|m[aä]rz"
    r"|maart|apr(?:il|ile)?|avril|abril|may|mai|mayo|maggio|mei|june?|juni|juin|junio|giugno|july?"
    r"|juli|juillet|julio|luglio|aug(?:ust|ustus)?|ao[uû]t|agosto|sep(?:t(?:ember|embre)?)?"
    r"|septiembre|settembre|o[ck]t(?:ober|obre|ubre)?|ottobre|nov(?:ember|embre|iembre)?"
    r"|de[cz](?:ember)?|d[eé]cembre|diciembre|dicembre|enero|gennaio|febrero|febbraio)\b\.?"
)
"""The name of a month in six languages, long or short."""
DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?"
YEAR = r"(?:(?:18|19|20)\d\d|['’]?\d\d)"
_DATE = (
    rf"(?:\d{{1,2}}[./-] ?\d{{1,2}}[./-] ?{YEAR}(?!\d)"
    r"|(?:18|19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    rf"|\d{{1,2}} \d{{1,2}} (?:19|20)\d\d"
    rf"|(?:the )?{DAY}(?: of| de)? {{0,2}}-?{MONTH},?(?:(?: de| del)?[ -]?{YEAR}(?!\d))?"
    rf"|{MONTH} {DAY}(?:,? (?:in )?{YEAR}(?!\d))?|{MONTH},? (?:18|19|20)\d\d(?!\d))"
)
_LABEL = (
    r"(?:date[ _]of[ _]birth|birth[ _-]?date|birth[ _-]?day|dob"
    r"|d\.o\.b\.?"
    r"|b-?day|born|geburtsdatum|geb(?:oren)?\b\.?|n[eé]e? le|date de naissance|nacid[oa]|nacimiento"
    r"|nat[oa] il|data di nascita|geboortedatum|data de nascimento|f[oø]dt|f[oö]dd)"
)
_AFTER = re.compile(
    rf"(?<![^\W_]){_LABEL}(?![^\W\d_])[\"']?[\s:=,(\"'-]{{0,5}}"
    r"(?:(?:is|was|on|in|as|of|the|am|el|il|le|op|den|falls on|to|today)\b[\s:]{1,3}){0,3}[\"']?"
    rf"(?P<date>{_DATE}|(?<=in )(?:18|19|20)\d\d(?![\d.,]))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![\w./-])(?P<date>{_DATE})[\s,]{{0,2}}[(\[]?(?:is |was )?(?:(?:my|his|her|the|their) )?"
    r"(?:dob\b|d\.o\.b|date of birth|birth ?da(?:y|te)\b)",
    re.IGNORECASE,
)
_WORDS = (
    *("birth", "dob", "d.o.b", "born", "b-day", "bday", "geb", "naiss", "née", "né le", "ne le"),
    *("naci", "nato il", "nata il", "nasc", "født", "född", "fodt", "fodd", "geboor"),
)


class BirthDate(Finder):
    """`born 4 July 1989`, `DOB: 04/07/1989`, `1989-07-04 (date of birth)`."""

    entity = "DATE_OF_BIRTH"

    def find(self, text: str) -> Iterator[Found]:
        """The date only, of every such mention."""
        lower = text.lower()
        if not any(word in lower for word in _WORDS):
            return
        for match in _AFTER.finditer(text):
            begins, ends = match.span("date")
            yield begins, ends - text[begins:ends].endswith("."), 0.8
        for match in _BEFORE.finditer(text):
            yield *match.span("date"), 0.8
