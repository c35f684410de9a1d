"""How examples are split, and the report that a release carries."""

import json
from dataclasses import replace

import pytest

from curation.balance.apportion import Part
from curation.balance.leaks import LeakReport
from curation.balance.split import SplitRule
from curation.errors import InputRefused, NotAllowed, NotReady
from curation.release.method import TrainingMethod
from curation.workflow.balance.splits import (
    LEAK_FILE,
    read_leaks,
    require_no_leak,
    set_split_rule,
    split_rule,
    time_column,
    told_parts,
)
from curation.workflow.release.release import cut_release
from curation.workflow.release.release_lines import read_placed
from tests.makers import ANN, CURATOR, make_example
from tests.workflow.stocked import settle, stock, stock_accepted

TASK = "support-replies"


def shares(train, validation, test):
    return {Part.TRAIN: train, Part.VALIDATION: validation, Part.TEST: test}


def keep(workspace, rule, actor=CURATOR):
    set_split_rule(workspace, actor, TASK, rule, request_id="s1")


def cut(workspace, request_id="r1"):
    return cut_release(
        workspace,
        CURATOR,
        task_id=TASK,
        method=TrainingMethod.SFT,
        seed=1,
        request_id=request_id,
    )


def test_a_rule_holds_as_it_was_kept(workspace):
    rule = SplitRule(shares=shares(0.7, 0, 0.3), by_time="source_row")
    keep(workspace, rule)
    assert split_rule(workspace, TASK) == rule
    assert split_rule(workspace, "invoice-fields") == SplitRule()


def test_a_release_has_the_shares_of_the_rule_and_says_so(workspace):
    stock_accepted(workspace, {"delivery": 20})
    keep(workspace, SplitRule(shares=shares(0.7, 0, 0.3)))
    release = cut(workspace)
    assert dict(release.counts) == {"train": 14, "validation": 0, "test": 6}
    manifest = json.loads((release.folder / "manifest.json").read_bytes())
    assert manifest["split"]["shares"] == {"train": 0.7, "validation": 0, "test": 0.3}


def test_the_newest_are_tested_on_and_numbers_sort_as_numbers(workspace):
    """Rows 1 to 20: as texts 9 would come after 20."""
    stock_accepted(workspace, {"delivery": 20})
    keep(workspace, SplitRule(by_time="source_row"))
    tested = {
        one.example_id for one in read_placed(workspace, cut(workspace)) if one.part == "test"
    }
    rows = workspace.store.read("select example_id, source_row from example")
    assert {row["source_row"] for row in rows if row["example_id"] in tested} == {19, 20}


def test_the_date_of_the_source_is_what_time_is_told_by_where_there_is_one(workspace):
    """The rows stand the other way round; what is no date counts as the oldest."""
    assert time_column(workspace, TASK) == "source_row"
    tickets = [
        replace(
            make_example(f"delivery question {n}?", row=n),
            metadata={"created": f"2026-01-{31 - n:02}T08:00:00" if n > 1 else "yesterday"},
        )
        for n in range(1, 21)
    ]
    stock(workspace, tickets)
    settle(workspace, {t.id: {"category": "delivery", "reply": f"To {t.id}."} for t in tickets})
    assert time_column(workspace, TASK) == "created"
    keep(workspace, SplitRule(by_time="created"))
    tested = {
        one.example_id for one in read_placed(workspace, cut(workspace)) if one.part == "test"
    }
    assert tested == {tickets[1].id, tickets[2].id}


def test_an_example_is_told_with_its_newest_release_and_its_part_there(workspace):
    names = stock_accepted(workspace, {"delivery": 20})
    first = {one.example_id: one.part for one in read_placed(workspace, cut(workspace))}
    number = cut(workspace, request_id="r2").number
    told = told_parts(workspace, CURATOR, [*names, "unknown"])
    assert told.keys() == first.keys()
    done = {"train": "trained on", "validation": "validated on", "test": "tested on"}
    assert all(told[name] == f"{done[part]} in release {number}" for name, part in first.items())
    with pytest.raises(NotAllowed):
        told_parts(workspace, ANN, names)


def test_the_report_is_beside_the_lines_and_holds_no_text(workspace):
    stock_accepted(workspace, {"delivery": 20})
    release = cut(workspace)
    report = read_leaks(release)
    assert (report.tested, report.trained, report.is_clean) == (2, 16, True)
    assert "question" not in (release.folder / LEAK_FILE).read_text()


def test_long_tickets_that_differ_in_one_number_all_stand_on_one_side(workspace):
    long = "my parcel number {} has not come and I have waited for two weeks and nobody answers me"
    ids = stock(workspace, [make_example(long.format(n), row=n) for n in range(1, 25)])
    settle(workspace, {name: {"category": "delivery", "reply": "Soon."} for name in ids})
    release = cut(workspace)
    assert dict(release.counts) == {"train": 24, "validation": 0, "test": 0}


def test_a_report_that_is_not_clean_refuses_the_release():
    report = LeakReport(
        tested=1,
        trained=1,
        neighbours=(),
        shared_groups=1,
        shared_prompts=0,
        shared_templates=0,
    )
    with pytest.raises(NotReady, match="leak"):
        require_no_leak(report)


@pytest.mark.parametrize(
    "rule",
    [
        SplitRule(shares=shares(0.4, 0.3, 0.3)),
        SplitRule(shares=shares(0.9, 0.3, -0.2)),
        SplitRule(shares=shares(0.8, 0.1, 0.2)),
        SplitRule(by_time="no such column"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(workspace, rule):
    stock_accepted(workspace, {"delivery": 1})
    with pytest.raises(InputRefused):
        keep(workspace, rule)


def test_a_reviewer_may_not_set_the_split(workspace):
    with pytest.raises(NotAllowed):
        keep(workspace, SplitRule(), actor=ANN)
