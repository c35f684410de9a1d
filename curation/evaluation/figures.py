"""Further figures of a model's answers, beside the one by which it is judged."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from curation.evaluation.grade import Grade
from curation.evaluation.graders.fields import read_fields
from curation.evaluation.graders.json_shape import grade_fields_exactly, grade_json, grade_schema
from curation.evaluation.graders.similar import BLEU, EDIT, ROUGE_L
from curation.evaluation.graders.token_f1 import grade_token_f1

Pairs = Sequence[tuple[str, str]]
"""Ideal and given answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFigures:
    """How one field is read: `n` examples have it, `given` answers fill it, `right` rightly.

    Amounts and dates may be written in any way; `exact` counts those written the same.
    """

    name: str
    n: int
    given: int
    right: int
    exact: int

    @property
    def f1(self) -> float:
        """2 right / (n + given); 1 for a field that nobody fills."""
        return 2 * self.right / (self.n + self.given) if self.n + self.given else 1.0


def field_figures(pairs: Pairs) -> tuple[FieldFigures, ...]:
    """The figures of every field of the ideal answers, in their order; empty without fields."""
    rows = [
        (read_fields(ideal) or {}, read_fields(said) or {}, ideal, said) for ideal, said in pairs
    ]
    names = dict.fromkeys(name for wanted, *_ in rows for name in wanted)
    return tuple(_field(name, rows) for name in names)


def shape_figures(pairs: Pairs) -> dict[str, float]:
    """The share of answers that are JSON, that have the right shape, and that are wholly exact."""
    measures = {"JSON": grade_json, "shape": grade_schema, "exact": grade_fields_exactly}
    return {name: _share(pairs, grade) for name, grade in measures.items()}


def text_figures(pairs: Pairs) -> dict[str, float]:
    """The mean likeness to the ideal answers by each measure of texts, 0 to 1."""
    measures: dict[str, Callable[[str, str], Grade]] = {
        "Token F1": grade_token_f1,
        "Edit": EDIT.grade,
        "BLEU": BLEU.grade,
        "ROUGE-L": ROUGE_L.grade,
    }
    return {name: _mean(grade(*pair).score for pair in pairs) for name, grade in measures.items()}


def _field(
    name: str, rows: Sequence[tuple[dict[str, str], dict[str, str], str, str]]
) -> FieldFigures:
    right = sum(bool(w.get(name)) and w.get(name) == g.get(name) for w, g, *_ in rows)
    return FieldFigures(
        name=name,
        n=sum(bool(wanted.get(name)) for wanted, *_ in rows),
        given=sum(bool(given.get(name)) for _, given, *_ in rows),
        right=right,
        exact=sum(
            bool(wanted.get(name)) and _raw(ideal, name) == _raw(said, name)
            for wanted, _, ideal, said in rows
        ),
    )


def _raw(text: str, name: str) -> object:
    fields = read_fields(text, plainly=False)
    return fields.get(name) if fields else None


def _share(pairs: Pairs, grade: Callable[[str, str], Grade]) -> float:
    return _mean(float(grade(*pair).passed) for pair in pairs)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
