"""Each rule is broken by a line or file of its own, and real files break none."""

import base64
import json
from dataclasses import replace

import pytest

from curation.release.method import TrainingMethod
from curation.release.model import Model
from curation.release.validation.check import FILE_RULES, LINE_RULES, check_file, prompts_in
from curation.release.validation.images import few_lines_have_pictures
from curation.release.validation.reinforcement import not_too_many
from curation.release.validation.rule import line_of
from tests.unit.release.makers import MODEL, TOOL, purpose

USER = {"role": "user", "content": "Where is my order?"}
ANSWER = {"role": "assistant", "content": "Tomorrow."}
FUNCTION = {"name": "find_order", "arguments": "{}"}
CALL = {"id": "c1", "type": "function", "function": FUNCTION}
CALLING = {"role": "assistant", "tool_calls": [CALL]}
RESULT = {"role": "tool", "tool_call_id": "c1", "content": "sent"}


def sft(*messages, **more):
    return {"messages": list(messages), **more}


def calling(call):
    return sft(USER, {"role": "assistant", "tool_calls": [call]}, tools=[TOOL])


def tool(**function):
    return sft(USER, ANSWER, tools=[{"type": "function", "function": function}])


def pair(better="Tomorrow.", worse="No idea.", messages=(USER,), **more):
    return {
        "input": {"messages": list(messages)},
        "preferred_output": [{"role": "assistant", "content": better}],
        "non_preferred_output": [{"role": "assistant", "content": worse}],
        **more,
    }


def check(*lines, method="sft", **changes):
    data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return check_file(data, purpose(method, **changes))


BROKEN_SFT = [
    ("messages", {}),
    ("messages", {"messages": []}),
    ("messages", {"messages": "Hi"}),
    ("messages", sft(USER, "Hi", ANSWER)),
    ("role", sft({"role": "developer", "content": "x"}, USER, ANSWER)),
    ("role", sft({"content": "x"}, USER, ANSWER)),
    ("role", sft({"role": ["user"], "content": "x"}, USER, ANSWER)),
    ("content", sft({"role": "user"}, ANSWER)),
    ("content", sft({"role": "user", "content": " "}, ANSWER)),
    ("content", sft({"role": "user", "content": 7}, ANSWER)),
    ("content", sft({"role": "user", "content": ["x"]}, ANSWER)),
    ("content", sft(USER, {"role": "assistant", "content": None})),
    ("weight", sft(USER, {**ANSWER, "weight": 2})),
    ("weight", sft(USER, {**ANSWER, "weight": True})),
    ("weight", sft(USER, {**ANSWER, "weight": "1"})),
    ("weight", sft({**USER, "weight": 1}, ANSWER)),
    ("nothing_learned", sft(USER, {**ANSWER, "weight": 0})),
    ("last_message", sft(USER)),
    ("last_message", sft(USER, ANSWER, USER)),
    ("tools", sft(USER, ANSWER, tools={})),
    ("tools", sft(USER, ANSWER, tools=[])),
    ("tools", sft(USER, ANSWER, tools=["find"])),
    ("tools", sft(USER, ANSWER, tools=[{"type": "function"}])),
    ("tools", tool(name="find order")),
    ("tools", tool(name="x" * 65)),
    ("tools", tool(name="find", parameters=[])),
    ("tool_calls", sft(USER, {**ANSWER, "tool_calls": []})),
    ("tool_calls", sft(USER, {**ANSWER, "tool_calls": "find"})),
    ("tool_calls", sft({**USER, "tool_calls": [CALL]}, ANSWER, tools=[TOOL])),
    ("tool_calls", calling({**CALL, "id": ""})),
    ("tool_calls", calling({**CALL, "type": "web"})),
    ("tool_calls", calling({**CALL, "function": {**FUNCTION, "arguments": {}}})),
    ("tool_calls", calling({**CALL, "function": {**FUNCTION, "arguments": "{"}})),
    ("tool_declared", sft(USER, CALLING)),
    ("tool_result", sft(USER, RESULT, ANSWER)),
    ("special_token", sft(USER, {"role": "assistant", "content": "a <|endoftext|> b"})),
    ("unicode", sft({"role": "user", "content": "\ud83d"}, ANSWER)),
    ("context", sft({"role": "user", "content": "word " * 20_000}, ANSWER)),
]


def image(kind, data):
    return f"data:image/{kind};base64," + base64.b64encode(data).decode()


def png(colours):
    """The beginning of a PNG of one dot: 2 is RGB, 6 with transparency, 0 grey, 3 a palette."""
    return image("png", b"\x89PNG\r\n\x1a\n" + bytes(16) + bytes([8, colours]))


def jpeg(channels):
    """The beginning of a JPEG of one dot with so many colours."""
    frame = b"\xff\xc0\0\x0b\x08\0\1\0\1" + bytes([channels, 0])
    return image("jpeg", b"\xff\xd8\xff\xe0\0\x04ab" + frame)


PNG = png(2)


def picture(url, *, role="user", **more):
    part = {"type": "image_url", "image_url": {"url": url, **more}}
    return {"role": role, "content": [part]}


BROKEN_SFT += [
    ("picture", sft(picture("ftp://x/a.png"), ANSWER)),
    ("picture", sft(picture("data:image/gif;base64,R0lGOD=="), ANSWER)),
    ("picture", sft(picture(None), ANSWER)),
    ("picture", sft(picture(png(0)), ANSWER)),
    ("picture", sft(picture(png(3)), ANSWER)),
    ("picture", sft(picture(jpeg(1)), ANSWER)),
    ("picture", sft(picture(jpeg(4)), ANSWER)),
    ("picture", sft(picture(image("webp", b"\x89PNG")), ANSWER)),
    ("picture", sft(picture("data:image/png;base64,A=A="), ANSWER)),
    ("picture", sft(picture(PNG, detail="much"), ANSWER)),
    ("picture", sft(picture("data:image/png;base64," + "A" * 14_000_000), ANSWER)),
    ("picture", sft(USER, picture(PNG, role="assistant"))),
    ("picture", sft(*[picture(PNG)] * 11, ANSWER)),
    ("tools", sft(USER, ANSWER, parallel_tool_calls="yes")),
    ("tools", sft(USER, ANSWER, functions=[])),
    ("tools", sft(USER, ANSWER, functions=[{}] * 129)),
]

BROKEN_RFT = [
    ("messages", {"reference": "x"}),
    ("role", sft({"role": "system", "content": "x"}, USER, reference="x")),
    ("last_message", sft(USER, ANSWER, reference="x")),
    ("item_field", sft(USER)),
    ("item_field", sft(USER, reference="")),
]

BROKEN_DPO = [
    ("pair", {**pair(), "preferred_output": []}),
    ("pair", {**pair(), "non_preferred_output": [ANSWER, ANSWER]}),
    ("pair", {**pair(), "preferred_output": [USER]}),
    ("messages", {**pair(), "input": {}}),
    (
        "pair_text",
        {**pair(), "preferred_output": [{"role": "assistant", "content": [{"text": "x"}]}]},
    ),
    ("pair_text", pair(messages=(picture(PNG),))),
    ("pair_same", pair("Yes. ", "Yes.")),
    ("pair_last", pair(messages=(USER, ANSWER))),
]


@pytest.mark.parametrize(("rule", "line"), BROKEN_SFT)
def test_a_broken_sft_line_breaks_its_rule_and_no_other(rule, line):
    assert {problem.rule for problem in check(line).errors} == {rule}


@pytest.mark.parametrize(("rule", "line"), BROKEN_DPO)
def test_a_broken_pair_breaks_its_rule_and_no_other(rule, line):
    assert {problem.rule for problem in check(line, method="dpo").errors} == {rule}


@pytest.mark.parametrize(("rule", "line"), BROKEN_RFT)
def test_a_broken_line_of_reinforcement_breaks_its_rule_and_no_other(rule, line):
    report = check(line, method="rft", item_fields=frozenset({"reference"}))
    assert {problem.rule for problem in report.errors} == {rule}


@pytest.mark.parametrize(
    ("method", "rule", "line"),
    [
        *(("sft", *case) for case in BROKEN_SFT),
        *(("dpo", *case) for case in BROKEN_DPO),
        *(("rft", *case) for case in BROKEN_RFT),
    ],
)
def test_a_file_with_one_broken_line_is_refused_with_its_number(method, rule, line):
    good = {"sft": sft(USER, ANSWER), "dpo": pair(), "rft": sft(USER, reference="x")}[method]
    report = check(*[good] * 6, line, *[good] * 5, method=method, item_fields=NEEDED[method])
    assert not report.valid
    assert {problem.line for problem in report.errors} == {7}


NEEDED = {"sft": frozenset(), "dpo": frozenset(), "rft": frozenset({"reference"})}


@pytest.mark.parametrize(
    ("rule", "method", "content"),
    [
        (few_lines_have_pictures, "sft", sft(picture(PNG), ANSWER)),
        (not_too_many, "rft", sft(USER, reference="x")),
    ],
)
def test_the_first_line_over_fifty_thousand_is_named(rule, method, content):
    line = line_of(content, number=1, method=TrainingMethod(method), tokens=1)
    lines = [line] * 49_999 + [replace(line, number=number) for number in (50_000, 50_001)]
    assert list(rule(lines[:-1], purpose(method))) == []
    assert [number for number, _ in rule(lines, purpose(method))] == [50_001]


def test_pictures_are_refused_for_a_model_that_is_not_trained_on_them():
    blind = replace(MODEL, vision=False)
    assert [p.rule for p in check(sft(picture(PNG), ANSWER), model=blind).errors] == ["picture"]


def test_a_file_that_is_larger_than_the_provider_takes_is_refused():
    assert [p.rule for p in check(sft(USER, ANSWER), most_bytes=10).errors] == ["size"]


@pytest.mark.parametrize(
    "line",
    [
        sft(USER, ANSWER),
        sft(picture(PNG), ANSWER),
        sft(picture("https://example.com/a.webp"), ANSWER),
        sft(picture(png(6), detail="low"), ANSWER),
        sft(picture(jpeg(3), detail="high"), ANSWER),
        sft(picture(image("webp", b"RIFF")), ANSWER),
        sft({"role": "system", "content": "Rules"}, USER, {**ANSWER, "weight": 1}),
        sft(USER, CALLING, RESULT, ANSWER, tools=[TOOL]),
        sft(USER, CALLING, tools=[TOOL]),
        sft({"role": "user", "content": [{"type": "text", "text": "Hi"}]}, ANSWER),
        sft(USER, {"role": "assistant", "content": "a <| b |> c"}),
    ],
)
def test_a_right_sft_line_has_no_error(line):
    assert check(line).errors == ()


def test_a_right_line_of_reinforcement_has_no_error():
    line = sft({"role": "developer", "content": "Rules"}, USER, reference="x")
    assert check(line, method="rft", item_fields=NEEDED["rft"]).errors == ()


def test_a_right_pair_has_no_error():
    assert check(pair(), method="dpo").errors == ()


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("utf8", b'{"messages": "\xff"}'),
        ("json", b"{"),
        ("json", b""),
        ("json", b"[]"),
        ("json", b'{"a": NaN}'),
        ("json", b'{"a": 1, "a": 2}'),
        ("json", b"[" * 100_000),
    ],
)
def test_a_row_that_is_no_object_names_its_line(rule, row):
    good = json.dumps(sft(USER, ANSWER)).encode()
    report = check_file(good + b"\n" + row + b"\n" + good, purpose())
    assert [(problem.line, problem.rule) for problem in report.errors] == [(2, rule)]


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    row = json.dumps(sft(USER, ANSWER)).encode()
    assert check_file(b"\xef\xbb\xbf" + row + b"\r\n" + row, purpose()).errors == ()


WARNED = [
    ("key", [sft({**USER, "mood": "angry"}, ANSWER)]),
    ("line_key", [sft(USER, ANSWER, mood="angry")]),
    ("duplicate", [sft(USER, ANSWER), sft(USER, ANSWER)]),
    ("contradiction", [sft(USER, ANSWER), sft(USER, {**ANSWER, "content": "Never."})]),
    (
        "system_prompt",
        [sft(USER, ANSWER), sft({"role": "system", "content": "Rules"}, USER, ANSWER)],
    ),
    ("lines", [sft(USER, ANSWER)]),
]
TWO_TURNS = pair(messages=(USER, ANSWER, USER))


@pytest.mark.parametrize(("rule", "lines"), WARNED)
def test_what_is_worth_a_look_is_a_warning(rule, lines):
    report = check(*lines)
    assert report.valid
    assert rule in {problem.rule for problem in report.warnings}


def test_a_pair_of_several_turns_is_worth_a_look():
    report = check(pair(), TWO_TURNS, method="dpo")
    assert report.valid
    assert [one.line for one in report.warnings if one.rule == "pair_turns"] == [2]


@pytest.mark.parametrize(("name", "found"), [("a.jsonl", []), ("", []), ("a.json", ["name"])])
def test_a_name_that_providers_refuse_is_worth_a_look(name, found):
    warnings = check(sft(USER, ANSWER), name=name).warnings
    assert [one.rule for one in warnings if one.rule == "name"] == found


def test_the_first_line_over_a_thousand_of_a_validation_file_for_grading_is_named():
    line = line_of(sft(USER, reference="x"), number=1, method=TrainingMethod.RFT, tokens=1)
    lines = [line] * 999 + [replace(line, number=number) for number in (1000, 1001)]
    assert list(not_too_many(lines[:-1], purpose("rft", validates=True))) == []
    assert [n for n, _ in not_too_many(lines, purpose("rft", validates=True))] == [1001]


def test_too_few_lines_are_an_error_where_the_provider_wants_more():
    assert [problem.rule for problem in check(sft(USER, ANSWER), least=10).errors] == ["lines"]


def test_a_model_that_cannot_learn_by_the_method_is_an_error():
    model = Model(provider="test", name="m", methods=frozenset({TrainingMethod.SFT}))
    report = check(pair(), method="dpo", model=model)
    assert [problem.rule for problem in report.errors] == ["model"]


def test_a_prompt_of_the_other_part_is_an_error():
    line = json.dumps(sft({**USER, "content": "WHERE is my  order?"}, ANSWER))
    other = prompts_in(line.encode(), TrainingMethod.SFT)
    report = check(sft(USER, ANSWER), apart_from=other)
    assert [problem.rule for problem in report.errors] == ["overlap"]


def test_an_empty_file_has_too_few_lines():
    report = check_file(b"", purpose(least=10))
    assert (report.lines, [problem.rule for problem in report.errors]) == (0, ["lines"])


def test_every_rule_is_broken_by_a_test():
    broken = {rule for rule, _ in [*BROKEN_SFT, *BROKEN_DPO, *BROKEN_RFT, *WARNED]} | {
        "model",
        "overlap",
        "size",
        "name",
        "pair_turns",
    }
    assert {rule.name for rule in (*LINE_RULES, *FILE_RULES)} == broken


def test_a_real_reinforcement_file_is_not_taken_for_a_supervised_one(shared):
    data = (shared / "tickets/retail_agent/rft_items.jsonl").read_bytes()
    report = check_file(data, purpose(model=Model(provider="openai", name="m")))
    assert {problem.rule for problem in report.errors} == {"role", "last_message"}


def test_what_a_pair_file_has_is_named_when_it_is_taken_for_a_supervised_one(shared):
    data = (shared / "preferences/orca_dpo_openai_format/orca_dpo.jsonl").read_bytes()
    report = check_file(data, purpose("sft"))
    assert {problem.line for problem in report.errors} == set(range(1, 143))
