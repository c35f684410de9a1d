"""A card holds what a reviewer sees of an example."""

from dataclasses import replace

import pytest

from curation.example import Message, Speaker, StagedExample
from curation.review.card import make_card, offer_labels
from tests.makers import make_example, make_task

TASK = make_task()


def card_of(**changes):
    example = replace(make_example(), **changes)
    staged = StagedExample(id="e1", example=example, version=1)
    return make_card("e1", staged, TASK, offer_labels(TASK, {}))


def test_a_card_has_what_was_said_after_the_answer():
    thanks = Message(speaker=Speaker.USER, content="Thanks.")
    assert card_of(following=(thanks,)).following == (thanks,)


def test_a_card_has_the_remarks_on_the_example():
    assert card_of(remarks=("Look twice.",)).remarks == ("Look twice.",)


@pytest.mark.parametrize(("pages", "counted"), [("12", 12), ("", 0), ("<NUMBER_1>", 0), ("-1", 0)])
def test_a_card_counts_the_pages_that_can_be_looked_at(pages, counted):
    assert card_of(metadata={"pages": pages}).pages == counted
