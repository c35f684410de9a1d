"""Answers that somebody collected elsewhere, read from a JSONL or CSV file."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from curation.evaluation.grade import plain
from curation.evaluation.held_out import HeldOut

_IDS = ("example_id", "custom_id", "id")
_QUESTIONS = ("prompt", "question", "input")
_ANSWERS = ("answer", "output", "completion", "response", "output_text", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswers:
    """The answers by example id, and how many rows told no example or no answer."""

    answers: Mapping[str, str]
    unread: int


def read_answers(text: str, lines: Sequence[HeldOut]) -> ReadAnswers:
    """The answers of a file to held-out lines.

    A row is a JSON object per line, or a row of a CSV table with a header. It names its example by
    `example_id`, `custom_id` or `id`, or repeats the question as `prompt`, `question` or `input`,
    or has the messages of a chat-completions log; where no row says which example it answers and
    there are as many rows as lines, they are taken in order. The answer is `answer`, `output`,
    `completion`, `response`, `output_text`, `content`, or what a chat-completions body says. The
    last of several answers to one example counts.
    """
    rows = list(rows_in(text))
    ids = {line.example_id for line in lines}
    by_question = {plain(line.question): line.example_id for line in lines}
    found: dict[str, str] = {}
    answers = [answer_in(row) for row in rows]
    for row, answer in zip(rows, answers, strict=True):
        place = _place(row, ids, by_question)
        if place and answer is not None:
            found[place] = answer
    if not found and len(rows) == len(lines):
        pairs = zip(lines, answers, strict=True)
        found = {line.example_id: answer for line, answer in pairs if answer is not None}
    return ReadAnswers(answers=found, unread=len(rows) - len(found))


def answer_in(row: Mapping[str, Any]) -> str | None:
    """What a row says was answered; None when it says nothing of the kind."""
    for name in _ANSWERS:
        value = row.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, dict):
            return said_in(value)
    return said_in(row)


def said_in(completion: Mapping[str, Any]) -> str | None:
    """What the first choice of a chat completion says, whole or in the `body` of a batch line."""
    body = completion.get("body", completion)
    with suppress(KeyError, IndexError, TypeError):
        said = body["choices"][0]["message"]["content"]
        return said if isinstance(said, str) else None
    return None


def rows_in(text: str) -> Iterator[Mapping[str, Any]]:
    """The rows of JSON lines or of a CSV table with a header; a broken line is an empty row."""
    stripped = text.lstrip("\ufeff").strip()
    if not stripped.startswith("{"):
        yield from csv.DictReader(io.StringIO(stripped, newline=""))
        return
    for line in stripped.split("\n"):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = {}
        yield row if isinstance(row, dict) else {}


def _place(row: Mapping[str, Any], ids: set[str], by_question: Mapping[str, str]) -> str:
    named = next((str(row[name]) for name in _IDS if str(row.get(name)) in ids), "")
    if named:
        return named
    asked = [row[name] for name in _QUESTIONS if isinstance(row.get(name), str)]
    with suppress(KeyError, TypeError, AttributeError):
        messages = row.get("messages") or row["request"]["messages"]
        asked += [m["content"] for m in messages if m.get("role") == "user"][-1:]
    return next((by_question[plain(q)] for q in asked if plain(str(q)) in by_question), "")
