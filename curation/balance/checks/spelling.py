"""Words that are spelled in two ways."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from curation.balance.checks.check import SENTENCES, Check, Checked, Defect, Severity, Wanted

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_BRITISH = """
    colour favour behaviour neighbour honour centre metre litre grey cancelled cancelling
    travelled labelled catalogue programme defence enquiry
"""
_AMERICAN = """
    color favor behavior neighbor honor center meter liter gray canceled canceling
    traveled labeled catalog program defense inquiry
"""
_PAIRS = dict(zip(_BRITISH.split(), _AMERICAN.split(), strict=True))
"""British words and how Americans write them."""

_ISE = re.compile(r"([a-z]{3,}?)i([sz])(e[sd]?|ing|ation|ations)\Z")


def forms_in(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that are spelled in two ways: what they have in common, and the word."""
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if "-" in word:
            yield word.replace("-", ""), word
        elif found := _ISE.match(word):
            yield f"{found.group(1)}i_{found.group(3)}", word
        else:
            yield _PAIRS.get(word, word), word


def find_spelling(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers with the rarer spelling of a word that is written in two ways.

    Known are a hyphen or none (e-mail, email), -ise and -ize, and British and American pairs. Of
    spellings that are used equally often none is reported. The commonest word comes first.
    """
    texts = Counter(one.answer for one in examples)
    spelled = {text: frozenset(forms_in(text)) for text in texts}
    forms: dict[str, Counter[str]] = {}
    for text, times in texts.items():
        for common, word in spelled[text]:
            forms.setdefault(common, Counter())[word] += times
    rarer: dict[str, str] = {}
    for own in forms.values():
        if len(own) == 2:
            (most, times), (least, fewer) = own.most_common()
            if fewer < times:
                rarer[least] = most
    found: dict[str, list[str]] = {}
    for one in examples:
        for _, word in spelled[one.answer]:
            if word in rarer:
                found.setdefault(word, []).append(one.id)
    return [
        Defect(ids=tuple(ids), says=f"{word}; most: {rarer[word]}", subject=word)
        for word, ids in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


SPELLING = Check(
    name="spelling",
    title="A word is spelled in another way than in most answers",
    severity=Severity.WARNING,
    cure="Choose one spelling and put it into the guideline.",
    find=find_spelling,
    kinds=SENTENCES,
)
