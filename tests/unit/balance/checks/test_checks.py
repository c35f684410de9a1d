"""Every check finds what is planted for it, and nothing beside it."""

import csv
from random import Random

import pytest

from curation.balance.checks import CHECKS
from curation.balance.checks.check import Checked
from curation.balance.checks.label_errors import find_label_errors, label_doubts

BY_NAME = {check.name: check for check in CHECKS}
LAMP = "my parcel with the blue lamp has not arrived at my house in the old town yet"
GOOD = "It will arrive by Friday. Please write again if it does not.\n\nThe support team"
NOT = GOOD.replace("will arrive", "will never arrive")
CLEAN = [
    Checked(id="a", question=LAMP, answer=GOOD, label="delivery"),
    Checked(
        id="b",
        question="I paid €12.50 for order 48213, can I have it back?",
        answer="You get the €12.50 of order 48213 back within 5 days.",
        label="refund",
    ),
]


def with_answer(answer):
    return Checked(id="x", question="When does order 12345 come?", answer=answer)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_nothing_is_found_where_all_is_well(check):
    assert check.find(CLEAN) == []


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("no-answer", ""),
        ("no-answer", " …\n"),
        ("cut-off", "You can send it back,"),
        ("cut-off", "Please open the page and"),
        ("placeholders", "Hello {{customer.name}}, it comes."),
        ("placeholders", "Kind regards, [Your Name]"),
        ("placeholders", "Your number is XXXX."),
        ("invented", "You get €30 back."),
        ("invented", "Open https://shop.example/returns today."),
        ("invented", "Your order 99999 comes."),
    ],
)
def test_a_planted_answer_is_found(name, answer):
    assert BY_NAME[name].find([*CLEAN, with_answer(answer)]) == [["x"]]


@pytest.mark.parametrize(
    "answer",
    ["Order 12345 comes today.", "Order #12345: it comes.", "It comes in 3 to 5 days.\n\nThe team"],
)
def test_what_the_question_holds_is_not_invented_nor_cut_off(answer):
    assert all(not check.find([with_answer(answer)]) for check in CHECKS)


@pytest.mark.parametrize(
    ("answer", "label"),
    [(GOOD, "refund"), (GOOD.replace("Friday", "day 14"), "delivery"), (NOT, "delivery")],
    ids=["label", "number", "negation"],
)
def test_a_contradiction_is_found(answer, label):
    other = Checked(id="x", question=f"{LAMP}. Thanks", answer=answer, label=label)
    assert BY_NAME["contradictions"].find([*CLEAN, other]) == [["a", "x"]]


def test_questions_that_differ_in_a_negation_may_have_different_labels():
    other = Checked(id="x", question=LAMP.replace(" not", ""), answer=GOOD, label="praise")
    assert BY_NAME["contradictions"].find([*CLEAN, other]) == []


def test_a_duplicate_is_found():
    other = Checked(id="x", question=f"{LAMP}. Thanks", answer=GOOD, label="delivery")
    assert BY_NAME["duplicates"].find([*CLEAN, other]) == [["a", "x"]]


def test_labels_of_which_there_are_few_are_not_judged():
    assert find_label_errors([*CLEAN] * 2) == []


def test_planted_wrong_labels_of_real_questions_come_first(shared):
    """5 % of Banking77 are given another label; half as many and as many as that are looked at."""
    with (shared / "tickets/banking77/train.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    random = Random(1)
    labels = sorted({row["category"] for row in rows})
    planted = set(random.sample(range(len(rows)), len(rows) // 20))
    examples = [
        Checked(
            id=f"{number:05}",
            question=row["text"],
            answer="",
            label=random.choice([name for name in labels if name != row["category"]])
            if number in planted
            else row["category"],
        )
        for number, row in enumerate(rows)
    ]
    ranked = [int(name) in planted for name, _ in label_doubts(examples)]
    half = len(planted) // 2
    assert sum(ranked[:half]) / half >= 0.9
    assert sum(ranked[: len(planted)]) / len(planted) >= 0.8
