"""What a command is: a name, its arguments, and what it returns as JSON."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curation.people import Actor, Role, Scope
from curation.workflow.workspace import Workspace

Result = dict[str, Any] | list[dict[str, Any]]
"""One JSON object, or a list that is printed as JSON lines."""

Report = Callable[[int, int, str], None]
"""Told how many of how many steps are done, and a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """In whose name, where, and whom to tell about progress."""

    workspace: Workspace
    actor: Actor
    report: Report


def needs_workspace(arguments: Namespace) -> Result | None:
    """None: whatever the arguments are, the verb needs a workspace."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One verb of the command line and of `/api/verbs/`.

    `arguments` adds the verb's own arguments to its parser. `run` carries it out; the arguments
    reach it as a Namespace of plain values, so that they can travel to a running app. On the
    command line `run_without_workspace` is asked first: it returns None unless these arguments
    need no workspace. `scope` and `at_least` say what a program with an access token needs;
    `reading` holds values of a verb's first argument for which the scope to read is enough.
    """

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Context, Namespace], Result]
    scope: Scope
    at_least: Role = Role.CURATOR
    reading: frozenset[str] = frozenset()
    run_without_workspace: Callable[[Namespace], Result | None] = needs_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalCommand:
    """A verb that needs no workspace and always runs where it was called."""

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Result]


Verb = Command | LocalCommand


def path_argument(text: str) -> str:
    """A path as an absolute text, so that it means the same in a running app."""
    return str(Path(text).expanduser().resolve())


def no_arguments(parser: ArgumentParser) -> None:
    """For a verb that takes none of its own."""


def task_argument(parser: ArgumentParser) -> None:
    """`--task T`; empty means every task."""
    parser.add_argument("--task", default="", help="only this task (default: every task)")
