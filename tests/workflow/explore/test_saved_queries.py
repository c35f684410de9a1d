"""Saved queries: named, shared, renewed and taken away."""

from dataclasses import replace

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed, NotFound
from curation.people import Actor, Role
from curation.settings import read_settings
from curation.workflow.explore import saved_queries
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import ANN, CURATOR, OWNER

CAROL = Actor(id="carol", name="Carol", role=Role.CURATOR)
SQL = "select count(*) from examples"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    opened = open_workspace(replace(read_settings({}), workspace=folder))
    yield opened
    close_workspace(opened)


def save(workspace, name, *, actor=CURATOR, sql=SQL, shared=False, request_id=""):
    return saved_queries.save_query(
        workspace, actor, name=name, sql=sql, shared=shared, request_id=request_id or name + sql
    )


def names(workspace, actor):
    return {query.name for query in saved_queries.list_queries(workspace, actor)}


def test_others_see_a_query_only_when_it_is_shared(workspace):
    save(workspace, "mine")
    save(workspace, "ours", shared=True)
    assert {"mine", "ours"} <= names(workspace, CURATOR)
    assert names(workspace, CAROL) & {"mine", "ours"} == {"ours"}


def test_saving_under_the_same_name_renews_the_query(workspace):
    save(workspace, "Renewed")
    save(workspace, "renewed", sql="select 2")
    assert saved_queries.find_query(workspace, CURATOR, "RENEWED").sql == "select 2"


def test_the_same_request_twice_saves_once(workspace):
    for _ in range(2):
        save(workspace, "once", request_id="r1")
    assert workspace.store.value("select count(*) from saved_query where name = 'once'") == 1


def test_the_name_of_a_shared_query_of_another_is_taken(workspace):
    save(workspace, "taken", shared=True)
    with pytest.raises(Conflict):
        save(workspace, "Taken", actor=CAROL)


def test_a_query_that_cannot_be_run_is_not_saved(workspace):
    with pytest.raises(InputRefused):
        save(workspace, "wrong", sql="select * from duckdb_settings()")
    with pytest.raises(InputRefused):
        save(workspace, " ")


def test_only_its_author_or_an_owner_takes_a_query_away(workspace):
    query = save(workspace, "gone", shared=True)
    with pytest.raises(NotAllowed):
        saved_queries.forget_query(workspace, CAROL, query.id, request_id="f1")
    saved_queries.forget_query(workspace, OWNER, query.id, request_id="f2")
    with pytest.raises(NotFound):
        saved_queries.find_query(workspace, CURATOR, "gone")


def test_a_reviewer_sees_none(workspace):
    with pytest.raises(NotAllowed):
        saved_queries.list_queries(workspace, ANN)
