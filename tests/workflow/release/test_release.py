"""Releases: what goes in, what stays out, and what never changes."""

import json
from dataclasses import replace

import pytest

from curation.balance.plan import Aim
from curation.balance.target import to_shares
from curation.errors import InputRefused, NotAllowed, NotFound, NotReady
from curation.example import Message, Speaker
from curation.files import file_sha256, read_lines, read_manifest, release_folder
from curation.release.encoding import sha256_of
from curation.release.method import TrainingMethod
from curation.store import releases
from curation.workflow.background import Cancelled
from curation.workflow.balance import check_gate
from curation.workflow.balance.balance import make_plan
from curation.workflow.release.gates import read_gates
from curation.workflow.release.gold import readiness
from curation.workflow.release.preview import preview_release
from curation.workflow.release.release import cut_release, get_release, list_releases
from curation.workflow.release.release_lines import compare_with_before, release_table
from curation.workflow.workspace import SHIPPED_TASKS
from tests.makers import ANN, CURATOR, make_example
from tests.workflow.reviewed import review
from tests.workflow.stocked import settle, stock, stock_accepted

TASK = "support-replies"
SFT, DPO = TrainingMethod.SFT, TrainingMethod.DPO
PARTS = ("train", "validation", "test")


def cut(
    workspace,
    *,
    request_id="r1",
    method=SFT,
    seed=7,
    actor=CURATOR,
    task=TASK,
    few_reason="A try.",
    **more,
):
    return cut_release(
        workspace,
        actor,
        task_id=task,
        method=method,
        seed=seed,
        few_reason=few_reason,
        request_id=request_id,
        **more,
    )


def bytes_of(release):
    return {part: (release.folder / f"{part}.jsonl").read_bytes() for part in PARTS}


def test_a_release_has_a_line_for_every_accepted_example(workspace):
    stock_accepted(workspace, {"delivery": 12, "refund": 8})
    release = cut(workspace)
    assert (dict(release.counts), dict(release.excluded)) == (
        {"train": 16, "validation": 2, "test": 2},
        {},
    )


def test_the_lines_hold_the_verdicts_answers(workspace):
    ids = stock_accepted(workspace, {"delivery": 20})
    release = cut(workspace)
    lines = [line for part in PARTS for line in read_lines(release.folder, part)]
    assert {line["messages"][-1]["content"] for line in lines} == {
        f"Answer to {example_id}." for example_id in ids
    }


def test_the_same_data_and_seed_give_the_same_bytes_again(workspace):
    stock_accepted(workspace, {"delivery": 30, "refund": 10})
    first, second = cut(workspace), cut(workspace, request_id="r2")
    assert (bytes_of(first), first.sha256) == (bytes_of(second), second.sha256)


def test_the_same_data_and_seed_give_the_same_bytes_in_another_workspace(workspace, tmp_path):
    from curation.settings import read_settings
    from curation.workflow.workspace import close_workspace, open_workspace

    other = open_workspace(replace(read_settings({}), workspace=tmp_path / "other"))
    try:
        for place in (workspace, other):
            stock_accepted(place, {"delivery": 30, "refund": 10})
        assert cut(workspace).sha256 == cut(other).sha256
    finally:
        close_workspace(other)


def test_the_same_request_again_cuts_nothing(workspace):
    stock_accepted(workspace, {"delivery": 12})
    first = cut(workspace)
    assert (cut(workspace), list_releases(workspace)) == (first, [first])


def test_too_few_examples_want_a_reason_that_the_manifest_and_the_card_keep(workspace):
    stock_accepted(workspace, {"delivery": 9})
    with pytest.raises(NotReady, match="SFT wants at least 10 examples: 1 are missing"):
        cut(workspace, few_reason=" ")
    assert list_releases(workspace) == []
    folder = cut(workspace, few_reason="A pilot.").folder
    assert read_manifest(folder)["examples"]["few_reason"] == "A pilot."
    assert "because: A pilot." in (folder / "README.md").read_text()


def test_numbers_count_over_all_tasks(workspace):
    stock_accepted(workspace, {"delivery": 12})
    ids = stock(workspace, [make_example("Page", task="invoice-fields")])
    settle(workspace, {ids[0]: {"fields": '{"vendor":"Acme"}'}}, task="invoice-fields")
    cut(workspace)
    assert cut(workspace, request_id="r2", task="invoice-fields").number == 2


def test_every_example_is_in_or_out_for_one_reason(workspace):
    stock_accepted(workspace, {"delivery": 10})
    stock(workspace, [make_example("Unscanned?", row=90)], scanned=False)
    stock(workspace, [make_example("Unreviewed?", row=91)])
    bad, empty = stock(workspace, [make_example("Bad?", row=92), make_example("Empty?", row=93)])
    settle(workspace, {bad: {}}, outcome="reject")
    settle(workspace, {empty: {"reply": " "}})
    release = cut(workspace)
    assert dict(release.excluded) == {
        "waits for the privacy scan": 1,
        "has too few reviews": 1,
        "was rejected": 1,
        "no answer": 1,
    }
    manifest = read_manifest(release.folder)
    assert manifest["examples"] == {
        "in": 14,
        "out": 10,
        "excluded": manifest["examples"]["excluded"],
        "few_reason": "",
    }


def test_a_plan_limits_the_release(workspace):
    stock_accepted(workspace, {"delivery": 12, "refund": 4})
    make_plan(
        workspace,
        CURATOR,
        TASK,
        aims=[Aim(by="category", target=to_shares({"delivery": 1, "refund": 1}))],
        size=None,
        seed=1,
        request_id="p",
    )
    release = cut(workspace)
    assert (release.lines, dict(release.excluded)) == (9, {"is not in the plan": 7})


def test_a_later_release_moves_nothing_between_the_parts(workspace):
    stock_accepted(workspace, {"delivery": 20})
    first = cut(workspace)
    more = stock(workspace, [make_example(f"More {n}?", row=100 + n) for n in range(30)])
    settle(workspace, {name: {"category": "refund", "reply": "Yes."} for name in more})
    second = cut(workspace, request_id="r2", seed=8)
    places = [
        {
            line.example_id: part
            for part in PARTS
            for line in releases.list_release_lines(workspace.store, number, part)
        }
        for number in (first.number, second.number)
    ]
    assert places[0].items() <= places[1].items()


def test_tickets_of_one_customer_are_in_one_part(workspace):
    examples = [make_example(f"Ticket {n}?", group=f"customer {n % 9}", row=n) for n in range(36)]
    settle(workspace, {name: {"reply": "Yes."} for name in stock(workspace, examples)})
    release = cut(workspace)
    group_of = {example.id: example.group for example in examples}
    parts = [
        {
            group_of[line.example_id]
            for line in releases.list_release_lines(workspace.store, release.number, part)
        }
        for part in PARTS
    ]
    assert sum(map(len, parts)) == len(set.union(*parts)) == 9


def test_the_files_are_those_of_the_manifest(workspace):
    stock_accepted(workspace, {"delivery": 12})
    folder = cut(workspace).folder
    manifest = read_manifest(folder)
    assert {part: file_sha256(folder / f"{part}.jsonl") for part in PARTS} == {
        part: file["sha256"] for part, file in manifest["files"].items()
    }


def test_the_files_of_a_release_are_read_only(workspace):
    stock_accepted(workspace, {"delivery": 12})
    files = list(cut(workspace).folder.iterdir())
    assert {file.name for file in files} == {
        "train.jsonl",
        "validation.jsonl",
        "test.jsonl",
        "manifest.json",
        "README.md",
        "leaks.json",
    }
    assert not any(file.stat().st_mode & 0o222 for file in files)


def test_the_manifest_tells_where_it_came_from(workspace):
    stock_accepted(workspace, {"delivery": 12})
    first = cut(workspace)
    manifest = read_manifest(cut(workspace, request_id="r2").folder)
    assert (
        manifest["created_by"],
        manifest["seed"],
        manifest["verdicts"],
        manifest["previous"],
    ) == (
        "carla",
        7,
        {"unanimous": 12},
        {"number": 1, "sha256": first.sha256, "counts": dict(first.counts)},
    )


def test_the_card_names_what_was_left_out(workspace):
    stock_accepted(workspace, {"delivery": 12})
    stock(workspace, [make_example("Unreviewed?", row=91)])
    card = (cut(workspace).folder / "README.md").read_text()
    assert "| has too few reviews | 1 |" in card


def test_every_line_is_traced_to_its_example_and_verdict(workspace):
    stock_accepted(workspace, {"delivery": 12})
    release = cut(workspace)
    recorded = releases.list_release_lines(workspace.store, release.number, "train")
    rows = (release.folder / "train.jsonl").read_bytes().splitlines(keepends=True)
    assert [(line.line, line.verdict_id, line.sha256) for line in recorded] == [
        (number, f"verdict {line.example_id}", sha256_of(row))
        for number, (line, row) in enumerate(zip(recorded, rows, strict=True), 1)
    ]


def test_a_preference_release_takes_only_pairs(workspace):
    stock_accepted(workspace, {"delivery": 11})
    rejected = Message(speaker=Speaker.ASSISTANT, content="No idea.")
    pairs = [replace(make_example(f"Pair {n}?", row=50 + n), rejected=rejected) for n in range(4)]
    settle(workspace, {name: {"reply": "It is on its way."} for name in stock(workspace, pairs)})
    settle_same = stock(workspace, [make_example("Kept?", row=80)])
    settle(workspace, {settle_same[0]: {"reply": "It is on its way."}})
    release = cut(workspace, method=DPO)
    assert (release.lines, dict(release.excluded)) == (15, {"no worse answer": 1})


def test_a_reviewer_may_not_cut(workspace):
    stock_accepted(workspace, {"delivery": 12})
    with pytest.raises(NotAllowed):
        cut(workspace, actor=ANN)


def test_an_empty_task_has_nothing_to_release(workspace):
    with pytest.raises(NotReady, match="no examples"):
        cut(workspace)


def test_what_stands_in_the_way_of_everything_is_named(workspace):
    stock(workspace, [make_example()])
    with pytest.raises(NotReady, match="1 has too few reviews"):
        cut(workspace)


def test_a_refused_cut_uses_up_no_number(workspace):
    with pytest.raises(NotReady):
        cut(workspace)
    stock_accepted(workspace, {"delivery": 12})
    assert cut(workspace).number == 1


@pytest.mark.parametrize("seed", [-1, 2**31])
def test_a_seed_that_no_provider_takes_is_refused(workspace, seed):
    with pytest.raises(InputRefused):
        cut(workspace, seed=seed)


def test_a_stopped_cut_leaves_nothing(workspace):
    stock_accepted(workspace, {"delivery": 12})

    def stop(done, total, message):
        raise Cancelled

    with pytest.raises(Cancelled):
        cut(workspace, progress=stop)
    assert list_releases(workspace) == []
    assert releases.read_placements(workspace.store, TASK) == {}


def test_files_that_a_crash_left_under_the_next_number_are_replaced(workspace):
    stock_accepted(workspace, {"delivery": 12})
    orphan = workspace.folder / "releases" / "0001-other-sft"
    orphan.mkdir(parents=True)
    (orphan / "train.jsonl").write_text("{}")
    release = cut(workspace)
    assert release_folder(workspace.folder, 1) == release.folder


def test_a_release_is_found_by_its_number(workspace):
    stock_accepted(workspace, {"delivery": 12})
    release = cut(workspace)
    assert get_release(workspace, 1) == release


def test_a_number_without_a_release_is_not_found(workspace):
    with pytest.raises(NotFound):
        get_release(workspace, 1)


def test_readiness_adds_up_to_all_examples(workspace):
    stock_accepted(workspace, {"delivery": 3})
    stock(workspace, [make_example("New?", row=90)], scanned=False)
    found = readiness(workspace, TASK, SFT)
    assert (found.ready, found.total, dict(found.excluded)) == (
        3,
        4,
        {"waits for the privacy scan": 1},
    )


def test_the_preview_shows_a_line_that_the_release_will_hold(workspace):
    stock_accepted(workspace, {"delivery": 12})
    shown = preview_release(workspace, TASK, SFT, provider="openai", model="gpt-4.1-mini")
    release = cut(workspace)
    assert shown.line in [line for part in PARTS for line in read_lines(release.folder, part)]


def test_the_preview_counts_the_training_part(workspace):
    """12 ready, 80 % of them trained on: 10 lines, read 10 times by the automatic rule."""
    stock_accepted(workspace, {"delivery": 12})
    shown = preview_release(workspace, TASK, SFT, provider="openai", model="gpt-4.1-mini")
    assert (shown.estimate.lines, shown.estimate.epochs) == (10, 10)


def test_the_preview_of_nothing_has_no_line(workspace):
    shown = preview_release(workspace, TASK, SFT, provider="local", model="nearest")
    assert (shown.line, shown.estimate.tokens) == (None, 0)


def test_the_second_release_says_what_it_changed(workspace):
    stock_accepted(workspace, {"delivery": 12})
    cut(workspace)
    more = stock(workspace, [make_example("One more?", row=99)])
    settle(workspace, {more[0]: {"category": "delivery", "reply": "An answer."}})
    release = cut(workspace, request_id="r2")
    before, found = compare_with_before(workspace, release)
    assert (before.number, set(found.added), found.counts()["same"]) == (1, set(more), 12)
    assert read_manifest(release.folder)["changes"] == {
        "since": 1,
        "added": 1,
        "removed": 0,
        "changed": 0,
        "same": 12,
    }


def test_the_first_release_has_nothing_to_compare_with(workspace):
    stock_accepted(workspace, {"delivery": 12})
    assert compare_with_before(workspace, cut(workspace)) is None


def test_an_edit_makes_a_pair_once_somebody_said_why(workspace):
    (workspace.folder / "tasks").mkdir()
    asking = (SHIPPED_TASKS / f"{TASK}.toml").read_text()
    (workspace.folder / "tasks" / f"{TASK}.toml").write_text('edit_reasons = ["Tone"]\n' + asking)
    examples = [make_example(f"Edited {number}?", row=number) for number in range(2)]
    ids = stock(workspace, examples)
    for example, reason in zip(examples, ("", "Tone"), strict=True):
        review(workspace, example, "ann", reply="We send another.", edited=True, comment=reason)
    settle(workspace, {one: {"category": "delivery", "reply": "We send another."} for one in ids})
    found = readiness(workspace, TASK, DPO)
    assert (found.ready, dict(found.excluded)) == (1, {"the edit has no reason": 1})


def test_a_release_leaves_as_trl_reads_it_part_by_part(workspace):
    stock_accepted(workspace, {"delivery": 12})
    release = cut(workspace)
    for part in PARTS:
        rows = release_table(workspace, release, f"trl-{part}.jsonl").splitlines()
        own = [line["messages"] for line in read_lines(release.folder, part)]
        given = [json.loads(row) for row in rows]
        assert [row["prompt"] + row["completion"] for row in given] == own
    with pytest.raises(NotFound):
        release_table(workspace, release, "trl-all.jsonl")


def test_what_the_gates_have_looked_at_is_not_looked_for_again(workspace, monkeypatch):
    stock_accepted(workspace, {"delivery": 12})
    read_gates(workspace, workspace.task(TASK), SFT, ready=12)
    monkeypatch.setattr(check_gate, "blocking_among", _fail)
    assert sum(cut(workspace).counts.values()) == 12


def test_an_answer_given_after_the_gates_were_read_is_looked_at(workspace):
    stock_accepted(workspace, {"delivery": 12})
    read_gates(workspace, workspace.task(TASK), SFT, ready=12)
    (name,) = stock(workspace, [make_example("Where is the lamp that I ordered?", row=99)])
    settle(workspace, {name: {"category": "delivery", "reply": "We send it to you and"}})
    with pytest.raises(NotReady, match="The examples have errors"):
        cut(workspace)


def _fail(*asked):
    raise AssertionError("The checks were done twice.")
