"""Nationalities, religions and political groups, by a list of their adjectives.

Languages, currencies and names of things that only hold such a word are left out.
"""

import re
from collections.abc import Iterator

from curation.privacy.surrogates.origin import FAITHS, NATIONS
from curation.scanner.recognizers.finder import Finder, Found

_SAID = frozenset((*NATIONS, *FAITHS, "Republican", "Democrat"))
_SMALL_SAID = frozenset(word.lower() for word in _SAID)
_NO_PERSON = re.compile(
    r"(?:[ -](?:Express|Airlines?|Airways|Standard|Samoa|Apparel|Eagle|English|Columbia|Virgin"
    r"|Ocean|Sea|Summer|School|Republic|Telecom|Post|Gas|Petroleum|Rail(?:ways)?|Embassy|Kong"
    r"|dollars?|pounds?|francs?|pesos?|rupees?|yen|yuan|rubles?|roubles?|krone|krona|kroner|lira|reais|real"
    r"|shillings?|won|dirhams?|riyals?|fries|toast|press|language|version|translation|text"
    r"|subtitles?|keyboard|layout|speaking|speakers?|spelling|grammar|Standard|cheese|vanilla|roulette))\b"
)
_WORD = re.compile(r"(?<![\w@./-])[A-Z][a-z]{2,14}(?![\w@]|-speaking|[./]\w)")
_SMALL = re.compile(
    r"\b(?:i am|i'm|i’m|he is|she is|we are|they are) (?:an? )?(?P<who>[a-z]{4,14})(?![\w@-])",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"\b(?:in|into|speaks?|spoke|spoken|speaking|learn|learning|write|written|read|translated?"
    r"|plain|broken|language:?|lang:?|locale:?) ?\Z",
    re.IGNORECASE,
)


class Nationality(Finder):
    """`a Polish customer`, `I am cambodian`, `Muslims`; not `in English`, `American Express`."""

    entity = "NRP"

    def find(self, text: str) -> Iterator[Found]:
        """Every such word that may be said of somebody."""
        for match in _WORD.finditer(text):
            if (
                (match.group() in _SAID or match.group().removesuffix("s") in _SAID)
                and not _NO_PERSON.match(text, match.end())
                and not _LANGUAGE.search(text, max(0, match.start() - 14), match.start())
            ):
                yield *match.span(), 0.5
        for match in _SMALL.finditer(text):
            if match.group("who").lower() in _SMALL_SAID:
                yield *match.span("who"), 0.5
