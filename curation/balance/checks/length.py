"""Answers that are far longer or shorter than the others of their kind."""

from collections.abc import Sequence

import numpy as np

from curation.balance.checks.check import SENTENCES, Check, Checked, Defect, Severity, Wanted

FARTHEST = 3.5
"""The robust score beyond which a length is out of the ordinary (Iglewicz and Hoaglin 1993)."""

FEWEST = 20
"""Answers of a label below which they are held against those of all labels."""

_LEAST_SPREAD = 0.15
"""Of the logarithm: where all are nearly equally long, some words more or less are no defect."""


def find_length(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers of unusual length for their label, the farthest from the usual first.

    The score is .6745 (x - median) / MAD of the logarithm of the number of words. Nothing is said
    of fewer than 20 answers.
    """
    known = [(one, words) for one in examples if (words := len(one.answer.split()))]
    labels: dict[str, list[int]] = {}
    for place, (one, _) in enumerate(known):
        labels.setdefault(one.label, []).append(place)
    rest = [place for places in labels.values() if len(places) < FEWEST for place in places]
    logs = np.log([words for _, words in known])
    found: list[tuple[float, Defect]] = []
    for judged in (*(p for p in labels.values() if len(p) >= FEWEST), rest):
        beside = judged if judged is not rest else list(range(len(known)))
        if len(beside) < FEWEST or not judged:
            continue
        middle = float(np.median(logs[beside]))
        spread = max(float(np.median(np.abs(logs[beside] - middle))), _LEAST_SPREAD)
        for place in judged:
            score = 0.6745 * (float(logs[place]) - middle) / spread
            if abs(score) > FARTHEST:
                one, words = known[place]
                says = f"{words:,} words; usual are {np.exp(middle):,.0f}"
                found.append((abs(score), Defect(ids=(one.id,), says=says)))
    return [one for _, one in sorted(found, key=lambda each: (-each[0], each[1].ids))]


LENGTH = Check(
    name="length",
    title="The answer is far longer or shorter than usual",
    severity=Severity.WARNING,
    cure="See whether something is missing or too much; else accept it.",
    find=find_length,
    kinds=SENTENCES,
)
