"""Lines: what is missing, and what is written."""

import json
from dataclasses import replace

import pytest

from curation.example import Message, Speaker
from curation.release.encoding import line_bytes
from curation.release.lines import dpo, sft
from curation.task import Question, QuestionKind
from tests.makers import make_example, make_preference_task, make_task
from tests.unit.release.makers import TOOL, make_gold, tool_message

TASK = make_task()
LABEL_TASK = replace(TASK, answer="category")
COMPARE_TASK = make_preference_task()
FIELDS_TASK = replace(
    TASK,
    answer="fields",
    questions=(
        Question(id="fields", kind=QuestionKind.FIELDS, title="Fields", fields=("vendor", "net")),
    ),
    stratum="",
)


SMALL_EDIT = "the edit is too small for a pair"


def roles(line):
    return [message["role"] for message in line["messages"]]


def content(line):
    return line["messages"][-1]["content"]


def test_an_sft_line_is_system_user_and_the_final_answer():
    assert sft.line(make_gold(), TASK) == {
        "messages": [
            {"role": "system", "content": "You answer support tickets."},
            {"role": "user", "content": "Where is my order?"},
            {"role": "assistant", "content": "Tomorrow."},
        ]
    }


@pytest.mark.parametrize("speaker", [Speaker.SYSTEM, Speaker.DEVELOPER])
def test_instructions_of_the_example_take_the_place_of_the_tasks(speaker):
    example = make_example()
    own = Message(speaker=speaker, content="Own rules.")
    gold = make_gold(example=replace(example, messages=(own, *example.messages)))
    line = sft.line(gold, TASK)
    assert [m["content"] for m in line["messages"] if m["role"] == "system"] == ["Own rules."]


def test_a_task_without_instructions_writes_none():
    assert roles(sft.line(make_gold(), replace(TASK, system_prompt=""))) == ["user", "assistant"]


def test_a_label_is_written_as_its_text():
    assert content(sft.line(make_gold(category="refund"), LABEL_TASK)) == "refund"


def test_fields_are_written_in_the_order_of_the_task():
    gold = make_gold(fields='{"net":"9.50","vendor":"Café"}')
    assert content(sft.line(gold, FIELDS_TASK)) == '{"vendor": "Café", "net": "9.50"}'


@pytest.mark.parametrize(
    ("said", "learned"),
    [('[{"amount":"1.00"}]', [{"amount": "1.00"}]), ("", []), ("two pens", "two pens")],
)
def test_the_lines_of_an_invoice_are_learned_as_a_list(said, learned):
    question = replace(FIELDS_TASK.answer_question, fields=("net", "line_items"))
    task = replace(FIELDS_TASK, questions=(question,))
    gold = make_gold(fields=json.dumps({"net": "1.00", "line_items": said}))
    assert json.loads(content(sft.line(gold, task))) == {"net": "1.00", "line_items": learned}


def test_a_field_that_was_not_answered_is_empty():
    assert content(sft.line(make_gold(fields='{"net":"1"}'), FIELDS_TASK)) == (
        '{"vendor": "", "net": "1"}'
    )


def test_the_ingested_answer_stands_where_the_verdict_says_nothing_of_it():
    assert content(sft.line(make_gold(category="refund"), TASK)) == "It is on its way."


def test_tools_and_a_call_that_the_verdict_leaves_are_kept():
    example = replace(make_example(), answer=tool_message(), tools=(TOOL,))
    line = sft.line(make_gold(example=example, reply=""), TASK)
    assert line["tools"] == [TOOL]
    assert line["messages"][-1]["tool_calls"][0]["function"]["arguments"] == '{"order": 7}'


def test_a_weight_is_kept_on_the_assistants_messages_only():
    turns = (
        Message(speaker=Speaker.USER, content="Hi", weight=1),
        Message(speaker=Speaker.ASSISTANT, content="Hello", weight=0),
        Message(speaker=Speaker.USER, content="Where?"),
    )
    line = sft.line(make_gold(example=replace(make_example(), messages=turns)), TASK)
    assert [message.get("weight") for message in line["messages"]] == [None, None, 0, None, None]


@pytest.mark.parametrize(
    ("task", "answers", "reason"),
    [
        (TASK, {"reply": "  "}, "no answer"),
        (LABEL_TASK, {"reply": "Yes."}, "no answer"),
        (FIELDS_TASK, {"fields": "[1]"}, "the answer is not a JSON object"),
        (FIELDS_TASK, {"fields": "vendor Acme"}, "the answer is not a JSON object"),
        (FIELDS_TASK, {"other": "x"}, "no answer"),
        (TASK, {"reply": "Yes."}, None),
    ],
)
def test_an_sft_line_needs_an_answer(task, answers, reason):
    assert sft.missing(make_gold(**answers), task) == reason


def test_an_sft_line_needs_a_message_of_the_user():
    example = replace(make_example(), messages=(Message(speaker=Speaker.SYSTEM, content="Rules"),))
    assert sft.missing(make_gold(example=example), TASK) == "no message to answer"


def pair(draft, final, *, rejected=None):
    example = make_example(answer=draft)
    if rejected is not None:
        example = replace(example, rejected=Message(speaker=Speaker.ASSISTANT, content=rejected))
    return make_gold(example=example, reply=final)


def test_a_pair_has_the_verdict_against_the_rejected_answer():
    line = dpo.line(pair("Draft.", "We send it today.", rejected="No idea."), TASK)
    assert (line["preferred_output"], line["non_preferred_output"]) == (
        [{"role": "assistant", "content": "We send it today."}],
        [{"role": "assistant", "content": "No idea."}],
    )


def test_the_prompt_of_a_pair_is_that_of_an_sft_line():
    gold = pair("Draft.", "We send it today.")
    assert dpo.line(gold, TASK)["input"]["messages"] == sft.line(gold, TASK)["messages"][:-1]


def compared(choice):
    """A pair of which experts chose one, or neither."""
    example = replace(
        make_example(answer="One."), rejected=Message(speaker=Speaker.ASSISTANT, content="Two.")
    )
    return make_gold(example=example, preferred=f'{{"choice":"{choice}","reasons":[]}}')


@pytest.mark.parametrize(
    ("choice", "texts"), [("first", ["One.", "Two."]), ("second", ["Two.", "One."])]
)
def test_the_answer_that_experts_prefer_is_the_better_side(choice, texts):
    line = dpo.line(compared(choice), COMPARE_TASK)
    sides = [line["preferred_output"], line["non_preferred_output"]]
    assert [side[0]["content"] for side in sides] == texts


def test_an_sft_line_of_a_pair_has_the_preferred_answer():
    assert content(sft.line(compared("second"), COMPARE_TASK)) == "Two."


@pytest.mark.parametrize("writer", [sft, dpo])
@pytest.mark.parametrize("choice", ["tie", "both_bad"])
def test_neither_a_tie_nor_two_bad_answers_make_a_line(writer, choice):
    assert writer.missing(compared(choice), COMPARE_TASK) == "experts prefer neither answer"


def test_a_draft_that_was_changed_materially_is_the_worse_answer():
    line = dpo.line(pair("Wait.", "We send it today."), TASK)
    assert line["non_preferred_output"][0]["content"] == "Wait."


@pytest.mark.parametrize(
    ("gold", "reason"),
    [
        (pair("one two three four five", "one two three four six"), None),
        (pair("one two three four five six", "one two three four five seven"), SMALL_EDIT),
        (pair(None, "Yes."), "no worse answer"),
        (pair("Draft.", "Yes.", rejected=" Yes. "), "both answers are the same"),
        (pair("Draft.", "Yes.", rejected=" "), "no worse answer"),
        (pair("Draft.", ""), "no answer"),
    ],
)
def test_a_pair_needs_two_answers_that_differ(gold, reason):
    """One word of five is a fifth and counts; one of six does not."""
    assert dpo.missing(gold, TASK) == reason


def test_a_task_may_want_larger_edits():
    gold = pair("one two three four five", "one two three four six")
    assert dpo.missing(gold, replace(TASK, least_edit=0.5)) == SMALL_EDIT


@pytest.mark.parametrize(("explained", "reason"), [(False, "the edit has no reason"), (True, None)])
def test_where_a_task_asks_why_only_an_edit_with_a_reason_makes_a_pair(explained, reason):
    task = replace(TASK, edit_reasons=("A fact was wrong",))
    gold = replace(pair("Wait.", "We send it today."), has_edit_reason=explained)
    assert dpo.missing(gold, task) == reason


def test_a_pair_that_came_in_needs_no_reason():
    task = replace(TASK, edit_reasons=("A fact was wrong",))
    assert dpo.missing(pair("Draft.", "Yes.", rejected="No."), task) is None


def test_a_pair_is_of_text_only():
    example = replace(
        make_example(),
        answer=tool_message(),
        rejected=Message(speaker=Speaker.ASSISTANT, content="No."),
    )
    assert dpo.missing(make_gold(example=example, reply=""), TASK) == "the answer calls a tool"


@pytest.mark.parametrize(
    ("before", "after", "share"), [("a b c d", "a b c e", 0.25), ("a", "b", 1), ("", "", 0)]
)
def test_the_changed_share_is_counted_in_words(before, after, share):
    """Three of four words match: 1 - 2 * 3 / 8."""
    assert dpo.change_share(before, after) == share


def test_a_line_has_one_line_break_whatever_is_in_the_text():
    data = line_bytes({"a": "x\u2028y\u0085z\r\nü\x0b"})
    assert data.decode().splitlines() == [data.decode()[:-1]]


def test_a_line_is_utf8_as_it_is():
    assert line_bytes({"a": "für 😀"}) == '{"a":"für 😀"}\n'.encode()


@pytest.mark.parametrize("value", ["\ud83d", float("nan")])
def test_what_cannot_be_written_is_refused(value):
    with pytest.raises(ValueError, match=r"surrogates|JSON"):
        line_bytes({"a": value})


def test_marks_are_learned_as_labels_and_words_without_their_places():
    places = Question(id="places", kind=QuestionKind.SPANS, title="Places", options=("number",))
    task = replace(TASK, answer="places", questions=(places,), stratum="")
    marks = '[{"message": 0, "begins": 6, "ends": 10, "label": "number", "text": "4711"}]'
    gold = make_gold(places=marks)
    assert json.loads(content(sft.line(gold, task))) == [{"label": "number", "text": "4711"}]
