"""A grader as the contract writes it: what is wrong with it, what it needs, and what it grades.

The kinds are string_check, text_similarity, score_model, label_model, python and multi, each a JSON
object with a `type`. One kind is one entry in the table at the end.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curation.reward.formula import calculate, wrong_formula
from curation.reward.similarity import SIMILARITIES
from curation.reward.template import Case, Json, Unfilled, fill, names_in, wrong_holes

MOST_SOURCE = 256 * 1024
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PYTHON_FIELD = re.compile(r"""item(?:\.get\(|\[)\s*["']([^"']+)["']""")

Ask = Callable[[Json, list[Json]], str]
"""What a model answers to messages; the grader says which model, and how it samples."""
Run = Callable[[str, Sequence[Case]], list[float | None]]
"""What a Python source grades each case with; None where it failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """Who does what this room cannot: ask a model, and run Python, both away from the app."""

    ask: Ask | None = None
    run: Run | None = None


def wrong_with(grader: object, *, inner: bool = False) -> list[str]:
    """What is wrong with a grader, in plain words; empty when nothing is."""
    if not isinstance(grader, dict):
        return ["A grader is a JSON object."]
    kind = KINDS.get(str(grader.get("type")))
    if kind is None or (inner and grader["type"] == "multi"):
        return [f"The type {str(grader.get('type'))[:40]!r} is not one of {', '.join(KINDS)}."]
    found = [] if inner or _is_text(grader.get("name")) else ["The grader has no name."]
    found += kind.wrong(grader)
    threshold = grader.get("pass_threshold")
    if threshold is not None and not _is_number(threshold):
        found.append("pass_threshold is not a number.")
    return found


def fields_of(grader: Json) -> frozenset[str]:
    """The item's fields that a grader reads; every line must have them.

    Of Python they are those written as item["name"] or item.get("name").
    """
    found = {name.split(".")[1] for text in _texts(grader) for name in names_in(text)
             if name.startswith("item.")}  # fmt: skip
    for part in (grader, *_inner(grader).values()):
        if part.get("type") == "python":
            found |= set(_PYTHON_FIELD.findall(str(part.get("source", ""))))
    return frozenset(found)


def range_of(grader: Json) -> tuple[float, float]:
    """The least and the most a grader gives: 0 to 1 unless a model's range says otherwise."""
    given = grader.get("range") if grader.get("type") == "score_model" else None
    return (float(given[0]), float(given[1])) if given else (0.0, 1.0)


def threshold_of(grader: Json) -> float:
    """From which grade on an answer passes: `pass_threshold`, or else the middle of the range."""
    least, most = range_of(grader)
    return float(grader.get("pass_threshold", (least + most) / 2))


def grade(grader: Json, cases: Sequence[Case], judges: Judges) -> list[float]:
    """The grade of each case, in the grader's range; the least where it cannot be graded.

    It cannot where an answer lacks what the grader reads, or a model or Python fails at it.
    """
    least, most = range_of(grader)
    found = KINDS[grader["type"]].grade(grader, cases, judges)
    return [least if value is None else min(most, max(least, value)) for value in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    wrong: Callable[[Json], list[str]]
    grade: Callable[[Json, Sequence[Case], Judges], list[float | None]]


def _wrong_texts(grader: Json, *names: str) -> list[str]:
    found = [f"{name} is missing." for name in names if not _is_text(grader.get(name))]
    return found + [wrong for text in _texts(grader) for wrong in wrong_holes(text)]


def _wrong_check(grader: Json) -> list[str]:
    found = _wrong_texts(grader, "input", "reference")
    if grader.get("operation") not in _CHECKS:
        found.append(f"operation is not one of {', '.join(_CHECKS)}.")
    return found


_CHECKS: Mapping[str, Callable[[str, str], bool]] = {
    "eq": lambda text, wanted: text == wanted,
    "ne": lambda text, wanted: text != wanted,
    "like": lambda text, wanted: wanted in text,
    "ilike": lambda text, wanted: wanted.lower() in text.lower(),
}


def _filled(grader: Json, cases: Sequence[Case]) -> Iterator[tuple[str, str] | None]:
    for case in cases:
        try:
            yield fill(grader["input"], case), fill(grader["reference"], case)
        except Unfilled:
            yield None


def _check(grader: Json, cases: Sequence[Case], judges: Judges) -> list[float | None]:
    holds = _CHECKS[grader["operation"]]
    return [None if pair is None else float(holds(*pair)) for pair in _filled(grader, cases)]


def _wrong_likeness(grader: Json) -> list[str]:
    found = _wrong_texts(grader, "input", "reference")
    if grader.get("evaluation_metric") not in SIMILARITIES:
        found.append(f"evaluation_metric is not one of {', '.join(SIMILARITIES)}.")
    return found


def _likeness(grader: Json, cases: Sequence[Case], judges: Judges) -> list[float | None]:
    measure = SIMILARITIES[grader["evaluation_metric"]]
    return [None if pair is None else measure(*pair) for pair in _filled(grader, cases)]


def _wrong_model(grader: Json) -> list[str]:
    found = _wrong_texts(grader, "model")
    messages = grader.get("input")
    if not isinstance(messages, list) or not messages or not all(map(_is_message, messages)):
        found.append("input is not a list of messages, each with a role and a text.")
    return found


def _wrong_score(grader: Json) -> list[str]:
    found, given = _wrong_model(grader), grader.get("range", [0, 1])
    if not (isinstance(given, list) and len(given) == 2 and all(map(_is_number, given))):
        found.append("range is not a list of two numbers.")
    elif given[0] >= given[1]:
        found.append("range does not begin below its end.")
    return found


def _wrong_label(grader: Json) -> list[str]:
    found, labels = _wrong_model(grader), grader.get("labels")
    passing = grader.get("passing_labels")
    if not isinstance(labels, list) or not labels or not all(map(_is_text, labels)):
        return [*found, "labels is not a list of labels."]
    if not isinstance(passing, list) or not passing or not all(p in labels for p in passing):
        found.append("passing_labels are not some of the labels.")
    return found


def _said(grader: Json, cases: Sequence[Case], judges: Judges, last: str) -> Iterator[str]:
    """What the model says of each case; "" where it cannot be asked."""
    for case in cases:
        try:
            asked = [{"role": m["role"], "content": fill(m["content"], case)}
                     for m in grader["input"]]  # fmt: skip
        except Unfilled:
            yield ""
            continue
        asked.append({"role": "user", "content": last})
        yield judges.ask(grader, asked) if judges.ask else ""


def _score(grader: Json, cases: Sequence[Case], judges: Judges) -> list[float | None]:
    least, most = range_of(grader)
    last = f"Answer with the score only, a number from {least:g} to {most:g}."
    found = [_NUMBER.search(said) for said in _said(grader, cases, judges, last)]
    return [None if number is None else float(number.group()) for number in found]


def _label(grader: Json, cases: Sequence[Case], judges: Judges) -> list[float | None]:
    last = "Answer with one of these labels only: " + ", ".join(grader["labels"])
    passing = {label.casefold() for label in grader["passing_labels"]}
    said = _said(grader, cases, judges, last)
    return [float(word.strip().strip('."').casefold() in passing) for word in said]


def _wrong_python(grader: Json) -> list[str]:
    source = grader.get("source")
    if not isinstance(source, str) or "def grade(" not in source:
        return ["source has no function grade(sample, item)."]
    if len(source.encode("utf-8", "surrogatepass")) > MOST_SOURCE:
        return ["source is larger than 256 kB."]
    try:
        compile(source, "grader", "exec")
    except (SyntaxError, ValueError, RecursionError) as error:
        return [f"source is not Python (line {getattr(error, 'lineno', None) or 1})."]
    return []


def _python(grader: Json, cases: Sequence[Case], judges: Judges) -> list[float | None]:
    return judges.run(grader["source"], cases) if judges.run else [None] * len(cases)


def _wrong_multi(grader: Json) -> list[str]:
    inner, formula = grader.get("graders"), grader.get("calculate_output")
    if not isinstance(inner, dict) or not inner:
        return ["graders is not an object of graders by name."]
    found = [f"{name}: {wrong}" for name, part in inner.items()
             for wrong in wrong_with(part, inner=True)]  # fmt: skip
    if not isinstance(formula, str):
        return [*found, "calculate_output is missing."]
    wrong = wrong_formula(formula, frozenset(inner))
    return [*found, wrong] if wrong else found


def _multi(grader: Json, cases: Sequence[Case], judges: Judges) -> list[float | None]:
    parts = {name: grade(part, cases, judges) for name, part in grader["graders"].items()}
    found: list[float | None] = []
    for number in range(len(cases)):
        try:
            given = {name: grades[number] for name, grades in parts.items()}
            found.append(calculate(grader["calculate_output"], given))
        except ValueError:
            found.append(None)
    return found


KINDS: Mapping[str, _Kind] = {
    "string_check": _Kind(wrong=_wrong_check, grade=_check),
    "text_similarity": _Kind(wrong=_wrong_likeness, grade=_likeness),
    "score_model": _Kind(wrong=_wrong_score, grade=_score),
    "label_model": _Kind(wrong=_wrong_label, grade=_label),
    "python": _Kind(wrong=_wrong_python, grade=_python),
    "multi": _Kind(wrong=_wrong_multi, grade=_multi),
}


def kinds_in(grader: Json) -> set[str]:
    """The kinds of a grader and of those it joins."""
    return {str(part.get("type")) for part in (grader, *_inner(grader).values())}


def _inner(grader: Json) -> dict[str, Json]:
    given = grader.get("graders")
    parts = given.items() if isinstance(given, dict) else ()
    return {name: part for name, part in parts if isinstance(part, dict)}


def _texts(grader: Json) -> Iterator[str]:
    """Every text of a grader that may have holes."""
    for part in (grader, *_inner(grader).values()):
        for name in ("input", "reference"):
            value = part.get(name)
            for entry in value if isinstance(value, list) else [value]:
                text = entry.get("content") if isinstance(entry, dict) else entry
                if isinstance(text, str):
                    yield text


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_message(value: Any) -> bool:
    return (
        isinstance(value, dict) and _is_text(value.get("role")) and _is_text(value.get("content"))
    )
