"""Questions that are nearly the same, with another label or another fact in the answer."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from curation.balance.checks.check import Check, Checked, Defect, Kind, Severity, Wanted
from curation.balance.contrast import is_contrast
from curation.balance.near import NearPair
from curation.balance.shingles import words_of

SAME_STATEMENT = 0.5
"""The share of words that two sentences have in common when they say something of one thing."""

MOST_COMPARED = 50_000
"""Pairs whose answers are compared, the likest first."""

MOST_OF_SAME = 12
"""Examples with the same words of which each is held against each."""

_MOST_SENTENCES = 40
_YES = frozenset(["yes", "ja", "oui", "sí", "si"])
_NO = frozenset(["no", "nein", "non", "nee"])
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


def find_contradictions(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The pairs that contradict one another, those with the likest questions first.

    Questions that differ in a negation or a number may well have different answers.
    """
    pairs = wanted.near({one.id: one.compared for one in examples})
    return contradictions_among(pairs, {one.id: one for one in examples}, wanted.kind)


def contradictions_among(
    pairs: Sequence[NearPair], known: dict[str, Checked], kind: Kind
) -> list[Defect]:
    """Those of the near pairs that contradict one another, and in what, in their order."""
    found = []
    for name, beside in islice(_all_pairs(pairs), MOST_COMPARED):
        one, other = known[name], known[beside]
        says = []
        if one.label and other.label and one.label != other.label:
            says.append(f"Label: {one.label} or {other.label}")
        says += answers_differ(one.answer_compared, other.answer_compared, kind)
        if says:
            found.append(Defect(ids=(name, beside), says="; ".join(says)[:300]))
    return found


def _all_pairs(pairs: Sequence[NearPair]) -> Iterator[tuple[str, str]]:
    """The pairs that are no contrasts, with those of all texts that have the same words.

    Of these each is paired with the first one only, which need not be the one that is wrong.
    """
    same: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.likeness == 1.0 and not pair.contrast:
            same.setdefault(pair.one, [pair.one]).append(pair.other)
    yielded: set[tuple[str, str]] = set()
    for pair in pairs:
        if pair.contrast:
            continue
        left = same.get(pair.one, [pair.one])[:MOST_OF_SAME]
        right = same.get(pair.other, [pair.other])[:MOST_OF_SAME]
        for found in ((pair.one, pair.other), *product(left, [*left, *right])):
            ordered = min(found), max(found)
            if found[0] != found[1] and ordered not in yielded:
                yielded.add(ordered)
                yield ordered


def answers_differ(one: str, other: str, kind: Kind = Kind.TEXT) -> list[str]:
    """In what two answers contradict one another; empty when they do not, or cannot be compared.

    Fields do where a value differs that both have. Sentences do when they are alike but for a
    number or a negation (thirty days here and fourteen there), and a yes and a no do. What is said
    in quite other words is not judged.
    """
    if one == other or kind is Kind.CHOICE:
        return []
    if kind is Kind.FIELDS:
        mine, theirs = _fields(one), _fields(other)
        return [
            f"{name}: {mine[name]} or {theirs[name]}"
            for name in mine
            if mine[name] and theirs.get(name) and mine[name] != theirs[name]
        ]
    ours, others = _statements(one), _statements(other)
    if ours and others and _polarity(ours[0]) * _polarity(others[0]) < 0:
        return ["Yes or no"]
    return [
        f"“{' '.join(left)}” or “{' '.join(right)}”"
        for left in ours
        if (right := _counterpart(left, others)) and is_contrast(left, right)
    ]


def _statements(text: str) -> list[list[str]]:
    sentences = (words_of(part) for part in _ENDS.split(text)[:_MOST_SENTENCES])
    words = ([word for word in own if word[0].isalnum()] for own in sentences)
    return [own for own in words if own]


def _polarity(words: Sequence[str]) -> int:
    return (words[0] in _YES) - (words[0] in _NO)


def _counterpart(words: Sequence[str], others: Sequence[Sequence[str]]) -> Sequence[str]:
    """The sentence that says most nearly the same; empty when none does."""
    own = set(words)
    best, share = max(
        ((other, len(own & set(other)) / len(own | set(other))) for other in others),
        key=lambda found: found[1],
        default=((), 0.0),
    )
    return best if share >= SAME_STATEMENT else ()


def _fields(text: str) -> dict[str, str]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    return {str(name): str(each).strip() for name, each in value.items()}


CONTRADICTIONS = Check(
    name="contradictions",
    title="Nearly the same question has another label or another fact in its answer",
    severity=Severity.ERROR,
    cure="Decide which one is right, and correct or reject the other.",
    find=find_contradictions,
)
