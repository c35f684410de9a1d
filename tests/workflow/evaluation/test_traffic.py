"""Production traffic is scanned, kept once, and held against what was trained."""

import json

import pytest
from joblib import parallel_config

from curation.errors import InputRefused, NotAllowed, NotReady
from curation.evaluation.observed import AlertLimits
from curation.release.method import TrainingMethod
from curation.store.traffic import list_traffic
from curation.workflow.evaluation.traffic import add_traffic, read_drift, read_limits, set_limits
from curation.workflow.privacy.erase import erase_subject
from curation.workflow.release.release import cut_release
from tests.makers import ANN, CURATOR, OWNER
from tests.scan_work import MAIL, find_mail, give_up
from tests.workflow.stocked import stock_accepted

TASK = "support-replies"


@pytest.fixture(autouse=True)
def no_processes():
    """The scan is a stand-in here, and needs none."""
    with parallel_config(backend="threading"):
        yield


def log(*rows):
    return "\n".join(map(json.dumps, rows)).encode()


def rows(count, text="delivery question {n}?", **more):
    return [{"id": str(n), "question": text.format(n=n), "answer": "yes", **more}
            for n in range(count)]  # fmt: skip


def bring_in(workspace, data, actor=CURATOR):
    return add_traffic(workspace, actor, TASK, data, work=find_mail)


def stored(workspace):
    return list_traffic(workspace.store, TASK, since=workspace.now().replace(year=2000))


@pytest.fixture
def released(workspace):
    stock_accepted(workspace, {"delivery": 50, "refund": 50})
    return cut_release(
        workspace, CURATOR, task_id=TASK, method=TrainingMethod.SFT, seed=1, request_id="release"
    )


def test_personal_values_are_replaced_before_anything_is_stored(workspace):
    got = bring_in(workspace, log({"question": f"Write to {MAIL} now", "answer": f"To {MAIL}"}))
    (one,) = stored(workspace)
    assert (one.question, one.answer) == ("Write to <EMAIL_ADDRESS> now", "To <EMAIL_ADDRESS>")
    assert (got.added, got.replaced, one.replaced) == (1, 2, 2)
    assert MAIL.encode() not in (workspace.folder / "curation.duckdb").read_bytes()


def test_a_request_that_cannot_be_scanned_is_not_kept(workspace):
    got = add_traffic(workspace, CURATOR, TASK, log(*rows(2)), work=give_up)
    assert (got.added, got.unscanned, stored(workspace)) == (0, 2, [])


def test_a_log_that_is_sent_again_adds_only_what_is_new(workspace):
    bring_in(workspace, log(*rows(3)))
    got = bring_in(workspace, log(*rows(5), {"nothing": 1}))
    assert (got.added, got.known, got.unread) == (2, 3, 1)
    assert len(stored(workspace)) == 5


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"{broken", b'{"question": "a"}'])
def test_what_is_no_log_is_refused(workspace, data):
    with pytest.raises(InputRefused):
        bring_in(workspace, data)


def test_the_same_mix_raises_no_alert_and_another_one_does(workspace, released):
    even = [*rows(60), *rows(60, "refund question {n}?")]
    bring_in(workspace, log(*even))
    calm = read_drift(workspace, CURATOR, TASK)
    assert (calm.requests, calm.alerts) == (120, ())
    bring_in(workspace, log(*[row | {"id": f"more {n}"} for n, row in enumerate(rows(400))]))
    moved = read_drift(workspace, CURATOR, TASK)
    assert any(alert.startswith("Labels") for alert in moved.alerts)
    assert moved.reminders


def test_only_what_came_since_the_training_counts(workspace, released):
    bring_in(workspace, log(*rows(3, timestamp="2020-01-01")))
    assert read_drift(workspace, CURATOR, TASK).requests == 0


def test_without_a_release_there_is_nothing_to_compare_with(workspace):
    with pytest.raises(NotReady):
        read_drift(workspace, CURATOR, TASK)


def test_an_owner_sets_what_is_told(workspace, released):
    set_limits(workspace, OWNER, TASK, AlertLimits(rejections=1), request_id="limits")
    assert read_limits(workspace, TASK).rejections == 1
    bring_in(workspace, log({"question": "a", "answer": "b", "feedback": "down"}))
    assert len(read_drift(workspace, CURATOR, TASK).reminders) == 1


@pytest.mark.parametrize(
    "limits",
    [
        AlertLimits(usual=0.3, bad=0.2),
        AlertLimits(far=0.0),
        AlertLimits(days=0),
        AlertLimits(psi=-1.0),
    ],
)
def test_impossible_limits_are_refused(workspace, limits):
    with pytest.raises(InputRefused):
        set_limits(workspace, OWNER, TASK, limits, request_id="limits")


def test_roles_are_kept(workspace):
    with pytest.raises(NotAllowed):
        bring_in(workspace, log(*rows(1)), actor=ANN)
    with pytest.raises(NotAllowed):
        set_limits(workspace, CURATOR, TASK, AlertLimits(), request_id="limits")


def test_an_erased_person_is_erased_from_traffic_too(workspace):
    """Whatever the scan has missed: a name that it does not know."""
    bring_in(workspace, log({"question": "Zyx Qwortle asks", "answer": "b"}, *rows(1)))
    erase_subject(workspace, OWNER, "Zyx Qwortle", dry_run=False, request_id="erase")
    assert [one.question for one in stored(workspace)] == ["delivery question 0?"]
