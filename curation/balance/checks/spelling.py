"""Words that are spelled in two ways."""

import re
from collections.abc import Sequence

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


def words_in(text: str) -> frozenset[str]:
    """The different words of a text in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


def in_common(word: str) -> str:
    """What the spellings of a word have in common; itself where there is but one."""
    if "-" in word:
        return word.replace("-", "")
    if found := _ISE.match(word):
        return f"{found.group(1)}i_{found.group(3)}"
    return _PAIRS.get(word, word)


def find_spelling(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers with the rarer spelling of a word that is written in two ways.

    Known are a hyphen or none (e-mail, email), -ise and -ize, and British and American pairs. Of
    spellings that are used equally often none is reported. The commonest word comes first.
    """
    chunks: set[str] = set()  # what stands between blanks, taken apart once for all answers
    for one in examples:
        chunks.update(one.answer.split())
    words = {chunk: words_in(chunk) for chunk in chunks}
    forms: dict[str, list[str]] = {}
    for word in frozenset[str]().union(*words.values()):
        forms.setdefault(in_common(word), []).append(word)
    spelled = {word for own in forms.values() if len(own) == 2 for word in own}
    words = {chunk: own & spelled for chunk, own in words.items() if own & spelled}
    users: dict[str, list[str]] = {word: [] for word in spelled}
    for one in examples if words else ():
        in_answer = words.keys() & one.answer.split()
        for word in frozenset[str]().union(*(words[chunk] for chunk in in_answer)):
            users[word].append(one.id)
    rarer: dict[str, str] = {}
    for own in forms.values():
        if len(own) == 2:
            most, least = sorted(own, key=lambda word: -len(users[word]))
            if len(users[least]) < len(users[most]):
                rarer[least] = most
    found = {word: users[word] for word in rarer}
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
