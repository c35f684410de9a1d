"""The clauses of a guideline, and what a new version changes."""

from hypothesis import given
from hypothesis import strategies as st

from curation.review.guideline import clauses_of, compare


def words(text):
    return [clause.text for clause in clauses_of(text)]


def test_a_clause_goes_on_to_the_next_number():
    assert words("1. Be kind\nand exact.\n2) Be short.") == ["Be kind and exact.", "Be short."]


def test_a_blank_line_ends_a_clause():
    assert words("- Be kind.\n\nAsk if in doubt.") == ["Be kind.", "Ask if in doubt."]


def test_without_numbers_every_line_is_a_clause():
    assert words("Be kind.\nBe short.\n") == ["Be kind.", "Be short."]


def test_a_blank_text_has_none():
    assert words(" \n\n") == []


def test_a_clause_that_only_moves_is_not_changed():
    before, after = clauses_of("1. Be kind.\n2. Be short."), clauses_of("1. Be short.\n2. Be true.")
    change = compare(before, after)
    assert [clause.text for clause in change.removed] == ["Be kind."]
    assert [(clause.number, clause.text) for clause in change.added] == [(2, "Be true.")]


@given(st.text(max_size=200))
def test_any_text_compared_with_itself_has_no_change(text):
    change = compare(clauses_of(text), clauses_of(text))
    assert (change.added, change.removed) == ((), ())
