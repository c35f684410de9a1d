"""JSONTestSuite: wrong files are refused, right ones are parsed, and nothing hangs."""

import pytest

from curation.errors import InputRefused
from curation.example import Example, Fault
from curation.ingest.rows import check_characters
from curation.ingest.source_file import RowRefused
from curation.ingest.strict_json import parse_json
from tests.conftest import SHARED
from tests.unit.ingest.files import reading_of

SUITE = sorted((SHARED / "badinput" / "json").glob("*.json"))
WRONG = [file for file in SUITE if file.name.startswith("n_")]
RIGHT = [file for file in SUITE if file.name.startswith("y_")]


def outcomes_of(file):
    """What becomes of the file's rows; nothing when the file as a whole is refused."""
    try:
        reading = reading_of(file.read_bytes(), file.name)
    except InputRefused:
        return []
    outcomes = list(reading.outcomes())
    assert len(outcomes) == reading.rows
    return outcomes


@pytest.mark.parametrize("file", WRONG, ids=lambda file: file.stem)
def test_wrong_json_never_becomes_an_example(shared, file):
    assert not any(isinstance(outcome, Example) for outcome in outcomes_of(file))


@pytest.mark.parametrize("file", WRONG, ids=lambda file: file.stem)
def test_wrong_json_is_refused_by_the_parser(shared, file):
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    with pytest.raises(RowRefused):
        check_characters(text) or parse_json(text)


@pytest.mark.parametrize("file", RIGHT, ids=lambda file: file.stem)
def test_right_json_is_accepted_by_the_parser(shared, file):
    parse_json(file.read_bytes().decode("utf-8-sig"))


@pytest.mark.parametrize("file", SUITE, ids=lambda file: file.stem)
def test_every_outcome_can_be_stored(shared, file):
    for outcome in outcomes_of(file):
        text = outcome.content if isinstance(outcome, Fault) else outcome.content_sha256
        text.encode("utf-8")
