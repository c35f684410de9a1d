"""When answers are the same."""

import pytest

from curation.review.settling import ABSENT, comparable, field_values
from curation.task import Question, QuestionKind

FIELDS = Question(id="fields", kind=QuestionKind.FIELDS, title="Fields", fields=("net", "tax"))
TEXT = Question(id="reply", kind=QuestionKind.TEXT, title="Reply")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('{"net":"1","tax":"2"}', '{"tax": " 2", "net": "1"}', True),
        ('{"net":"1"}', '{"net":"1","tax":""}', True),
        ('{"net":"1.00"}', '{"net":"1,00"}', False),
    ],
)
def test_fields_are_the_same_whatever_their_order(one, other, same):
    assert (comparable(FIELDS, one) == comparable(FIELDS, other)) is same


def test_case_counts_in_a_text():
    assert comparable(TEXT, "Yes.") != comparable(TEXT, "yes.")


def test_a_blank_field_is_absent():
    assert field_values(FIELDS, '{"net":" "}', str.strip) == {"net": ABSENT, "tax": ABSENT}


def test_what_is_no_json_has_no_fields():
    assert field_values(FIELDS, "12", str.strip) == {"net": ABSENT, "tax": ABSENT}
