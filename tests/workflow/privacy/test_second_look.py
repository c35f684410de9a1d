"""What leaves is looked at once more: scanned again, whole, and without any value."""

import json
from dataclasses import replace

import pytest

from curation.people import COMMAND_LINE
from curation.privacy.finding import Action
from curation.release.method import TrainingMethod
from curation.release.release import Release
from curation.scanner.fingerprint import current_fingerprint
from curation.store.findings import get_spans
from curation.workflow.privacy.decide import decide_all
from curation.workflow.privacy.scan import scan_task, text_key_of
from curation.workflow.privacy.second_look import look_again
from curation.workflow.release.gold import collect_gold
from curation.workflow.release.release import cut_release
from curation.workflow.workspace import Workspace
from tests.makers import CURATOR, make_example
from tests.staged import add_examples, add_verdict

TASK = "support-replies"
TEXT = "Dear Julia Hartmann, julia.hartmann@acme.de is your address. Thanks, Julia"


@pytest.fixture
def cleared(workspace) -> Workspace:
    """Two tickets, scanned, everything to be replaced, both accepted."""
    one = make_example(TEXT, answer="Julia, we wrote to julia.hartmann@acme.de.", group="Hartmann")
    two = make_example("Where is order 17?", answer="On its way.", row=2)
    add_examples(workspace.store, [one, two])
    scan_task(workspace, CURATOR, TASK, lambda done, total, message: None, 1)
    decide_all(workspace, CURATOR, TASK, Action.MASK, request_id="all")
    return workspace


def accept(workspace: Workspace, first: str, second: str = "On its way.") -> None:
    one = make_example(TEXT)
    two = make_example("Where is order 17?", row=2)
    for number, (example, reply) in enumerate([(one, first), (two, second)]):
        answers = {"category": "delivery", "reply": reply}
        add_verdict(workspace.store, example, verdict_id=f"v{number}", answers=answers)


def cut(workspace: Workspace) -> Release:
    return cut_release(
        workspace,
        COMMAND_LINE,
        task_id=TASK,
        method=TrainingMethod.SFT,
        seed=1,
        few_reason="A try.",
        request_id="cut",
    )


def everything(release: Release) -> str:
    return "".join(file.read_text() for file in release.folder.iterdir()).lower()


def test_no_value_and_no_group_is_in_any_file_of_a_release(cleared):
    accept(cleared, "Julia, we wrote to julia.hartmann@acme.de.")
    release = cut(cleared)
    assert release.lines == 2
    assert not {"julia", "hartmann", "acme"} & set(
        everything(release).replace(".", " ").replace("@", " ").replace(",", " ").split()
    )


def test_an_answer_names_who_is_named_in_its_prompt(cleared):
    accept(cleared, "Julia, we wrote to julia.hartmann@acme.de.")
    lines = [
        json.loads(line)
        for file in cut(cleared).folder.glob("*.jsonl")
        for line in file.read_text().splitlines()
    ]
    (prompt, answer), = [
        [message["content"] for message in line["messages"][-2:]]
        for line in lines
        if "wrote" in line["messages"][-1]["content"]
    ]  # fmt: skip
    name, mail = answer.removesuffix(".").split(", we wrote to ")
    assert name in prompt
    assert mail in prompt


def test_what_a_second_scan_finds_keeps_an_example_out(cleared):
    accept(cleared, "Write to Mr Peter Vogelsang, peter.vogelsang@firm.de.")
    release = cut(cleared)
    assert release.excluded == {"a second scan finds something personal": 1}


def test_a_text_that_was_replaced_is_scanned_again_once_only(cleared, monkeypatch):
    accept(cleared, "Julia, we wrote to julia.hartmann@acme.de.")
    first = cut(cleared)
    monkeypatch.setattr("curation.workflow.privacy.second_look.scan_batches", None)
    second = cut_release(
        cleared,
        COMMAND_LINE,
        task_id=TASK,
        method=TrainingMethod.SFT,
        seed=1,
        few_reason="A try.",
        request_id="again",
    )
    assert second.sha256 == first.sha256


def test_the_manifest_says_what_stands_for_values(cleared):
    accept(cleared, "On its way.")
    manifest = json.loads((cut(cleared).folder / "manifest.json").read_text())
    assert manifest["privacy"]["style"] == "surrogate"


def test_a_field_that_a_grader_reads_is_replaced_and_scanned_once_more(workspace):
    own = {"item.wanted": "Write to julia.hartmann@acme.de", "note": "for julia.hartmann@acme.de"}
    example = replace(make_example(TEXT, answer=None), metadata=own)
    add_examples(workspace.store, [example])
    scan_task(workspace, CURATOR, TASK, lambda done, total, message: None, 1)
    decide_all(workspace, CURATOR, TASK, Action.MASK, request_id="all")
    add_verdict(workspace.store, example, answers={"category": "delivery", "reply": "Done."})
    task = workspace.task(TASK)
    found = look_again(workspace, task, collect_gold(workspace, task), lambda *step: None)
    (gold,) = found.gold
    field, note = (gold.example.metadata[name] for name in own)
    assert "julia" not in field
    keys = [text_key_of(workspace, text) for text in (field, note)]
    assert [*get_spans(workspace.store, keys, fingerprint=current_fingerprint())] == keys[:1]
