"""The gate and the sign-in routes, asked as a browser and as an attacker would."""

import asyncio
import re
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from curation.people import COMMAND_LINE, Role, token_hash
from curation.settings import read_settings
from curation.ui.farewell import farewell
from curation.web import sign_in
from curation.web.api import healthz, verb_routes
from curation.web.cookies import SESSION_COOKIE
from curation.web.gate import Gate
from curation.workflow.settings import invitations, people, sessions
from curation.workflow.workspace import open_workspace

PASSWORD = "correct horse battery"
FAREWELL = farewell("/sign-in")
SOCKET = "ws://127.0.0.1:8501/_stcore/stream"


async def show_identity(request):
    """Stands for Streamlit: tells what identity reached it."""
    return PlainTextResponse(",".join(request.headers.getlist("x-curation-session")) or "nobody")


async def show_identity_on_socket(websocket):
    await websocket.accept()
    await websocket.send_text(",".join(websocket.headers.getlist("x-curation-session")))
    await websocket.receive()


@pytest.fixture
def desk(workspace, monkeypatch):
    monkeypatch.setenv("CURATION_WORKSPACE", str(workspace.folder))
    monkeypatch.setattr(sign_in, "_tries", sign_in.Tries())
    return workspace


@pytest.fixture
def client(desk):
    app = Starlette(
        routes=[
            Route("/healthz", healthz),
            *sign_in.ROUTES,
            *verb_routes("the token"),
            WebSocketRoute("/_stcore/stream", show_identity_on_socket),
            Route("/{path:path}", show_identity, methods=["GET", "POST", "PUT"]),
        ],
        middleware=[Middleware(Gate, workspace=open_workspace, farewell=FAREWELL)],
    )
    with TestClient(app, base_url="http://127.0.0.1:8501", follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def session(desk):
    """The token of a signed-in reviewer."""
    token = invitations.invite(desk, COMMAND_LINE, Role.REVIEWER)
    return people.join(desk, token, "Ann", PASSWORD)


@pytest.fixture
def signed_in(client, session):
    client.cookies.set(SESSION_COOKIE, session)
    return client


def form_token(client, path: str = "/sign-in") -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get(path).text)
    assert found
    return found.group(1)


def post_sign_in(client, name="Ann", password=PASSWORD, next_page="/"):
    form = {"name": name, "password": password, "next": next_page, "form": form_token(client)}
    return client.post("/sign-in", data=form)


def test_a_stranger_is_sent_to_the_sign_in_page_and_back(client):
    answer = client.get("/review?task=a")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Freview%3Ftask%3Da"


@pytest.mark.parametrize(
    "path",
    [
        "/media/abc.png",
        "/static/js/index.js",
        "/component/x/index.html",
        "/_stcore/metrics",
        "/_stcore/health",
        "/_stcore/upload_file/session/file",
        "/download/release/1/train.jsonl",
    ],
)
def test_a_stranger_gets_no_file(client, path):
    assert client.get(path).status_code == 401


def test_a_stranger_cannot_upload(client):
    assert client.put("/_stcore/upload_file/session/file").status_code == 401


def test_a_stranger_gets_no_websocket(client):
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKET):
        pass


def test_a_forged_cookie_is_a_stranger(client):
    client.cookies.set(SESSION_COOKIE, "forged")
    assert client.get("/").status_code == 303


def test_the_app_is_told_who_is_signed_in(signed_in, session):
    assert signed_in.get("/").text == token_hash(session)


def test_a_claimed_identity_is_replaced_by_the_real_one(signed_in, session):
    answer = signed_in.get("/", headers={"X-Curation-Session": "somebody else"})
    assert answer.text == token_hash(session)


def test_a_claimed_identity_alone_is_a_stranger(client, session):
    answer = client.get("/", headers={"X-Curation-Session": token_hash(session)})
    assert answer.status_code == 303


def test_a_websocket_carries_the_identity(signed_in, session):
    with signed_in.websocket_connect(SOCKET) as socket:
        assert socket.receive_text() == token_hash(session)


def test_a_websocket_of_another_site_is_refused(signed_in):
    foreign = {"Origin": "http://elsewhere.example"}
    with (
        pytest.raises(WebSocketDisconnect),
        signed_in.websocket_connect(SOCKET, headers=foreign),
    ):
        pass


def test_an_open_tab_is_sent_to_the_sign_in_page_when_its_session_ends(signed_in, session, desk):
    with signed_in.websocket_connect(SOCKET) as socket:
        socket.receive_text()
        sessions.sign_out(desk, token_hash(session))
        assert socket.receive_bytes() == FAREWELL


def test_a_form_of_another_site_is_refused(signed_in):
    answer = signed_in.post("/", headers={"Origin": "http://elsewhere.example"})
    assert answer.status_code == 403


def test_another_host_name_is_refused(signed_in):
    answer = signed_in.get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400


def test_a_host_name_of_the_settings_is_ours():
    settings = read_settings({"CURATION_HOSTS": "desk.example,other.example"})
    assert settings.hosts == (*replace(read_settings({})).hosts, "desk.example", "other.example")


@pytest.mark.parametrize("path", ["/sign-in", "/media/x", "/", "/healthz"])
def test_every_answer_says_what_a_browser_may_load(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert headers["x-content-type-options"] == "nosniff"


def test_healthz_answers_anybody(client):
    assert client.get("/healthz").text == "ok"


def test_name_and_password_lead_to_the_page_asked_for(client, session):
    answer = post_sign_in(client, next_page="/review?task=a")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?task=a")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(client, session, elsewhere):
    assert post_sign_in(client, next_page=elsewhere).headers["location"] == "/"


def test_the_session_is_kept_from_scripts(client, session):
    cookie = next(
        value for value in post_sign_in(client).headers.get_list("set-cookie")
        if value.startswith(SESSION_COOKIE)
    )  # fmt: skip
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_behind_https_the_session_travels_by_https_only(client, session):
    token = form_token(client)
    answer = client.post(
        "/sign-in",
        data={"name": "Ann", "password": PASSWORD, "next": "/", "form": token},
        headers={"X-Forwarded-Proto": "https"},
    )
    assert "Secure" in answer.headers["set-cookie"]


def test_a_wrong_password_is_told_so(client, session):
    answer = post_sign_in(client, password="wrong password")
    assert answer.status_code == 401
    assert "do not fit" in answer.text


def test_after_five_wrong_passwords_even_the_right_one_waits(client, session):
    for _ in range(5):
        post_sign_in(client, password="wrong password")
    assert post_sign_in(client).status_code == 429


def test_a_form_that_is_not_from_our_page_is_refused(client, session):
    form = {"name": "Ann", "password": PASSWORD, "next": "/", "form": "guessed"}
    assert client.post("/sign-in", data=form).status_code == 403


def test_what_was_typed_never_comes_back_as_html(client, desk):
    token = invitations.invite(desk, COMMAND_LINE, Role.REVIEWER)
    form = form_token(client, f"/join?token={token}")
    answer = client.post(
        "/join",
        data={"token": token, "name": "<b>Ann</b>", "password": "short", "form": form},
    )
    assert "<b>Ann</b>" not in answer.text
    assert "&lt;b&gt;Ann&lt;/b&gt;" in answer.text


def test_an_invitation_makes_an_account_and_signs_in(client, desk):
    token = invitations.invite(desk, COMMAND_LINE, Role.CURATOR)
    form = form_token(client, f"/join?token={token}")
    answer = client.post(
        "/join", data={"token": token, "name": "Carla", "password": PASSWORD, "form": form}
    )
    assert answer.status_code == 303
    assert client.get("/").status_code == 200


def test_a_used_invitation_says_so(client, desk):
    token = invitations.invite(desk, COMMAND_LINE, Role.CURATOR)
    people.join(desk, token, "Carla", PASSWORD)
    answer = client.get(f"/join?token={token}")
    assert answer.status_code == 403
    assert "no longer works" in answer.text


def test_the_printed_link_signs_in_once(client, desk):
    link = f"/start?token={people.sign_in_token(desk)}"
    assert client.get(link).status_code == 303
    client.cookies.clear()
    assert client.get(link).status_code == 403


def test_verbs_need_the_token_of_the_workspace(client):
    assert client.post("/api/verbs/tasks", json={}).status_code == 401


def test_a_verb_answers_as_json_lines(client):
    answer = client.post("/api/verbs/tasks", json={}, headers={"Authorization": "Bearer the token"})
    assert answer.json()["result"]["tasks"]


def test_an_unknown_verb_is_not_found(client):
    answer = client.post("/api/verbs/none", json={}, headers={"Authorization": "Bearer the token"})
    assert answer.status_code == 404


def test_lifespan_messages_pass():
    passed = []

    async def app(scope, receive, send):
        passed.append(scope["type"])

    gate = Gate(app, workspace=open_workspace, farewell=b"")
    asyncio.run(gate({"type": "lifespan"}, None, None))
    assert passed == ["lifespan"]
