"""Reading a long table from a file that was named on the command line."""

from pathlib import Path

import pandas as pd

from curation.errors import InputRefused
from curation.review.long_table import read_long_table


def read_table_file(path: str) -> pd.DataFrame:
    """The long table in a CSV file, as `read_long_table` gives it.

    Raises InputRefused when there is no such file or it is not UTF-8 text.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputRefused(
            "The table cannot be opened",
            cause=f"{Path(path).name}: {error.strerror or 'it cannot be read'}.",
            cure="Check the path.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputRefused(
            "The table is not text",
            cause="It is not UTF-8.",
            cure="Save it as CSV in UTF-8.",
        ) from error
    return read_long_table(text)
