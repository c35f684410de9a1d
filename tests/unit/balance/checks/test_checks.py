"""Every check finds what is planted for it, and nothing beside it."""

import json
import re
from dataclasses import replace

import pytest

from curation.balance.checks import CHECKS
from curation.balance.checks.check import Checked, Kind, Wanted
from curation.balance.checks.label_errors import find_label_errors
from curation.balance.checks.residue import without_residue
from tests.bench.bench_checks import contradictions, wrong_labels

BY_NAME = {check.name: check for check in CHECKS}
WANTED = Wanted(guideline="v2", glossary=("Larkfield Pro",), fields=("date", "gross"))
LAMP = "my parcel with the blue lamp has not arrived at my house in the old town yet"
GOOD = "It will arrive by Friday. Please write again if it does not.\n\nThe support team"
NOT = GOOD.replace("will arrive", "will never arrive")
THINGS = re.findall(
    r"\w+",
    """
    lamp kettle tent boat chair table carpet mirror clock basket ladder hammer pillow
    blanket bottle camera violin piano drum flute
    """,
)
PLACES = re.findall(
    r"\w+",
    """
    Harbour Garden Station Market Castle Bridge Forest Island Valley Tower Mill Abbey
    Quarry Meadow Chapel Orchard Lagoon Canyon Village Summit
    """,
)


def clean(number, **changes):
    """One of many examples with which all is well."""
    thing, place = THINGS[number], PLACES[number]
    late = number % 2 == 0
    made = Checked(
        id=f"e{number:02}",
        question=f"When will the {thing} for {place} Street be delivered to us?"
        if late
        else f"I sent the {thing} back from {place} Road and want my money for it.",
        answer=f"Hello, the {thing} is on its way to {place} Street and arrives on Friday."
        if late
        else f"Hello, the money for the {thing} was paid back after it came from {place} Road.",
        label="delivery" if late else "refund",
        instructions="You help customers.",
        accepted=True,
        people=2,
        guidelines=("v2",),
        source="a.csv" if number < 12 else "b.csv",
        customer=f"c{number}",
    )
    return replace(made, **changes)


CLEAN = [clean(number) for number in range(20)]


def with_changes(*changed, **changes):
    """The clean examples, of which these are changed."""
    return [clean(n, **(changes if n in changed else {})) for n in range(20)]


def found(name, examples, wanted=WANTED):
    return [list(defect.ids) for defect in BY_NAME[name].find(examples, wanted)]


def with_answer(answer):
    return Checked(id="x", question="When does order 12345 come?", answer=answer)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_nothing_is_found_where_all_is_well(check):
    answers = [clean(n, answer=json.dumps({"date": "2026-01-31"})) for n in range(20)]
    assert check.find(CLEAN if Kind.TEXT in check.kinds else answers, WANTED) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_nothing_is_found_where_there_is_nothing(check):
    assert check.find([], WANTED) == []


def test_a_choice_that_nobody_has_settled_is_not_missing():
    waits, empty = Checked(id="waits"), Checked(id="empty", accepted=True)
    choices = Wanted(kind=Kind.CHOICE)
    assert found("no-answer", [waits, empty], choices) == [["empty"]]
    assert found("no-answer", [waits, empty]) == [["waits"], ["empty"]]


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
        ("unsafe", "Hello, you are an Idiot."),
        ("names", "Hello, the larkfield-pro comes."),
        ("layout", "Hello, **now** it comes."),
        ("layout", "<p>Hello, it comes.</p>"),
        ("greeting", "It comes today."),
        ("residue", "Hello, it comes.\n\nOn 3 May 2026 Ann wrote:\n> Where is it?"),
        ("language", "Hallo, die Lampe ist auf dem Weg und wird bei Ihnen am Freitag sein."),
    ],
)
def test_a_planted_answer_is_found(name, answer):
    question = "When will you send the lamp that I have ordered? It is for my house." * 2
    planted = replace(with_answer(answer), question=question, label="delivery")
    assert found(name, [*CLEAN, planted]) == [["x"]]


@pytest.mark.parametrize(
    ("name", "usual", "other"),
    [
        ("dates", "It comes on 2026-01-31.", "It comes on 31/01/2026."),
        ("dates", "It comes on 3 March.", "It comes on March 3."),
        ("currency", "You get €12.50.", "You get 12.50 EUR."),
        ("quotes", 'Press "send".', "Press “send”."),
        ("spelling", "We will organise it.", "We will organize it."),
        ("spelling", "Write an e-mail.", "Write an email."),
        ("spelling", "Choose a colour.", "Choose a color."),
    ],
)
def test_what_is_written_otherwise_than_in_most_answers_is_found(name, usual, other):
    answers = [clean(n, answer=usual if n < 3 else other) for n in range(4)]
    assert found(name, answers) == [["e03"]]


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("spelling", ["Please advise us, we arise and promise it.", "Wise rise."]),
        ("greeting", ["Hello, you.", "Dear you."]),
        ("dates", ["It comes in May.", "It may come on 3/4 of the days."]),
    ],
)
def test_what_is_no_other_way_to_write_is_not_found(name, answers):
    assert found(name, [clean(n, answer=text) for n, text in enumerate(answers)]) == []


@pytest.mark.parametrize(
    "answer",
    ["Order 12345 comes today.", "Order #12345: it comes.", "It comes in 3 to 5 days.\n\nThe team"],
)
def test_what_the_question_holds_is_not_invented_nor_cut_off(answer):
    assert all(
        not check.find([with_answer(answer)], WANTED)
        for check in CHECKS
        if not check.about_all
        if Kind.TEXT in check.kinds
    )


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("system-prompts", {"instructions": "You help customers"}),
        ("one-reviewer", {"people": 1}),
        ("stale-guideline", {"guidelines": ("v1", "v2")}),
        ("length", {"answer": "Done."}),
        ("length", {"answer": "Hello, it is on its way. " * 60}),
        ("tokens", {"question": "where " * 12_000}),
        ("few-per-label", {"label": "praise"}),
        ("privacy-state", {"waits": "Waits for the scan"}),
    ],
)
def test_an_example_that_differs_is_found(name, changes):
    few = [with_changes(5, **changes)[5], *(one for one in CLEAN if one.id != "e05")]
    more = replace(clean(1), id="e99", question="Did my money for the old sofa arrive?")
    assert found(name, [*few, more]) == [["e05"]]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("sources", {"source": "a.csv"}),
        ("customers", {"customer": "c1"}),
    ],
)
def test_what_is_represented_too_much_is_found(name, changes):
    many = with_changes(*range(17), **changes)
    assert found(name, many) == [[one.id for one in many[:17]]]


def test_nothing_is_too_much_of_the_only_source():
    assert found("sources", with_changes(*range(20), source="a.csv")) == []


def test_the_reviewers_of_what_is_not_accepted_are_not_counted():
    assert found("one-reviewer", with_changes(5, people=1, accepted=False)) == []


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("{", "No JSON"),
        ('```json\n{"date": ""}\n```', "marks of code"),
        ("[]", "no object"),
        ('{"date": "", "date": ""}', "twice"),
        ('{"sum": "1"}', "Unknown field: sum"),
        ('{"gross": 12.5}', "No text: gross"),
    ],
)
def test_an_answer_without_the_fields_of_the_task_is_found(answer, says):
    (defect,) = BY_NAME["schema"].find([with_answer(answer)], WANTED)
    assert says in defect.says


def test_fields_that_break_a_rule_are_found():
    wrong = with_answer('{"date": "2026-02-30", "gross": "12.50"}')
    (defect,) = BY_NAME["broken-rules"].find([wrong], WANTED)
    assert "no day of the calendar" in defect.says


def test_the_residue_can_be_cut_and_the_answer_stays():
    left = "Hello, it comes.\n\nOn 3 May 2026 Ann wrote:\n> Where is it?"
    assert without_residue(left) == "Hello, it comes."
    assert without_residue(GOOD) == GOOD


def test_a_question_like_no_other_is_found():
    many = [
        replace(one, id=f"{one.id}{turn}", question=f"{one.question} {turn}")
        for turn in range(3)
        for one in CLEAN
    ]
    odd = Checked(id="x", question="Quarterly photosynthesis lectures begin tomorrow")
    assert found("outliers", [*many, odd]) == [["x"]]


def test_an_answer_to_another_kind_of_question_is_found():
    many = [
        replace(one, id=f"{one.id}{turn}", question=f"{one.question} {turn}")
        for turn in range(3)
        for one in CLEAN
    ]
    wrong = replace(many[0], answer=many[1].answer)
    assert found("other-subject", [wrong, *many[1:]]) == [[wrong.id]]


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        (GOOD, "refund"),
        (GOOD.replace("Friday", "day 14"), "delivery"),
        (NOT, "delivery"),
    ],
    ids=["label", "number", "negation"],
)
def test_a_contradiction_is_found(answer, label):
    one = Checked(id="a", question=LAMP, answer=GOOD, label="delivery")
    other = Checked(id="x", question=f"{LAMP}. Thanks", answer=answer, label=label)
    assert found("contradictions", [*CLEAN, one, other]) == [["a", "x"]]


def test_of_three_with_the_same_question_each_is_held_against_each():
    replies = ("It comes today.", "It comes in 30 days.", "It comes in 14 days.")
    three = [
        Checked(id=name, question=LAMP, answer=text)
        for name, text in zip("abc", replies, strict=True)
    ]
    assert ["b", "c"] in found("contradictions", three)


def test_a_yes_and_a_no_contradict_one_another():
    one = Checked(id="a", question=LAMP, answer="Yes, you can.")
    other = Checked(id="x", question=LAMP, answer="No, that is impossible today.")
    assert found("contradictions", [one, other]) == [["a", "x"]]


def test_a_field_with_two_values_is_a_contradiction():
    wanted = replace(WANTED, kind=Kind.FIELDS)
    one = Checked(id="a", question=LAMP, answer='{"gross": "12.00", "date": ""}')
    other = Checked(id="x", question=LAMP, answer='{"gross": "13.00", "date": "2026-01-31"}')
    (defect,) = BY_NAME["contradictions"].find([one, other], wanted)
    assert defect.says == "gross: 12.00 or 13.00"


def test_a_polite_sentence_with_a_negation_contradicts_nothing():
    polite = f"I am sorry that this did not go as it should. {GOOD}"
    one = Checked(id="a", question=LAMP, answer=GOOD)
    other = Checked(id="x", question=f"{LAMP}. Thanks", answer=polite)
    assert found("contradictions", [one, other]) == []


def test_stand_ins_of_the_same_value_contradict_nothing():
    one = Checked(id="a", question=LAMP, answer="Order 11 comes.", original_answer="Order 7 comes.")
    other = Checked(
        id="x", question=LAMP, answer="Order 12 comes.", original_answer="Order 7 comes."
    )
    assert found("contradictions", [one, other]) == []


def test_questions_that_differ_in_a_negation_may_have_different_labels():
    one = Checked(id="a", question=LAMP, answer=GOOD, label="delivery")
    other = Checked(id="x", question=LAMP.replace(" not", ""), answer=GOOD, label="praise")
    assert found("contradictions", [one, other]) == []


def test_a_duplicate_is_found():
    one = Checked(id="a", question=LAMP, answer=GOOD, label="delivery")
    other = Checked(id="x", question=f"{LAMP}. Thanks", answer=GOOD, label="delivery")
    assert found("duplicates", [*CLEAN, one, other]) == [["a", "x"]]


def test_labels_of_which_there_are_few_are_not_judged():
    assert find_label_errors(CLEAN[:4] * 2, WANTED) == []


def test_planted_wrong_labels_of_real_questions_come_first(shared):
    """5 % of Banking77 are given another label; half as many and as many as that are looked at."""
    half, whole = wrong_labels()
    assert half >= 0.9
    assert whole >= 0.8


def test_planted_contradictions_between_near_copies_of_real_questions_are_found(shared):
    """A label, a number, a negation, a no for a yes: each in a copy with typos or other order."""
    shares = contradictions(250)
    assert shares["found"] >= 0.9
    assert shares["right"] == 1.0
