"""Two people sign a release where the owner wants it."""

import pytest

from curation.errors import NotAllowed, NotReady
from curation.evaluation.contestant import Contestant
from curation.files import read_manifest
from curation.people import COMMAND_LINE
from curation.release.method import TrainingMethod
from curation.workflow.evaluation.evaluate import evaluate, start_evaluation
from curation.workflow.release.release import cut_release, get_release, release_path
from curation.workflow.release.release_lines import release_table
from curation.workflow.release.signatures import want_two_signatures
from curation.workflow.release.signing import sign_release
from curation.workflow.settings.audit import read_trail
from curation.workflow.training.train import submit_job
from tests.makers import ANN, CURATOR, OWNER
from tests.workflow.stocked import stock_accepted


@pytest.fixture
def cut(workspace):
    """Cuts a release that wants two signatures."""
    stock_accepted(workspace, {"delivery": 12})
    want_two_signatures(workspace, OWNER, True, request_id="w")

    def by(actor):
        return cut_release(
            workspace,
            actor,
            task_id="support-replies",
            method=TrainingMethod.SFT,
            seed=1,
            request_id="r",
        )

    return by


def train(workspace):
    return submit_job(
        workspace, OWNER, release_number=1, provider="local", model="nearest", request_id="j"
    )


def ask(workspace):
    return evaluate(
        workspace,
        CURATOR,
        release_number=1,
        contestants=[Contestant(provider="local", model="nearest")],
        request_id="e",
        grader="exact",
    )


def start(workspace):
    return start_evaluation(
        workspace,
        CURATOR,
        release_number=1,
        contestants=[Contestant(provider="local", model="nearest")],
        request_id="e",
    )


def test_a_waiting_release_is_neither_downloaded_trained_on_nor_evaluated_but_described(
    workspace, cut
):
    release = cut(CURATOR)
    for leaves in (
        lambda: release_path(workspace, 1, "train.jsonl"),
        lambda: release_table(workspace, release, "lines.csv"),
        lambda: train(workspace),
        lambda: ask(workspace),
        lambda: start(workspace),
    ):
        with pytest.raises(NotReady, match="waits for a signature"):
            leaves()
    assert (
        "It waits for a signature; signed by" in release_path(workspace, 1, "README.md").read_text()
    )


def test_another_person_signs_and_the_manifest_names_both(workspace, cut):
    before = cut(CURATOR)
    lines = (before.folder / "train.jsonl").read_bytes()
    after = sign_release(workspace, OWNER, 1, request_id="s")
    assert not after.waits
    by = read_manifest(after.folder)["signatures"]["by"]
    assert [one["actor"] for one in by] == [CURATOR.id, OWNER.id]
    assert release_path(workspace, 1, "train.jsonl").read_bytes() == lines
    assert [done.subject for done in read_trail(workspace, OWNER, what="release signed")] == [
        "release 1"
    ]


def test_who_has_cut_a_release_does_not_sign_it_too(workspace, cut):
    cut(CURATOR)
    with pytest.raises(NotAllowed, match="has your signature already"):
        sign_release(workspace, CURATOR, 1, request_id="s")
    assert get_release(workspace, 1).waits


def test_a_reviewer_and_the_command_line_do_not_sign(workspace, cut):
    cut(CURATOR)
    for nobody in (ANN, COMMAND_LINE):
        with pytest.raises(NotAllowed):
            sign_release(workspace, nobody, 1, request_id="s")
    assert get_release(workspace, 1).waits


def test_what_the_command_line_cut_wants_two_people(workspace, cut):
    cut(COMMAND_LINE)
    assert sign_release(workspace, OWNER, 1, request_id="s1").waits
    with pytest.raises(NotAllowed):
        sign_release(workspace, OWNER, 1, request_id="s2")
    assert not sign_release(workspace, CURATOR, 1, request_id="s3").waits


def test_signing_again_changes_nothing(workspace, cut):
    cut(CURATOR)
    first = sign_release(workspace, OWNER, 1, request_id="s")
    assert sign_release(workspace, OWNER, 1, request_id="s") == first


def test_the_rule_of_a_release_is_that_of_the_day_it_was_cut(workspace, cut):
    cut(CURATOR)
    want_two_signatures(workspace, OWNER, False, request_id="w2")
    assert get_release(workspace, 1).waits


def test_only_an_owner_sets_the_rule(workspace):
    with pytest.raises(NotAllowed):
        want_two_signatures(workspace, CURATOR, True, request_id="w")
