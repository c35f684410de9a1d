"""Long tables for tests of agreement and consensus: from files, grids and contingency tables."""

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from curation.review.long_table import read_long_table

KRIPPENDORFF_2011 = """
A 1 2 3 3 2 1 4 1 2 . . .
B 1 2 3 3 2 2 4 1 2 5 . 3
C . 3 3 3 2 3 4 2 2 5 1 .
D 1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: 4 x 12."""

WIKIPEDIA_ALPHA = """
A . . . . . 3 4 1 2 1 1 3 3 . 3
B 1 . 2 1 3 3 4 3 . . . . . . .
C . . 2 1 3 4 4 . 2 1 1 3 3 . 4
"""
"""The example of Wikipedia's article on Krippendorff's alpha: 3 x 15."""

FLEISS_1971 = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444
224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444
133333 555555
"""
"""Fleiss (1971), 30 patients: the diagnoses of six psychiatrists each, in no order."""

SAS = ((0, 4, 1), (0, 8, 0), (0, 1, 5))
"""Two reviewers in the documentation of SAS, FREQ procedure."""

FLEISS_WIKIPEDIA = (
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
)  # fmt: skip
"""The example of Wikipedia's article on Fleiss' kappa: 10 items x counts of 5 values."""


def grid(text: str) -> pd.DataFrame:
    """One line per reviewer, one column per item, a dot where there is no answer."""
    rows = []
    for line in text.strip().splitlines():
        reviewer, *values = line.split()
        rows += [(str(i), reviewer, v) for i, v in enumerate(values) if v != "."]
    return long(rows)


def contingency(table: Sequence[Sequence[int]]) -> pd.DataFrame:
    """Two reviewers: how often the first gave the row's value and the second the column's."""
    rows = []
    for i, counts in enumerate(table):
        for j, count in enumerate(counts):
            for n in range(count):
                rows += [(f"{i}{j}{n}", "a", str(i)), (f"{i}{j}{n}", "b", str(j))]
    return long(rows)


def counted(table: Sequence[Sequence[int]]) -> pd.DataFrame:
    """Items x values: how many of some reviewers gave each value."""
    rows = []
    for item, counts in enumerate(table):
        values = [v for v, count in enumerate(counts) for _ in range(count)]
        rows += [(str(item), f"r{n}", str(value)) for n, value in enumerate(values)]
    return long(rows)


def digits(text: str) -> pd.DataFrame:
    """One word per item, each of its digits the value of another reviewer."""
    words = text.split()
    return long([(str(i), f"r{n}", v) for i, word in enumerate(words) for n, v in enumerate(word)])


def long(rows: Sequence[tuple[str, str, str | None]]) -> pd.DataFrame:
    """A long table from its rows."""
    return pd.DataFrame(rows, columns=["item", "reviewer", "value"])


def from_file(path: Path) -> pd.DataFrame:
    """The long table in a file."""
    return read_long_table(path.read_text(encoding="utf-8"))


def pandalm(path: Path) -> pd.DataFrame:
    """The three annotators of a PandaLM file: 0 a tie, 1 and 2 the better reply."""
    examples = json.loads(path.read_text(encoding="utf-8"))
    return long(
        [
            (str(example["idx"]), f"annotator{n}", str(example[f"annotator{n}"]))
            for example in examples
            for n in (1, 2, 3)
        ]
    )


GWET = grid(
    KRIPPENDORFF_2011.replace("2 5 . 3", "2 5 . .").replace("4 2 2 5 1 .", "4 2 2 5 1 3", 1)
)
"""Gwet's four raters: the same table, but for who gave the lone answer of the last unit. Handbook
of Inter-Rater Reliability, 4th edition."""
