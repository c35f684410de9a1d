"""The verbs for the command line and HTTP: arguments in, JSON out.

One verb = one module + one row in a table below. A module is imported when its verb is asked for:
most of the time a command line takes would be spent on the other verbs.
"""

from importlib import import_module

from curation.commands.command import Command, LocalCommand, Verb

COMMANDS = {
    "init": "init",
    "tasks": "tasks",
    "ingest": "ingest",
    "examples": "examples",
    "scan": "scan",
    "findings": "findings",
    "decide": "decide",
    "reviews": "reviews",
    "annotations": "annotations",
    "check": "check",
    "duplicates": "duplicates",
    "balance": "balance",
    "advise": "advise",
    "readiness": "release",
    "release": "release",
    "sign": "sign",
    "passport": "passport",
    "evaluate": "evaluate",
    "traffic": "traffic",
    "train": "train",
    "jobs": "train",
    "agreement": "agreement",
    "settle": "settle",
    "suggest": "suggest",
    "sql": "sql",
    "users": "users",
    "sign-in-link": "users",
    "webhooks": "webhooks",
    "audit": "audit",
    "erase": "erase",
}
"""The verbs that need a workspace, and the module of each."""

LOCAL_COMMANDS = {"scan-text": "scan_text", "validate": "validate", "aggregate": "aggregate"}
"""The verbs that need none."""


def get_verb(name: str) -> Verb | None:
    """The verb of that name, its module imported; None when there is none."""
    module = COMMANDS.get(name) or LOCAL_COMMANDS.get(name)
    if module is None:
        return None
    verb = getattr(import_module(f"{__name__}.{module}"), name.upper().replace("-", "_"))
    assert isinstance(verb, Command | LocalCommand)
    return verb


def every_verb() -> tuple[Verb, ...]:
    """All of them, in the order in which people need them."""
    found = (get_verb(name) for name in (*COMMANDS, *LOCAL_COMMANDS))
    return tuple(verb for verb in found if verb is not None)
