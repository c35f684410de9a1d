"""The verbs over HTTP: what a token may, what is refused, files in and out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from curation.commands import every_verb
from curation.people import COMMAND_LINE, Actor, Role, Scope
from curation.web import open_api, verbs
from curation.web.cookies import SESSION_COOKIE
from curation.web.gate import Gate
from curation.workflow.settings import access_tokens, people, sessions
from curation.workflow.workspace import close_workspace, open_workspace

TICKETS = (
    b"id,question,answer\n"
    b"1,Where is my order 4711?,It is on its way.\n"
    b"2,Can I have a refund?,Yes within 14 days.\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    patch = pytest.MonkeyPatch()
    patch.setenv("CURATION_WORKSPACE", str(tmp_path_factory.mktemp("desk") / "workspace"))
    yield open_workspace()
    close_workspace(open_workspace())
    patch.undo()


@pytest.fixture(scope="module")
def client(desk):
    app = Starlette(
        routes=[*open_api.ROUTES, *verbs.ROUTES],
        middleware=[Middleware(Gate, workspace=open_workspace, farewell=b"")],
    )
    with TestClient(app, base_url="http://127.0.0.1:8501") as opened:
        yield opened


@pytest.fixture(scope="module")
def token(desk):
    """Makes a token of a person of a role, with these scopes."""

    def make(*scopes: Scope, role: Role = Role.OWNER, days: int = 1) -> str:
        person = people.add_person(desk, COMMAND_LINE, f"A {role}", role)
        actor = Actor(id=person.id, name=person.name, role=role)
        return access_tokens.make_token(desk, actor, name="t", scopes=scopes, days=days)[0]

    return make


@pytest.fixture
def call(client):
    def post(name: str, token: str, **sent):
        return client.post(f"/api/{name}", headers={"Authorization": f"Bearer {token}"}, **sent)

    return post


def test_a_verb_answers_with_its_json(call, token):
    answer = call("tasks", token(Scope.READ, role=Role.REVIEWER))
    assert answer.status_code == 200
    assert "support-replies" in {task["id"] for task in answer.json()["tasks"]}


def test_files_are_sent_as_a_form(call, token):
    given = token(Scope.WRITE, role=Role.CURATOR)
    answer = call(
        "ingest",
        given,
        data={"task": "support-replies"},
        files={"paths": ("tickets.csv", TICKETS)},
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["added"] == 2
    assert answer.json()["files"][0]["file"] == "tickets.csv"


def test_a_file_that_a_verb_writes_is_the_answer(call, token):
    answer = call(
        "reviews", token(Scope.READ), json={"direction": "export", "file": "../../reviews.csv"}
    )
    assert answer.status_code == 200
    assert 'filename="reviews.csv"' in answer.headers["content-disposition"]
    assert answer.text.startswith("example_id,")


@pytest.mark.parametrize(
    ("header", "cause"),
    [
        ({}, "not one that was made here"),
        ({"Authorization": "Bearer desk_wrong"}, "not one that was made here"),
        ({"Authorization": "Basic b2xnYTp4"}, "not one that was made here"),
    ],
)
def test_who_shows_no_token_of_ours_is_refused(client, header, cause):
    answer = client.post("/api/tasks", headers=header)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert cause in answer.json()["cause"]


def test_a_revoked_token_is_refused(desk, call, token):
    given = token(Scope.READ)
    newest = access_tokens.list_tokens(desk, COMMAND_LINE)[0]
    access_tokens.revoke_token(desk, COMMAND_LINE, newest.id)
    answer = call("tasks", given)
    assert (answer.status_code, answer.json()["cause"]) == (401, "It was revoked.")


def test_an_expired_token_is_refused(desk, call, token):
    token(Scope.READ)
    long_ago = replace(desk, now=lambda: desk.now() - timedelta(days=8))
    owner = people.list_people(desk, COMMAND_LINE)[-1]
    actor = Actor(id=owner.id, name=owner.name, role=owner.role)
    given, _ = access_tokens.make_token(long_ago, actor, name="old", scopes=[Scope.READ], days=7)
    answer = call("tasks", given)
    assert (answer.status_code, answer.json()["cause"]) == (401, "It has expired.")


@pytest.mark.parametrize(
    ("name", "scope", "values"),
    [
        ("settle", Scope.READ, {"task": "support-replies"}),
        ("tasks", Scope.WRITE, {}),
        ("train", Scope.WRITE, {"release": 1, "provider": "local", "model": "nearest"}),
        ("users", Scope.TRAIN, {"action": "list"}),
        ("reviews", Scope.READ, {"direction": "import", "file": "x.csv"}),
        ("validate", Scope.WRITE, {"file": "x.jsonl"}),
    ],
)
def test_a_wrong_scope_is_refused(call, token, name, scope, values):
    answer = call(name, token(scope), json=values)
    assert answer.status_code == 403
    assert "lacks the scope" in answer.json()["cause"]


@pytest.mark.parametrize("name", ["sql", "sign-in-link", "erase", "examples"])
def test_a_token_gives_no_more_than_the_role(call, token, name):
    values = {"sql": {"query": "select 1"}, "erase": {"subject": "x"}}.get(name, {})
    answer = call(name, token(*Scope, role=Role.REVIEWER), json=values)
    assert answer.status_code == 403
    assert "A reviewer may not" in answer.json()["cause"]


def test_no_file_of_the_server_is_read(call, token, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_bytes(TICKETS)
    answer = call(
        "ingest", token(Scope.WRITE), json={"task": "support-replies", "paths": [str(secret)]}
    )
    assert answer.status_code >= 400
    assert "Can I have a refund" not in answer.text


@pytest.mark.parametrize(
    ("name", "sent", "cause"),
    [
        ("settle", {"json": {}}, "--task"),
        ("settle", {"json": {"task": "support-replies", "all": 1}}, "no argument 'all'"),
        ("examples", {"json": {"limit": "many"}}, "not a whole number"),
        ("examples", {"json": {"status": "--help"}}, "invalid choice"),
        ("examples", {"content": b"{"}, "not JSON"),
        ("examples", {"json": [1]}, "not a JSON object"),
    ],
)
def test_wrong_values_are_named(call, token, name, sent, cause):
    answer = call(name, token(*Scope), **sent)
    assert answer.status_code == 422
    assert cause in answer.json()["cause"]


def test_an_unknown_task_or_verb_is_not_found(call, token):
    assert call("settle", token(*Scope), json={"task": "nope"}).status_code == 404
    assert call("nope", token(*Scope)).status_code == 404


def test_a_value_cannot_pass_for_an_option(call, token):
    answer = call("users", token(*Scope), json={"action": "add", "name": "--role=owner"})
    assert (answer.json()["name"], answer.json()["role"]) == ("--role=owner", "reviewer")


def test_the_openapi_document_names_every_verb_with_its_values(client):
    document = client.get("/api/openapi.json").json()
    assert set(document["paths"]) == {f"/api/{verb.name}" for verb in every_verb()}
    body = document["paths"]["/api/ingest"]["post"]["requestBody"]["content"]
    schema = body["multipart/form-data"]["schema"]
    assert schema["required"] == ["paths", "task"]
    assert schema["properties"]["paths"]["items"]["format"] == "binary"


def test_the_page_of_the_verbs_is_for_who_is_signed_in(desk, client, token):
    assert client.get("/api/").status_code == 401
    token(Scope.READ)
    owner = next(p for p in people.list_people(desk, COMMAND_LINE) if p.role is Role.OWNER)
    cookies = {"Cookie": f"{SESSION_COOKIE}={sessions.open_session(desk, owner.id)}"}
    page = client.get("/api/", headers=cookies)
    assert page.status_code == 200
    assert "/api/release" in page.text


def test_a_program_sends_production_traffic_and_asks_how_it_has_moved(call, token):
    """Sending needs the scope to write; without a release there is nothing to compare with."""
    log = b'{"question": "Where is it? I am ann@example.org", "answer": "Here."}\n'
    form = {"action": "add", "task": "support-replies"}
    sent = {"data": form, "files": {"file": ("a.jsonl", log)}}
    assert call("traffic", token(Scope.READ), **sent).status_code == 403
    answer = call("traffic", token(Scope.WRITE, role=Role.CURATOR), **sent)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["added"], answer.json()["replaced"]) == (1, 1)
    looked = {"action": "drift", "task": "support-replies"}
    assert call("traffic", token(Scope.READ), json=looked).status_code == 409
