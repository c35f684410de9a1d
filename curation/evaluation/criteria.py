"""What success means, written down before training, and whether an evaluation meets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curation.evaluation.comparison import Comparison, ModelScore, Verdict
from curation.evaluation.slices import Slice


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """`gain` is in points over the base model, `share` in per cent of right answers.

    `rule` is the rule of grading. 0 wants nothing of the kind.
    """

    rule: str
    gain: int = 0
    share: int = 0
    beats_floor: bool = False
    no_label_worse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One criterion in words, and whether it is met; `met` is None where it was not measured."""

    words: str
    met: bool | None


def judge(
    criteria: Criteria,
    *,
    rule: str,
    tuned: ModelScore,
    base: Comparison | None,
    floor: Comparison | None,
    slices: Sequence[Slice],
) -> tuple[Judged, ...]:
    """Each criterion with its outcome; `base` and `floor` compare the tuned model with them.

    By another rule of grading than the one written down, nothing was measured.
    """
    wanted: Mapping[str, bool | None] = {
        f"At least {criteria.gain} points more right answers than the base model, and shown": (
            None
            if base is None
            else base.verdict == Verdict.BETTER and round(base.difference * 100, 6) >= criteria.gain
        )
        if criteria.gain
        else True,
        f"At least {criteria.share} % right answers": round(tuned.share * 100, 6) >= criteria.share,
        "Better than the nearest-neighbour floor, and shown": (
            None if floor is None else floor.verdict == Verdict.BETTER
        ),
        "No label shown to be worse": not any(
            one.comparison.verdict == Verdict.WORSE for one in slices
        ),
    }
    asked = (criteria.gain > 0, criteria.share > 0, criteria.beats_floor, criteria.no_label_worse)
    return tuple(
        Judged(words=words, met=met if rule == criteria.rule else None)
        for (words, met), used in zip(wanted.items(), asked, strict=True)
        if used
    )


def criteria_sentence(judged: Sequence[Judged]) -> str:
    """The outcome in one sentence."""
    if any(one.met is None for one in judged):
        return "Not everything that was asked for has been measured."
    failed = sum(not one.met for one in judged)
    if not failed:
        return "All criteria are met."
    return f"{failed} of {len(judged)} criteria {'is' if failed == 1 else 'are'} not met."
