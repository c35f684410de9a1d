"""What scanner tests share: a recogniser or the whole scanner, applied to a text."""

from collections.abc import Callable

import pytest

from curation.scanner.engine import Scanner, scanner

Found = list[tuple[str, str]]


@pytest.fixture(scope="session")
def engine() -> Scanner:
    """The scanner of this process."""
    return scanner()


@pytest.fixture
def scan(engine: Scanner) -> Callable[[str], Found]:
    """What is found in a text: entity and value, in order."""

    def found(text: str) -> Found:
        return [(span.entity, text[span.begins : span.ends]) for span in engine.scan(text)]

    return found


@pytest.fixture
def values(scan: Callable[[str], Found]) -> Callable[[str, str], list[str]]:
    """The values of one entity that are found in a text."""
    return lambda entity, text: [value for found, value in scan(text) if found == entity]
