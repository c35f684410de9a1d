"""Assembling a release from gold examples."""

from dataclasses import replace

import pytest

from curation.balance.apportion import Part
from curation.privacy.finding import Finding
from curation.privacy.masking import plan_masking
from curation.release.assemble import assemble, leaking, near_links, write_line
from tests.makers import make_example, make_task
from tests.unit.release.makers import make_gold, purpose

TASK = make_task()


def quiet(done, total, message):
    """Progress that nobody looks at."""


def many(count, **changes):
    return [make_gold(f"Question {n}?", name=f"e{n}", **changes) for n in range(count)]


def assembled(gold, *, seed=1, placed=None):
    return assemble(gold, TASK, purpose(), seed=seed, placed=placed or {}, progress=quiet)


def data_of(assembly):
    return {part: [line.data for line in assembly.parts[part]] for part in Part}


def test_every_example_is_in_a_part_or_has_a_reason():
    gold = [*many(20), make_gold("Empty?", name="empty", reply=" ")]
    assembly = assembled(gold)
    written = [line.gold.id for lines in assembly.parts.values() for line in lines]
    assert sorted([*written, *assembly.excluded]) == sorted(one.id for one in gold)


def test_the_same_examples_and_seed_give_the_same_bytes_in_any_order():
    assert data_of(assembled(many(30))) == data_of(assembled(many(30)[::-1]))


def test_another_seed_gives_another_order():
    one, other = assembled(many(30), seed=1), assembled(many(30), seed=2)
    assert data_of(one)[Part.TRAIN] != data_of(other)[Part.TRAIN]


def test_placements_of_an_earlier_release_are_kept():
    first = assembled(many(30))
    second = assembled(many(60), seed=2, placed=first.placements)
    part_of = {line.gold.id: part for part, lines in second.parts.items() for line in lines}
    assert all(
        part_of[line.gold.id] == part for part, lines in first.parts.items() for line in lines
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "no answer"),
        ("Look at <|endoftext|>.", "breaks the rule special_token"),
        ("half \ud83d", "breaks the rule unicode"),
    ],
)
def test_a_line_that_no_provider_takes_is_left_out_by_name(answer, reason):
    assert write_line(make_gold(category="x", reply=answer), TASK, purpose()) == reason


def test_a_line_that_still_holds_a_masked_value_is_left_out():
    finding = Finding(
        example_id="e1",
        path="messages.0",
        begins=5,
        ends=18,
        entity="EMAIL_ADDRESS",
        score=1.0,
        recognizer="test",
        value_key="k",
    )
    text = "From ann@acme.test"
    masking = plan_masking([("messages.0", text)], [finding])
    gold = replace(make_gold(masking.apply(text), reply="Hello ann@acme.test"), masking=masking)
    assert write_line(gold, TASK, purpose()) == "still holds a masked value"


def test_lines_that_share_a_group_between_parts_are_found_on_the_written_lines():
    example = make_example("A?", group="customer 7")
    gold = [
        make_gold(name="one", example=example, reply="Yes."),
        make_gold(name="two", example=make_example("B?", group="customer 7"), reply="No."),
    ]
    written = {one.id: write_line(one, TASK, purpose()) for one in gold}
    parts = {"one": Part.TRAIN, "two": Part.TEST}
    assert leaking(written, parts) == {"one"}


def test_progress_is_told_and_may_stop_the_work():
    def stop(done, total, message):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        assemble(many(3), TASK, purpose(), seed=1, placed={}, progress=stop)


def test_near_duplicates_are_never_in_two_parts():
    """Each question twice, the second time with a word of thanks: no part may know another's."""
    gold = []
    for n in range(30):
        words = f"my {n}a parcel {n}b with {n}c the {n}d lamp {n}e is {n}f late {n}g again"
        gold += [make_gold(words, name=f"a{n}"), make_gold(f"{words} thanks", name=f"b{n}")]
    assembly = assembled(gold)
    part_of = {line.gold.id: part for part, lines in assembly.parts.items() for line in lines}
    assert len(part_of) == 60
    assert all(part_of[f"a{n}"] == part_of[f"b{n}"] for n in range(30))


def test_the_same_question_with_other_stand_ins_is_a_near_duplicate():
    one = replace(make_gold("Call Ann Lee back", name="a"), given_prompt="Call Bo Chen back")
    other = replace(make_gold("Call Eve Fox back", name="b"), given_prompt="Call Bo Chen back")
    written = {gold.id: write_line(gold, TASK, purpose()) for gold in (one, other)}
    assert near_links(written) == [("a", "b")]


def test_near_duplicates_that_an_earlier_release_parted_are_taken_out_of_the_earlier_part():
    written = {
        name: write_line(make_gold(text, name=name), TASK, purpose())
        for name, text in (("a", "One thing?"), ("b", "Another thing?"))
    }
    assert leaking(written, {"a": Part.TRAIN, "b": Part.TEST}, [("a", "b")]) == {"a"}
