"""What a person chooses about how a file is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AnswerRule(StrEnum):
    """Which public reply of an agent is taken for the ideal answer of a conversation."""

    LAST = "last"
    FIRST = "first"
    BEST = "best"
    """The best rated one; the last one where none is rated, or several share the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How files are read; the defaults are the guesses of the importer.

    `columns` overrules which column holds a field {field: column}; `keep_quotes` leaves quoted
    replies and signatures in the messages; `repair` mends text that was decoded wrongly;
    `read_scans` has scans read by text recognition where that is installed.
    `read_page` gives the text in a page's picture (PNG) and raises RuntimeError when it cannot; it
    is None where no text recognition is installed.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    answer: AnswerRule = AnswerRule.LAST
    keep_quotes: bool = False
    repair: bool = False
    read_scans: bool = True
    read_page: Callable[[bytes], str] | None = field(default=None, compare=False)
