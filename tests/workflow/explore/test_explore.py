"""Asking the staged data: what a query sees, and what nobody may see through it."""

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.people import COMMAND_LINE
from curation.scanner.fingerprint import current_fingerprint
from curation.store.ready_queries import READY_QUERIES
from curation.workflow.explore.explore import TABLES, run_query
from curation.workflow.explore.query_snapshot import fresh_snapshot
from curation.workflow.privacy.masked import mask_examples
from tests.makers import ANN, CURATOR
from tests.workflow.reviewed import THEN, review, stage


def scanned(workspace, examples):
    """Say of the examples that today's scanner found nothing in them."""
    workspace.store.append(
        "scan",
        [
            {
                "scan_id": f"scan-{example.id}",
                "example_id": example.id,
                "version": 1,
                "edits_until": 2**40,
                "fingerprint": current_fingerprint(),
                "incomplete": False,
                "recorded_at": THEN,
            }
            for example in examples
        ],
    )


def rows(workspace, sql, **options):
    return run_query(workspace, CURATOR, sql, **options).rows


def test_every_table_can_be_asked_in_an_empty_workspace(workspace):
    union = " union all ".join(f"select count(*) from {table.name}" for table in TABLES)
    assert rows(workspace, f"select sum(n)::integer from ({union}) as t(n)") == ((0,),)


def test_what_is_not_scanned_shows_no_text(workspace):
    stage(workspace, 1)
    assert rows(workspace, "select stage, prompt, answer, label from examples") == (
        ("staged", None, None, None),
    )


def test_what_is_scanned_shows_its_text(workspace):
    scanned(workspace, stage(workspace, 1))
    assert rows(workspace, "select stage, prompt, answer, label from examples") == (
        ("cleared", "user: Where is order 1?", "It is on its way.", "delivery"),
    )


def test_a_query_sees_the_state_of_this_moment(workspace):
    [example] = stage(workspace, 1)
    assert rows(workspace, "select count(*) from reviews") == ((0,),)
    review(workspace, example, "ann")
    assert rows(workspace, "select question, answer from reviews order by question") == (
        ("category", "delivery"),
        ("decision", "accept"),
        ("reply", None),
    )


def test_nothing_new_means_no_new_snapshot(workspace):
    stage(workspace, 1)
    assert fresh_snapshot(workspace) == fresh_snapshot(workspace)


def test_texts_are_made_again_only_where_they_changed(workspace, monkeypatch):
    examples = stage(workspace, 3)
    scanned(workspace, examples)
    fresh_snapshot(workspace)
    asked = []

    def counted(workspace, task_id, *, ids):
        asked.extend(ids)
        return mask_examples(workspace, task_id, ids=ids)

    monkeypatch.setattr("curation.workflow.explore.query_snapshot.mask_examples", counted)
    review(workspace, examples[0], "ann")
    stage(workspace, 4)
    found = rows(workspace, "select prompt, reviews from examples order by source_row")
    assert found[:2] == (("user: Where is order 1?", 1), ("user: Where is order 2?", 0))
    assert (len(found), len(asked)) == (4, 1)


def test_a_decision_about_personal_values_makes_all_texts_again(workspace):
    scanned(workspace, stage(workspace, 1))
    before = fresh_snapshot(workspace)
    workspace.store.append("privacy_request", [_REQUEST])
    after = fresh_snapshot(workspace)
    assert before.name.split("-")[0] != after.name.split("-")[0]


_REQUEST = {
    "request_id": "r", "task": "support-replies", "what": "keep", "size": 1, "reason": "",
    "actor": "carla", "recorded_at": THEN,
}  # fmt: skip


def test_old_snapshots_do_not_pile_up(workspace):
    examples = stage(workspace, 5)
    for example in examples:
        review(workspace, example, "ann")
        fresh_snapshot(workspace)
    assert len(list((workspace.folder / "snapshots").iterdir())) == 2


def test_what_a_reviewer_wrote_is_in_no_file(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann", reply="Call 0170 1234567", comment="Mrs Miller", edited=True)
    content = fresh_snapshot(workspace).read_bytes()
    assert b"0170" not in content
    assert b"Miller" not in content


@pytest.mark.parametrize("query", READY_QUERIES, ids=lambda query: query.title)
def test_a_ready_made_question_has_an_answer(workspace, query):
    assert run_query(workspace, COMMAND_LINE, query.sql).columns


def test_a_reviewer_may_not_ask(workspace):
    with pytest.raises(NotAllowed):
        run_query(workspace, ANN, "from examples")


@pytest.mark.parametrize("sql", ["", "  \n", "x" * 20_001])
def test_no_query_and_an_endless_one_are_refused(workspace, sql):
    with pytest.raises(InputRefused):
        run_query(workspace, CURATOR, sql)
