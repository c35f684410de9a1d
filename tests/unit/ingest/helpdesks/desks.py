"""Shorthands of the help desks' tests: files and objects in, outcomes out."""

import json
from pathlib import Path

from curation.example import Example, Fault
from curation.ingest.choices import Choices
from curation.ingest.importers import bundles, kind_of, named, read_files
from curation.ingest.reading import Outcome
from curation.ingest.source_file import SourceFile
from tests.makers import make_task


def as_file(value, name: str = "file.json") -> SourceFile:
    """A file with these bytes, this text, or this value as JSON."""
    if isinstance(value, bytes):
        return SourceFile.of(name, value)
    text = value if isinstance(value, str) else json.dumps(value)
    return SourceFile.of(name, text.encode())


def real_file(shared: Path, name: str) -> SourceFile:
    """A real object of a help desk's API."""
    return SourceFile.of(name, (shared / "tickets" / "helpdesk_api" / name).read_bytes())


def real_object(shared: Path, name: str):
    """A real object of a help desk's API, parsed."""
    return json.loads(real_file(shared, name).data)


def outcomes_of(format: str, *values, **choices) -> list[Outcome]:
    """The outcomes of files (or of values as JSON files) read together, checked to add up."""
    files = [
        value if isinstance(value, SourceFile) else as_file(value, f"file{number}.json")
        for number, value in enumerate(values, 1)
    ]
    reading = named(format).read(files, make_task(), Choices(**choices))
    outcomes = list(reading.outcomes())
    assert len(outcomes) == reading.rows
    assert reading.format == format
    return outcomes


def example_of(format: str, *values, **choices) -> Example:
    """The one example of files; the test fails when there is a fault or another one."""
    (outcome,) = outcomes_of(format, *values, **choices)
    assert isinstance(outcome, Example), outcome
    return outcome


def fault_of(format: str, *values, **choices) -> Fault:
    """The one fault of files; the test fails when there is an example or another one."""
    (outcome,) = outcomes_of(format, *values, **choices)
    assert isinstance(outcome, Fault), outcome
    return outcome


def told(example: Example) -> list[tuple[str, str]]:
    """Who says what: the prompt, the answer and what followed."""
    answer = [example.answer] if example.answer else []
    messages = [*example.messages, *answer, *example.following]
    return [(str(message.speaker), message.content) for message in messages]


def recognised(*files: SourceFile) -> list[tuple[str, list[str]]]:
    """The format and the files' names of each bundle that the files make."""
    kinds = [kind_of(file) for file in files]
    return [
        (kinds[indices[0]].format, [files[index].name for index in indices])
        for indices in bundles(kinds)
    ]


def read_together(*files: SourceFile) -> list[Outcome]:
    """The outcomes of files that are recognised by themselves."""
    return list(read_files(files, make_task()).outcomes())


def label_of(example: Example) -> str:
    """The category that the export suggests; "" when it suggests none."""
    return next((suggestion.value for suggestion in example.suggestions), "")
