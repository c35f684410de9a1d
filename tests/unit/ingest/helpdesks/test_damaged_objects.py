"""Damaged objects of every help desk: nothing crashes, and every row is accounted for."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from curation.example import Example, Fault
from curation.ingest.choices import Choices
from curation.ingest.importers import named
from tests.makers import make_task
from tests.unit.ingest.helpdesks import (
    test_freshdesk,
    test_help_scout,
    test_hubspot,
    test_intercom,
    test_jira,
    test_zammad,
)
from tests.unit.ingest.helpdesks.desks import as_file, real_object

WRONG = (None, "x", True, [], {}, [None], [{}])
DROPPED = "dropped"
Path = tuple[str | int, ...]


def files_of(desk: str, shared) -> list[Any]:
    """Real objects where there are some, and objects of the documented shapes."""
    if desk == "zendesk":
        ticket = {"tickets": [real_object(shared, "zendesk_ticket.json")["ticket"]]}
        comments = real_object(shared, "zendesk_ticket_comments.json")
        audit = {"id": 1, "ticket_id": 2, "created_at": "2019-06-03T02:23:47Z", "author_id": 5,
                 "events": [{"id": 9, "type": "Comment", "body": "a", "public": True}]}  # fmt: skip
        users = real_object(shared, "zendesk_users.json")["users"]
        return [ticket, comments, {"audits": [audit]}, {"users": users[:1]}]
    if desk == "freshdesk":
        ticket, replies = (real_object(shared, name) for name in test_freshdesk.FILES)
        return [[ticket], replies, [test_freshdesk.old_ticket()]]
    if desk == "intercom":
        conversation = real_object(shared, test_intercom.FILE)
        part = test_intercom.part(1, test_intercom.ADMIN, "Okay")
        return [[test_intercom.asked(conversation, part)], [test_intercom.ticket(part)]]
    if desk == "help_scout":
        inside = test_help_scout.conversation(test_help_scout.NEWEST_FIRST)
        return [test_help_scout.page(inside)]
    if desk == "jira":
        page = test_jira.comments(test_jira.comment(1, test_jira.JO, "a"))
        written = test_jira.platform_comment(1, test_jira.JO, "a")
        return [[test_jira.request()], page, [test_jira.issue(written)]]
    if desk == "zammad":
        return [[test_zammad.ticket()], test_zammad.ARTICLES]
    associations = {"contacts": {"results": [{"id": "5"}]}}
    mail = test_hubspot.email("2", "EMAIL", "a", "12")
    return [test_hubspot.results(test_hubspot.ticket("12", associations)), [mail]]


DESKS = ("zendesk", "freshdesk", "intercom", "help_scout", "jira", "zammad", "hubspot")


def paths_in(value: Any, path: Path = ()) -> Iterator[Path]:
    """The place of every value inside a value."""
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value[:1]) if isinstance(value, list) else inner
    for key, one in inner:
        yield (*path, key)
        yield from paths_in(one, (*path, key))


def damaged(value: Any, path: Path, wrong: Any) -> Any:
    """A copy with another value at a place, or without the field."""
    made = copy.deepcopy(value)
    place = made
    for key in path[:-1]:
        place = place[key]
    if wrong == DROPPED and isinstance(place, dict):
        del place[path[-1]]
    else:
        place[path[-1]] = wrong
    return made


def account(desk: str, values: list[Any]) -> list[Example | Fault]:
    """The outcomes, once it is certain that they add up and that each fault helps."""
    files = [as_file(value, f"file{number}.json") for number, value in enumerate(values)]
    reading = named(desk).read(files, make_task(), Choices())
    outcomes = list(reading.outcomes())
    assert len(outcomes) == reading.rows
    for outcome in outcomes:
        if isinstance(outcome, Fault):
            assert outcome.reason
            assert outcome.cure
            assert outcome.row
            assert outcome.file
        json.dumps(outcome.source.row if isinstance(outcome, Example) else outcome.row)
    return outcomes


@pytest.mark.parametrize("desk", DESKS)
def test_no_damage_to_a_field_crashes_or_loses_a_ticket(desk, shared):
    values = files_of(desk, shared)
    tickets = len(account(desk, values))
    for number, value in enumerate(values):
        for path in paths_in(value):
            is_in_a_row = any(isinstance(key, int) for key in path)
            for wrong in (*WRONG, DROPPED):
                made = [*values]
                made[number] = damaged(value, path, wrong)
                found = len(account(desk, made))
                assert found >= tickets or not is_in_a_row, (path, wrong)


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("rows", [[None], [5, "x", []], [{}], [{"id": None}]], ids=str)
def test_lists_without_objects_are_faults_one_by_one(desk, rows):
    assert len(account(desk, [rows])) == len(rows)


@pytest.mark.parametrize("desk", DESKS)
def test_broken_lines_are_faults_beside_whole_ones(desk, shared):
    lines = [json.dumps(value) for value in files_of(desk, shared)[0:1]]
    whole = account(desk, [as_lines(*lines)])
    broken = account(desk, [as_lines('{"id": 1, "subj', '{"id": NaN}', *lines)])
    assert len(broken) == len(whole) + 2


def as_lines(*lines: str) -> str:
    return "\n".join(lines)
