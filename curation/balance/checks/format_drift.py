"""Examples that are written in another way than what production sees and says."""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

from curation.balance.checks.check import Check, Checked, Defect, Kind, Severity, Wanted
from curation.balance.checks.language import language_of
from curation.balance.checks.layout import layout_of
from curation.balance.mismatch import expected_index, mix_of, stability_index, total_variation
from curation.figures import percent

FEWEST = 30
"""Examples, and cases of production, below which their shapes are not compared."""

FAR = 0.2
"""The share that must have another shape before somebody is told."""

CHANCE = 0.001
"""How probable it may be at most that chance alone makes such a difference."""

_WORD = re.compile(r"\w+")
_BANDS = (0, 10, 30, 100, 300)
_LENGTHS = ("no words", "1 to 10 words", "11 to 30 words", "31 to 100 words", "101 to 300 words")
_QUESTIONS: dict[str, Callable[[str], str]] = {
    "Layout of questions": layout_of,
    "Language of questions": language_of,
    "Length of questions": lambda text: length_of(text),
}
_ANSWERS: dict[str, Callable[[str], str]] = {
    "Layout of answers": layout_of,
    "Language of answers": language_of,
    "Length of answers": lambda text: length_of(text),
}
_FIELDS: dict[str, Callable[[str], str]] = {"Fields of answers": lambda text: fields_of(text)}
_OF_ANSWERS = {Kind.TEXT: _ANSWERS, Kind.FIELDS: _FIELDS, Kind.CHOICE: {}}


def length_of(text: str) -> str:
    """How long a text is, in words: one of six bands."""
    place = bisect_left(_BANDS, len(_WORD.findall(text)))
    return _LENGTHS[place] if place < len(_LENGTHS) else "over 300 words"


def fields_of(answer: str) -> str:
    """The keys of an answer in JSON in their order; "no JSON object" for any other."""
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError):
        value = None
    return ", ".join(value)[:200] if isinstance(value, dict) else "no JSON object"


def by_chance(here: Counter[str], there: Counter[str]) -> float:
    """How probable a difference like that of the two is where nothing but chance parts them.

    The PSI over (1/n + 1/m) is about a chi-square with one degree of freedom less than shapes.
    """
    # imported here: it takes longer to import than the app needs to start
    from scipy.special import chdtrc

    target, free = mix_of(there), len({*here, *there}) - 1
    if not free:
        return 1.0
    chance = expected_index(here, target, sample=there.total()) / free
    return float(chdtrc(free, stability_index(here, target) / chance))


def find_format_drift(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """In what the examples differ from production, the largest difference first.

    Each time those are named that have the shape of which there are most too many. Nothing is said
    of fewer than 30 examples or cases of production.
    """
    known = [one for one in examples if one.question.strip()]
    if min(len(known), len(wanted.production)) < FEWEST:
        return []
    asked = [question for question, _ in wanted.production]
    said = [answer for _, answer in wanted.production]
    compared = [
        (name, of, [one.question for one in known], asked) for name, of in _QUESTIONS.items()
    ]
    compared += [
        (name, of, [one.answer for one in known], said)
        for name, of in _OF_ANSWERS[wanted.kind].items()
    ]
    found: list[tuple[float, Defect]] = []
    for name, shape, ours, theirs in compared:
        shapes = [shape(text) for text in ours]
        here, there = Counter(filter(None, shapes)), Counter(filter(None, map(shape, theirs)))
        if min(here.total(), there.total()) < FEWEST:
            continue
        target = mix_of(there)
        far = total_variation(mix_of(here), target)
        if far >= FAR and by_chance(here, there) < CHANCE:
            most = max(here, key=lambda form: float(mix_of(here)[form] - target.get(form, 0)))
            share, usual = here[most] / here.total(), float(target.get(most, 0))
            says = f"{name}: {most}: {percent(share)} here, {percent(usual)} in production"
            ids = tuple(one.id for one, form in zip(known, shapes, strict=True) if form == most)
            found.append((far, Defect(ids=ids, says=says, subject=name)))
    return [one for _, one in sorted(found, key=lambda each: (-each[0], each[1].subject))]


def _nothing_known(wanted: Wanted) -> str:
    return "" if wanted.production else "No requests of production were brought in"


FORMAT_DRIFT = Check(
    name="format-drift",
    title="The examples are written in another way than in production",
    severity=Severity.WARNING,
    cure="Add examples as production sees them, or write prompts and answers as it does.",
    find=find_format_drift,
    about_all=True,
    needs=_nothing_known,
)
