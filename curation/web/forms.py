"""The few pages in front of the app, as plain HTML without any script."""

from html import escape

from starlette.responses import HTMLResponse

_STYLE = """
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #ffffff; --ink: #17212b;
  --quiet: #5a6672; --line: #d5dbe1; --accent: #0f6b62; --on-accent: #ffffff; --wrong: #a32020; }
@media (prefers-color-scheme: dark) { :root { --ground: #10161c; --card: #19212a; --ink: #e8edf2;
  --quiet: #9aa7b4; --line: #35414d; --accent: #4fc3b3; --on-accent: #06201d; --wrong: #ff9b93; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground);
  color: var(--ink); font: 16px/1.5 "Source Sans 3", "Source Sans Pro", system-ui, sans-serif; }
main { width: min(26rem, calc(100vw - 2rem)); padding: 2rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .75rem; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; }
p { margin: 0 0 1.25rem; color: var(--quiet); }
p.wrong { color: var(--wrong); }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input { width: 100%; padding: .6rem .75rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: .5rem; }
input:focus-visible, button:focus-visible { outline: 2px solid var(--accent);
  outline-offset: 2px; }
button { width: 100%; margin-top: 1.5rem; padding: .65rem; font: inherit; font-weight: 600;
  color: var(--on-accent); background: var(--accent); border: 0; border-radius: .5rem;
  cursor: pointer; }
main:has(.wide) { width: min(60rem, calc(100vw - 2rem)); margin: 2rem 0; overflow-x: auto; }
.wide a { color: var(--accent); }
h2 { margin: 1.75rem 0 .25rem; font-size: 1.1rem; }
pre { padding: .75rem 1rem; overflow-x: auto; background: var(--ground); border-radius: .5rem; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line); text-align: left;
  vertical-align: top; }
td { color: var(--quiet); }
"""


def sign_in_page(
    *, form_token: str, next_page: str, wrong: str = "", status: int = 200
) -> HTMLResponse:
    """The page that asks for name and password."""
    fields = (
        _field("name", "Name", "text", "username", focus=True)
        + _field("password", "Password", "password", "current-password")
        + _hidden("next", next_page)
    )
    lead = "Use the name and password that you chose when you joined."
    return _page("Sign in", lead, "/sign-in", fields, "Sign in", form_token, wrong, status)


def join_page(
    *, form_token: str, token: str, role: str, wrong: str = "", name: str = "", status: int = 200
) -> HTMLResponse:
    """The page on which an invited person chooses a name and a password."""
    fields = (
        _field("name", "Your name", "text", "username", focus=True, value=name)
        + _field("password", "A password of at least 10 characters", "password", "new-password")
        + _hidden("token", token)
    )
    lead = f"You are invited as a {role}. Choose how your colleagues will know you."
    return _page("Join Curation Desk", lead, "/join", fields, "Join", form_token, wrong, status)


def message_page(title: str, text: str, *, status: int) -> HTMLResponse:
    """A page with a title and a sentence, and nothing to do on it."""
    return _html(title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>", status)


def wide_page(title: str, body: str) -> HTMLResponse:
    """A page to read: `body` is HTML of our own making."""
    return _html(title, f'<div class="wide"><h1>{escape(title)}</h1>{body}</div>', 200)


def _page(
    title: str, lead: str, action: str, fields: str, label: str, form_token: str, wrong: str,
    status: int,
) -> HTMLResponse:  # fmt: skip
    said = f'<p class="wrong" role="alert">{escape(wrong)}</p>' if wrong else ""
    form = (
        f'<form method="post" action="{action}">{said}{fields}{_hidden("form", form_token)}'
        f'<button type="submit">{escape(label)}</button></form>'
    )
    return _html(title, f"<h1>{escape(title)}</h1><p>{escape(lead)}</p>{form}", status)


def _html(title: str, body: str, status: int) -> HTMLResponse:
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Curation Desk</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>",
        status_code=status,
        headers={"cache-control": "no-store"},
    )


def _field(
    name: str, label: str, kind: str, autocomplete: str, *, focus: bool = False, value: str = ""
) -> str:
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{autocomplete}" '
        f'value="{escape(value)}" required{" autofocus" if focus else ""}>'
    )


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'
