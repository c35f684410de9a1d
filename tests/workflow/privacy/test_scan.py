"""Scanning a task in worker processes: only what is new, and nothing lost with a worker."""

from functools import partial

import pytest

from curation.errors import NotAllowed, NotFound, WorkerLost
from curation.example import Example, Stage
from curation.store import findings
from curation.workflow.background import Cancelled
from curation.workflow.privacy.masked import masked_examples
from curation.workflow.privacy.scan import BATCH, ScanReport, scan_task
from curation.workflow.status import read_funnel
from curation.workflow.workspace import Workspace
from tests.makers import ANN, CURATOR, make_example, make_task
from tests.scan_work import be_killed, be_killed_always, find_nothing, give_up
from tests.staged import add_examples, add_review, add_verdict

TASK = "support-replies"


def tickets(count: int) -> list[Example]:
    return [make_example(f"ticket {n}", row=n) for n in range(count)]


def silent(done: int, total: int, message: str) -> None:
    """Progress that nobody looks at."""


def scan(workspace: Workspace, **named) -> ScanReport:
    return scan_task(workspace, CURATOR, TASK, named.pop("progress", silent), 2, **named)


def waiting(workspace: Workspace) -> int:
    return read_funnel(workspace, workspace.task(TASK)).at[Stage.STAGED]


def test_values_are_found_in_every_kind_of_text(workspace):
    ticket = make_example("My e-mail is a@x.com.", answer="Sent to b@x.com.", label="c@x.com")
    add_examples(workspace.store, [ticket])
    report = scan(workspace)
    assert report == ScanReport(scanned=1, cached=0, findings={"EMAIL_ADDRESS": 3}, incomplete=0)
    paths = [finding.path for finding in findings.list_findings(workspace.store, TASK)]
    assert paths == ["messages.0", "answer", "suggestions.0"]


def test_the_value_itself_is_not_stored(workspace):
    add_examples(workspace.store, [make_example("My e-mail is a@x.com.")])
    scan(workspace)
    rows = workspace.store.read("select finding::text as f from finding")
    rows += workspace.store.read("select text_scan::text as f from text_scan")
    assert rows
    assert not [row for row in rows if "a@x.com" in row["f"]]


def test_a_second_scan_does_nothing(workspace):
    add_examples(workspace.store, tickets(3))
    scan(workspace, work=find_nothing)
    assert scan(workspace, work=be_killed_always) == ScanReport(
        scanned=0, cached=3, findings={}, incomplete=0
    )


def test_a_new_example_with_known_texts_is_not_scanned_again(workspace):
    add_examples(workspace.store, [make_example("a", answer="b")])
    scan(workspace, work=find_nothing)
    add_examples(workspace.store, [make_example("a", answer="b")], version=2)
    report = scan(workspace, work=be_killed_always)
    assert (report.scanned, report.cached, waiting(workspace)) == (0, 1, 0)


def test_only_new_examples_are_scanned(workspace):
    add_examples(workspace.store, tickets(3))
    scan(workspace, work=find_nothing)
    add_examples(workspace.store, [make_example("another", row=9)])
    assert scan(workspace, work=find_nothing).scanned == 1


def test_edited_answers_are_scanned_and_others_are_not(workspace):
    one, two = make_example("one", row=1), make_example("two", row=2)
    add_examples(workspace.store, [one, two])
    add_review(workspace.store, one, answers={"reply": "Ask eve@x.com."}, edited=True)
    add_review(workspace.store, two, review_id="r2", answers={"reply": "Ask eve@x.com."})
    add_verdict(workspace.store, one, answers={"reply": "Ask me@x.com."}, edited=True)
    scan(workspace)
    paths = {(f.example_id, f.path) for f in findings.list_findings(workspace.store, TASK)}
    assert paths == {(one.id, "review.ann.reply"), (one.id, "verdict.reply")}


def test_placeholders_in_an_edit_are_no_findings(workspace):
    one = make_example("one")
    add_examples(workspace.store, [one])
    add_review(workspace.store, one, answers={"reply": "Dear <NAME_1>, <EMAIL_2>"}, edited=True)
    assert scan(workspace).findings == {}


def test_an_incomplete_scan_leaves_the_example_waiting(workspace):
    add_examples(workspace.store, tickets(1))
    report = scan(workspace, work=give_up)
    assert (report.incomplete, waiting(workspace)) == (1, 1)


def test_an_incomplete_scan_is_tried_again(workspace):
    add_examples(workspace.store, tickets(1))
    scan(workspace, work=give_up)
    report = scan(workspace, work=find_nothing)
    assert (report.scanned, report.incomplete, waiting(workspace)) == (1, 0, 0)


def test_a_killed_worker_costs_nothing(workspace, tmp_path):
    """kill -9 in the middle: what was lost is scanned again in the same run."""
    add_examples(workspace.store, tickets(4 * BATCH))
    report = scan(workspace, work=partial(be_killed, once=str(tmp_path / "killed")))
    assert (tmp_path / "killed").exists()
    assert (report.scanned, waiting(workspace)) == (4 * BATCH, 0)


def test_when_workers_are_killed_again_what_was_done_is_kept_and_named(workspace):
    add_examples(workspace.store, tickets(4 * BATCH))
    with pytest.raises(WorkerLost) as refused:
        scan(workspace, work=partial(be_killed, once=""))
    done = 4 * BATCH - waiting(workspace)
    assert f"{done} of {4 * BATCH} examples are scanned" in refused.value.cause
    assert scan(workspace, work=find_nothing).scanned == 4 * BATCH - done


def test_a_stop_keeps_what_is_stored(workspace):
    add_examples(workspace.store, tickets(4 * BATCH))

    def stop(done: int, total: int, message: str) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        scan(workspace, work=find_nothing, progress=stop)
    assert waiting(workspace) == 3 * BATCH


def test_progress_ends_at_the_total(workspace):
    add_examples(workspace.store, tickets(BATCH + 1))
    steps: list[tuple[int, int]] = []
    scan(workspace, work=find_nothing, progress=lambda done, total, _: steps.append((done, total)))
    assert steps[-1] == (BATCH + 1, BATCH + 1)


def test_one_worker_is_enough(workspace):
    add_examples(workspace.store, tickets(BATCH + 1))
    report = scan_task(workspace, CURATOR, TASK, silent, 1, work=find_nothing)
    assert report.scanned == BATCH + 1


def test_a_task_without_examples_has_nothing_to_scan(workspace):
    assert scan(workspace).scanned == 0


def test_a_reviewer_may_not_scan(workspace):
    with pytest.raises(NotAllowed):
        scan_task(workspace, ANN, TASK, silent)


def test_an_unknown_task_is_refused(workspace):
    with pytest.raises(NotFound):
        scan_task(workspace, CURATOR, make_task("no-such-task").id, silent)


def test_surrogates_in_an_edit_are_no_findings(workspace):
    """A reviewer is shown surrogates and leaves them in the answer: nobody must decide them."""
    one = make_example("Dear Julia Hartmann, julia.hartmann@acme.de wrote.")
    add_examples(workspace.store, [one])
    scan(workspace)
    (masked,) = masked_examples(workspace, TASK)
    shown = masked.example.messages[0].content
    add_review(workspace.store, one, answers={"reply": f"Hi! {shown}"}, edited=True)
    scan(workspace)
    found = findings.list_findings(workspace.store, TASK)
    assert {finding.path for finding in found} == {"messages.0"}
