"""A verb asked with named values instead of a command line, and how its values are described."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

from curation.commands.command import Verb, path_argument
from curation.errors import InputRefused

Values = Mapping[str, object]


class _Parser(ArgumentParser):
    """A parser that refuses instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise InputRefused(
            "The arguments are wrong",
            cause=message[:1].upper() + message[1:].rstrip(".") + ".",
            cure="/api/openapi.json lists the arguments of every verb.",
        )


def read_values(verb: Verb, values: Values) -> Namespace:
    """The verb's arguments from values by name, as its own parser checks and completes them.

    A list gives an argument more than once; null and false are as if not given. Raises
    InputRefused for an unknown name, a missing or a wrong value.
    """
    parser = _parser(verb)
    known = {action.dest for action, _ in _arguments(parser)}
    if unknown := sorted(set(values) - known):
        parser.error(f"there is no argument {unknown[0][:60]!r}")
    return parser.parse_args(_words(parser, values))


def file_arguments(verb: Verb) -> frozenset[str]:
    """The names of the verb's arguments that are files."""
    return frozenset(
        action.dest for action, _ in _arguments(_parser(verb)) if action.type is path_argument
    )


def describe_values(verb: Verb) -> dict[str, Any]:
    """A JSON schema (draft 2020-12) of the verb's values."""
    properties: dict[str, Any] = {}
    needed: list[str] = []
    for action, is_main in _arguments(_parser(verb)):
        properties[action.dest] = _schema(action)
        if is_main and _is_needed(action):
            needed.append(action.dest)
    described: dict[str, Any] = {"type": "object", "properties": properties}
    if needed:
        described["required"] = needed
    return described | {"additionalProperties": False}


def _parser(verb: Verb) -> _Parser:
    parser = _Parser(prog=verb.name, add_help=False)
    verb.arguments(parser)
    return parser


def _arguments(parser: ArgumentParser) -> Iterator[tuple[argparse.Action, bool]]:
    """Every argument with whether it is the verb's own, and not of one of its actions only."""
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        yield action, True
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                yield from ((inner, False) for inner, _ in _arguments(sub))


def _words(parser: ArgumentParser, values: Values) -> list[str]:
    """The values as the words of a command line; no value can be taken for an option."""
    options: list[str] = []
    places: list[str] = []
    behind: list[str] = []
    for action in parser._actions:
        given = _given(values.get(action.dest))
        if isinstance(action, argparse._SubParsersAction):
            behind = _behind(action, given, values)
        elif not action.option_strings:
            places += given
        elif action.nargs == 0:
            options += action.option_strings[-1:] if given in (["True"], ["true"], ["1"]) else []
        else:
            options += [f"{action.option_strings[-1]}={text}" for text in given]
    if places:
        return [*options, "--", *places]
    return [*options, *behind]


def _behind(
    action: "argparse._SubParsersAction[ArgumentParser]", given: Sequence[str], values: Values
) -> list[str]:
    if not given or given[0] not in action.choices:
        return list(given[:1])
    return [given[0], *_words(action.choices[given[0]], values)]


def _given(value: object) -> list[str]:
    if value is None or value is False:
        return []
    return [str(each) for each in (value if isinstance(value, list) else [value])]


def _is_needed(action: argparse.Action) -> bool:
    return action.required if action.option_strings else action.nargs not in ("?", "*")


def _schema(action: argparse.Action) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if action.nargs == 0:
        one = {"type": "boolean"}
    elif action.type in (int, float):
        one = {"type": "integer" if action.type is int else "number"}
    elif action.type is path_argument:
        one = {"type": "string", "format": "binary"}
    if action.choices is not None:
        one["enum"] = [str(choice) for choice in action.choices]
    many = action.nargs in ("+", "*") or isinstance(action, argparse._AppendAction)
    schema = {"type": "array", "items": one} if many else one
    return schema | ({"description": action.help} if action.help else {})
