import json

import pytest

from curation.evaluation.figures import field_figures, shape_figures, text_figures

IDEAL = json.dumps({"total": "1,234.50", "date": "2026-03-04", "note": ""})


def pair(**given):
    return IDEAL, json.dumps(given)


def test_fields_are_counted_one_by_one():
    """The total is right in both and written the same in one; the date is right in one."""
    total, date, note = field_figures(
        [
            pair(total="1.234,50 €", date="4 March 2026"),
            pair(total="1,234.50", date="2026-04-03", note="x"),
        ]
    )
    assert (total.n, total.given, total.right, total.exact) == (2, 2, 2, 1)
    assert (date.n, date.given, date.right, date.exact) == (2, 2, 1, 0)
    assert (total.f1, date.f1) == (1.0, 0.5)
    assert (note.n, note.given, note.f1) == (0, 1, 0.0)


def test_an_answer_that_is_no_json_reads_no_field():
    (total, *_) = field_figures([(IDEAL, "The total is 1,234.50")])
    assert (total.given, total.right, total.f1) == (0, 0, 0.0)


def test_shape_and_value_are_three_figures():
    found = shape_figures(
        [
            (IDEAL, IDEAL),
            pair(total="1", date="2", note="3"),
            pair(total=1),
            (IDEAL, "not JSON"),
        ]
    )
    assert found == {"JSON": 0.75, "shape": 0.5, "exact": 0.25}


def test_texts_have_their_likeness():
    found = text_figures([("a b c d", "a b c d"), ("a b c d", "x y z")])
    assert found["Token F1"] == found["BLEU"] == found["ROUGE-L"] == pytest.approx(0.5)


def test_nothing_has_no_likeness():
    assert set(text_figures([]).values()) == {0.0}
