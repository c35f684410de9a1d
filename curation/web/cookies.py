"""The two cookies: who is signed in, and the one that proves a form came from our page."""

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from curation.people import token_hash

SESSION_COOKIE = "curation_session"
FORM_COOKIE = "curation_form"


def session_of(connection: HTTPConnection) -> str:
    """The hash of the session that the browser shows; empty when it shows none."""
    token = connection.cookies.get(SESSION_COOKIE, "")
    return token_hash(token) if token else ""


def set_session(response: Response, request: Request, token: str, *, hours: int) -> None:
    """Keep the session's token in the browser, out of reach of scripts."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=hours * 3600,
        httponly=True,
        samesite="lax",
        secure=is_https(request),
        path="/",
    )


def is_https(request: Request) -> bool:
    """True when the browser speaks https, be it to a proxy in front."""
    return request.url.scheme == "https" or (
        request.headers.get("x-forwarded-proto", "").split(",")[0].strip() == "https"
    )
