"""A sure name is marked wherever it stands again in the example."""

from curation.privacy.span import Span
from curation.scanner.names.spread import spread


def span(text, value, entity="PERSON", score=0.7):
    begins = text.index(value)
    return Span(
        begins=begins, ends=begins + len(value), entity=entity, score=score, recognizer="test"
    )


def marked(texts, found):
    added = spread(texts, found)
    said = dict(texts)
    return [(path, said[path][s.begins : s.ends]) for path in added for s in added[path]]


FIRST = "Regards,\nJulia Hartmann"


def test_parts_of_a_name_are_marked_in_other_messages():
    texts = [("messages.0", FIRST), ("answer", "Hello Julia, Mrs HARTMANN is out; ask hartmann.")]
    assert marked(texts, {"messages.0": [span(FIRST, "Julia Hartmann")]}) == [
        ("answer", "Julia"), ("answer", "HARTMANN"), ("answer", "hartmann"),
    ]  # fmt: skip


def test_a_doubtful_name_is_not_spread():
    texts = [("messages.0", FIRST), ("answer", "Hello Julia")]
    assert marked(texts, {"messages.0": [span(FIRST, "Julia Hartmann", score=0.45)]}) == []


def test_a_name_that_is_an_ordinary_word_is_not_spread():
    text = "I am Will Hartmann"
    texts = [("messages.0", text), ("answer", "Will you pay? It will help.")]
    assert marked(texts, {"messages.0": [span(text, "Will Hartmann")]}) == []


def test_a_part_inside_another_word_is_left():
    texts = [("messages.0", FIRST), ("answer", "Juliana at julia@example.com")]
    assert marked(texts, {"messages.0": [span(FIRST, "Julia Hartmann")]}) == []


def test_what_is_marked_already_is_not_marked_again():
    texts = [("messages.0", FIRST), ("answer", "Hello Julia")]
    found = {
        "messages.0": [span(FIRST, "Julia Hartmann")],
        "answer": [span("Hello Julia", "Julia")],
    }
    assert marked(texts, found) == []


def test_the_line_of_an_address_is_marked_again():
    text = "14 Elm Street, Springfield"
    texts = [("messages.0", text), ("answer", "We sent it to 14 Elm Street.")]
    found = {"messages.0": [span(text, text, entity="LOCATION")]}
    assert marked(texts, found) == [("answer", "14 Elm Street")]
