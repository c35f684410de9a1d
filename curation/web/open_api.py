"""The verbs over HTTP described: as OpenAPI, and as a page to read."""

import asyncio
from functools import cache
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

import curation
from curation.commands import every_verb
from curation.commands.by_name import describe_values, file_arguments
from curation.commands.command import Command, Verb
from curation.people import Role, Scope
from curation.web.cookies import session_of
from curation.web.forms import wide_page
from curation.workflow.settings.sessions import actor_of_session
from curation.workflow.workspace import open_workspace

_ERROR = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("error", "cause", "cure")},
    "required": ["error", "cause", "cure"],
}
_REFUSALS = {
    "401": "The token is missing, unknown, revoked or expired.",
    "403": "The token's scopes or its person's role do not permit it.",
    "404": "There is no such task, release or job.",
    "409": "It changed meanwhile, or something must be done first.",
    "422": "A value is missing or wrong.",
}


@cache
def describe_api() -> dict[str, Any]:
    """Every verb as an OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Curation Desk", "version": curation.__version__},
        "paths": {f"/api/{verb.name}": {"post": _operation(verb)} for verb in every_verb()},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Refusal": _ERROR},
        },
        "security": [{"token": []}],
    }


async def show_openapi(request: Request) -> Response:
    """The OpenAPI document; it tells nothing of a workspace."""
    return JSONResponse(await asyncio.to_thread(describe_api))


async def show_page(request: Request) -> Response:
    """The page that lists the verbs, for anybody who is signed in."""
    actor = await asyncio.to_thread(actor_of_session, open_workspace(), session_of(request))
    if actor is None:
        return PlainTextResponse("Please sign in.", status_code=401)
    return await asyncio.to_thread(_page)


ROUTES = [
    Route("/api/openapi.json", show_openapi, methods=["GET"]),
    Route("/api/", show_page, methods=["GET"]),
]


def _needs(verb: Verb) -> tuple[Scope, Role]:
    if isinstance(verb, Command):
        return verb.scope, verb.at_least
    return Scope.READ, Role.REVIEWER


def _operation(verb: Verb) -> dict[str, Any]:
    scope, role = _needs(verb)
    reading = sorted(verb.reading) if isinstance(verb, Command) else []
    exception = f" (for {', '.join(reading)}: read)" if reading else ""
    refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    return {
        "operationId": verb.name,
        "summary": verb.help,
        "description": f"Needs the scope {scope}{exception} and the role {role}.",
        "requestBody": {"content": _content(verb)},
        "responses": {
            "200": {"description": "Done.", "content": {"application/json": {"schema": {}}}},
            **{code: {"description": why, "content": refusal} for code, why in _REFUSALS.items()},
        },
    }


def _content(verb: Verb) -> dict[str, Any]:
    if verb.name == "scan-text":
        return {"application/x-ndjson": {"schema": {"type": "string"}}}
    kind = "multipart/form-data" if file_arguments(verb) else "application/json"
    return {kind: {"schema": describe_values(verb)}}


@cache
def _page() -> HTMLResponse:
    example = (
        'curl -H "Authorization: Bearer $DESK_TOKEN" \\\n'
        "     -F task=support-replies -F paths=@tickets.csv \\\n"
        "     http://127.0.0.1:8501/api/ingest"
    )
    parts = [
        "<p>Each verb of the command line, sent with POST and an access token that you make on "
        "the Settings page. A program acts in your name, with your role and the token's scopes. "
        'Values are JSON, or a form where there are files. <a href="/api/openapi.json">The same '
        f"as OpenAPI</a>.</p><pre>{escape(example)}</pre>"
    ]
    for name, operation in ((n, p["post"]) for n, p in describe_api()["paths"].items()):
        ((_, content),) = operation["requestBody"]["content"].items()
        parts.append(
            f"<h2>{escape(name)}</h2><p>{escape(_sentence(operation['summary']))} "
            f"{escape(operation['description'])}</p>{_values_table(content['schema'])}"
        )
    return wide_page("Verbs over HTTP", "".join(parts))


def _values_table(schema: dict[str, Any]) -> str:
    rows = ""
    for name, each in schema.get("properties", {}).items():
        inner = each.get("items", each)
        kind = "file" if inner.get("format") == "binary" else inner["type"]
        kind += " …" if "items" in each else ""
        needed = "needed" if name in schema.get("required", ()) else ""
        choices = ", ".join(choice for choice in inner.get("enum", ()) if choice)
        says = _sentence(each.get("description", ""))
        if choices and "ne of" not in says:
            says += f" One of: {choices}."
        cells = "".join(f"<td>{escape(text)}</td>" for text in (kind, needed, says.strip()))
        rows += f"<tr><th>{escape(name)}</th>{cells}</tr>"
    return f"<table>{rows}</table>" if rows else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""
