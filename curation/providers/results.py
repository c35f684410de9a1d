"""The results file of a job: CSV, which some providers send as base64."""

import base64
import binascii
import csv
import io
from contextlib import suppress

from curation.example import Json


def read_results(data: bytes) -> list[Json]:
    """The rows by column name with numbers where there are some; none for a file that is no table.

    Empty cells are left out. Base64 is told by its first line, which has no step.
    """
    text = data.decode("utf-8-sig", "replace")
    if "step" not in text.split("\n", 1)[0]:
        try:
            text = base64.b64decode(data, validate=False).decode("utf-8-sig")
        except (binascii.Error, ValueError):
            return []
    rows = []
    for row in csv.DictReader(io.StringIO(text)):
        found: Json = {}
        for name, cell in row.items():
            with suppress(TypeError, ValueError):
                found[str(name).strip()] = float(cell)
        rows.append(found)
    return rows
