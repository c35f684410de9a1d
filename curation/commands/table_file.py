"""Reading a long table from a file that was named on the command line."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pandas as pd

from curation.errors import InputRefused
from curation.review.long_table import NAMES, choose_columns, read_long_table

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def add_map(parser: ArgumentParser) -> None:
    """The argument that says which column is which, for `read_table_file`."""
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help=f"what a column of the table is called; FIELD is one of {', '.join(NAMES)}",
    )


def read_table_file(arguments: Namespace) -> pd.DataFrame:
    """The long table in the file `--table`, as `read_long_table` gives it.

    Parquet where the name ends in `.parquet`, CSV or JSON lines in UTF-8 or UTF-16 otherwise.
    Raises InputRefused when there is no such file, or it is neither.
    """
    path = Path(arguments.table)
    columns = _read_map(arguments.map)
    try:
        raw = path.read_bytes()
        if path.suffix.lower() == ".parquet":
            return choose_columns(_read_parquet(path), columns)
        text = raw.decode("utf-16" if raw.startswith(_UTF_16) else "utf-8-sig")
    except OSError as error:
        raise InputRefused(
            "The table cannot be opened",
            cause=f"{path.name}: {error.strerror or 'it cannot be read'}.",
            cure="Check the path.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputRefused(
            "The table is not text",
            cause="It is not UTF-8.",
            cure="Save it as CSV in UTF-8.",
        ) from error
    return read_long_table(text, columns)


def _read_map(entries: list[str]) -> dict[str, str]:
    columns = dict(entry.split("=", 1) for entry in entries if "=" in entry)
    if len(columns) < len(entries) or not set(columns) <= set(NAMES):
        raise InputRefused(
            "The columns cannot be told",
            cause=f"--map needs FIELD=COLUMN, and FIELD is one of {', '.join(NAMES)}.",
            cure="For example --map item=ticket_number.",
        )
    return columns


def _read_parquet(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(path)
    except (ValueError, OSError) as error:
        raise InputRefused(
            "The table cannot be read",
            cause="It is no Parquet file.",
            cure="Save it again, or as CSV.",
        ) from error
