"""How old somebody is. The words go with the number: alone it would be any number."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_NUMBER = r"(?P<number>1[01]\d|[1-9]\d|\d)"
_OLD = re.compile(
    rf"(?<![\w.,$€£/-]){_NUMBER}(?:[ -]?(?:years?|yrs?)[ -]old|[ -]?(?:y/o|yo)\b|[ -]year[ -]old"
    r"|[ ]Jahre[ ]alt|[ ]jaar[ ]oud|[ ]ans\b(?! d)|[ ]a[nñ]os de edad|[ ]anni\b)",
    re.IGNORECASE,
)
_AGED = re.compile(
    rf"\b(?:aged|age(?:[ ](?:is|was|of)|:)?|Alter:)[ ]{{1,2}}{_NUMBER}"
    r"(?![\w%]|[.,/-]\d|[ ](?:days|months|weeks))",
    re.IGNORECASE,
)
_NOUNS = (
    r"(?:account|card|car|vehicle|house|home|building|roof|phone|laptop|computer|machine|device|tv"
    r"|fridge|product|item|order|company|business|loan|mortgage|debt|policy|contract|model|unit"
    r"|printer|battery|engine|invoice|bill|system|website|app|version|software|purchase)"
)
_THINGS = re.compile(rf"\b{_NOUNS}\b[^.\n]{{0,25}}\Z", re.IGNORECASE)
_THING = re.compile(rf"[ -](?:\w+[ ])?{_NOUNS}\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\A[ -]{0,2}(?:man|woman|male|female|boy|girl|son|daughter|child|kid|person|father|mother|dad"
    r"|mum|mom|student|patient|customer|grand\w{2,8}|baby|senior|gentleman|lady)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:i'?m|i am|he(?: i|')?s|she(?: i|')?s|who is|turned|turning)\s\Z", re.IGNORECASE
)


class Age(Finder):
    """`38 years old`, `aged 71`, `a 5-year-old boy`; not the age of a phone or an account."""

    entity = "AGE"

    def find(self, text: str) -> Iterator[Found]:
        """Every mention with its words."""
        for match in _OLD.finditer(text):
            before = text[max(0, match.start() - 45) : match.start()]
            person = _PEOPLE.match(text[match.end() : match.end() + 20]) or _SOMEBODY.search(before)
            thing = _THINGS.search(before) or _THING.match(text, match.end())
            if person or (int(match.group("number")) >= 12 and not thing):
                yield *match.span(), 0.6
        if "age" in text or "Age" in text or "AGE" in text or "Alter" in text:
            for match in _AGED.finditer(text):
                yield *match.span(), 0.6
