"""The trail: everything that was done is in it, once, by name, and no text."""

import csv
import io

import pytest

from curation.errors import NotAllowed
from curation.people import COMMAND_LINE, Role, Scope
from curation.store.audit import KINDS, list_done
from curation.workflow.settings import access_tokens, invitations, people
from curation.workflow.settings.audit import as_table, read_trail
from tests.makers import CURATOR, OWNER
from tests.workflow.reviewed import review, stage


def test_what_was_done_is_told_newest_first_by_name(workspace):
    ann = people.add_person(workspace, COMMAND_LINE, "Ann", Role.REVIEWER)
    [example] = stage(workspace, 1)
    review(workspace, example, ann.id, reply="Call Mrs Miller", edited=True)
    invitations.invite(workspace, OWNER, Role.CURATOR, note="Dora")
    trail = read_trail(workspace, OWNER)
    assert {"answer", "invitation", "account"} <= {done.what for done in trail}
    assert [done.recorded_at for done in trail] == sorted(
        (done.recorded_at for done in trail), reverse=True
    )
    [answer] = read_trail(workspace, OWNER, who="Ann", what="answer")
    assert (answer.actor, answer.subject) == ("Ann", f"accept {example.id}")
    assert "Miller" not in as_table(trail)


def test_a_token_is_in_the_trail_without_itself(workspace):
    token, known = access_tokens.make_token(
        workspace, OWNER, name="nightly", scopes=[Scope.READ], days=1
    )
    access_tokens.revoke_token(workspace, OWNER, known.id)
    text = as_table(read_trail(workspace, OWNER))
    assert "access token revoked" in text
    assert token not in text


def test_every_kind_can_be_asked_for(workspace):
    assert [list_done(workspace.store, what=what, limit=1) for what in KINDS] == [[]] * len(KINDS)


def test_pages_and_tasks_filter(workspace):
    for example in stage(workspace, 3):
        review(workspace, example, "ann")
    first = read_trail(workspace, OWNER, task="support-replies", limit=2)
    second = read_trail(workspace, OWNER, task="support-replies", limit=2, offset=2)
    assert (len(first), len(second)) == (2, 1)
    assert read_trail(workspace, OWNER, task="invoice-fields") == []
    rows = list(csv.DictReader(io.StringIO(as_table(first))))
    assert rows[0]["what"] == "answer"


def test_only_an_owner_reads_it(workspace):
    with pytest.raises(NotAllowed):
        read_trail(workspace, CURATOR)
