"""Laws of agreement: what must hold for every table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curation.review.agreement.agreement import measure_agreement
from curation.review.agreement.ratings import Level
from curation.review.word_diff import Change, word_diff
from tests.unit.review.tables import long

law = settings(deadline=None, max_examples=60)

FIGURES = ("alpha", "fleiss_kappa", "cohen_kappa", "ac1", "percent")

answers = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 3)), st.integers(1, 4), max_size=32
)
"""(item, reviewer) -> value."""


def table(given_answers, value=str):
    return long([(f"i{i}", f"r{r}", value(v)) for (i, r), v in given_answers.items()])


def figures(frame, level=Level.NOMINAL):
    found = measure_agreement(frame, level=level, rounds=0)
    return [getattr(found, name) for name in FIGURES]


def same(one, other):
    return all(
        a == b if a is None or b is None else a == pytest.approx(b, abs=1e-9)
        for a, b in zip(one, other, strict=True)
    )


@law
@given(answers, st.permutations(["p", "q", "r", "s"]))
def test_new_names_for_the_values_change_nothing(given_answers, names):
    renamed = table(given_answers, lambda value: names[value - 1])
    assert same(figures(table(given_answers)), figures(renamed))


@law
@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(given_answers, random):
    rows = table(given_answers)
    order = list(range(len(rows)))
    random.shuffle(order)
    assert same(figures(rows), figures(rows.iloc[order]))


@law
@given(answers, st.sampled_from(list(Level)))
def test_nothing_is_above_one(given_answers, level):
    found = figures(table(given_answers), level)
    assert all(figure is None or figure <= 1 + 1e-9 for figure in found)


@law
@given(answers)
def test_agreeing_on_everything_is_one_or_explained(given_answers):
    agreed = {(item, reviewer): item % 3 + 1 for item, reviewer in given_answers}
    found = measure_agreement(table(agreed), rounds=0)
    assert found.reason if found.alpha is None else found.alpha == pytest.approx(1)


@law
@given(answers)
def test_a_figure_that_is_missing_has_a_reason(given_answers):
    found = measure_agreement(table(given_answers), rounds=0)
    assert (found.alpha is None) == bool(found.reason)


@law
@given(answers)
def test_a_silent_reviewer_changes_nothing(given_answers):
    rows = table(given_answers)
    silent = long([(f"i{item}", "silent", None) for item in range(8)])
    with_silent = long([*rows.itertuples(index=False), *silent.itertuples(index=False)])
    assert same(figures(rows), figures(with_silent))


@law
@given(answers)
def test_alpha_is_what_its_definition_says_pair_by_pair(given_answers):
    """Nominal alpha, counted pair by pair as Krippendorff defines it."""
    found = measure_agreement(table(given_answers), rounds=0).alpha
    units = {}
    for (item, _), value in given_answers.items():
        units.setdefault(item, []).append(value)
    units = [values for values in units.values() if len(values) > 1]
    everything = [value for values in units for value in values]
    n = len(everything)
    expected = sum(a != b for i, a in enumerate(everything) for b in everything[:i])
    if found is None:
        assert len({reviewer for _, reviewer in given_answers}) < 2 or not expected
        return
    observed = sum(
        2 * sum(a != b for i, a in enumerate(values) for b in values[:i]) / (len(values) - 1)
        for values in units
    )
    assert found == pytest.approx(1 - observed / n / (2 * expected / (n * (n - 1))))


@law
@given(answers, st.floats(-100, 100), st.floats(0.1, 100))
def test_interval_alpha_ignores_where_and_how_large_the_scale_is(given_answers, shift, scale):
    plain = figures(table(given_answers), Level.INTERVAL)[0]
    moved = figures(table(given_answers, lambda v: repr(v * scale + shift)), Level.INTERVAL)[0]
    assert plain == moved if plain is None else moved == pytest.approx(plain, abs=1e-6)


@law
@given(st.text(max_size=60), st.text(max_size=60))
def test_the_runs_of_a_diff_make_both_texts(before, after):
    runs = word_diff(before, after)
    assert "".join(run.text for run in runs if run.change is not Change.ADDED) == before
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == after


@law
@given(answers)
def test_an_interval_has_its_ends_in_order(given_answers):
    found = measure_agreement(table(given_answers), rounds=100).interval
    assert found is None or (found.low <= found.high and np.isfinite([found.low, found.high]).all())
