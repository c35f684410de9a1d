"""What the checks say of real replies with which nothing is wrong.

Of Bitext's customer service replies those that are finished: without a place to be filled in
(`{{…}}`, `[…]`), without a number that the question has otherwise, one of each group of questions
that are nearly the same, and one label for each department.
"""

import csv
import re
from argparse import Namespace

import pytest

from curation.balance.near import duplicate_groups, near_pairs
from curation.commands.check import CHECK
from curation.commands.command import Context
from tests.makers import CURATOR, make_example
from tests.workflow.stocked import settle, stock

TASK = "support-replies"
LABELS = {"DELIVERY": "delivery", "REFUND": "refund", "INVOICE": "billing", "ACCOUNT": "account"}
OPEN = re.compile(r"[\[{]|\d{3}")


REALLY_THERE = {
    "invented": 1,  # an address that the customer did not name
    "length": 5,  # answers with a question, of a fifth of the usual words
    "quotes": 1,  # 'single' marks, where the others have "straight" ones
    "spelling": 1,  # signup beside sign-up
    "outliers": 1,  # a question of two rare words
}
"""What is to be looked at in these replies; nobody has judged them twice."""


@pytest.fixture(scope="module")
def replies(shared):
    """Questions, replies and labels of the finished ones."""
    path = shared / "tickets/bitext_support/bitext_support.csv"
    with path.open(encoding="utf-8") as file:
        rows = {
            str(number): row
            for number, row in enumerate(csv.DictReader(file))
            if row["category"] in LABELS
            and not OPEN.search(row["response"])
            and not OPEN.search(row["instruction"])
        }
    alike = duplicate_groups(near_pairs({name: row["instruction"] for name, row in rows.items()}))
    again = {name for group in alike for name in group[1:]}
    return [row for name, row in rows.items() if name not in again]


def test_a_clean_set_has_nothing_to_correct_and_little_to_look_at(workspace, replies):
    names = stock(
        workspace,
        [
            make_example(row["instruction"], answer=row["response"], row=number)
            for number, row in enumerate(replies)
        ],
    )
    settle(
        workspace,
        {
            name: {"category": LABELS[row["category"]], "reply": row["response"]}
            for name, row in zip(names, replies, strict=True)
        },
    )
    context = Context(workspace=workspace, actor=CURATOR, report=lambda *step: None)
    checks = CHECK.run(context, Namespace(task=TASK))["checks"]
    assert len(names) == 344
    assert [each["name"] for each in checks if each["status"] == "error" and each["count"]] == []
    seen = {each["name"]: each["count"] for each in checks if each["count"]}
    assert seen == {**REALLY_THERE, "one-reviewer": len(names)}
