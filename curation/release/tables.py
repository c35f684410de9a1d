"""The lines of a release as tables: CSV for spreadsheets and Parquet for programs."""

import csv
import io
import json
from collections.abc import Sequence

from curation.example import Json
from curation.release.changes import Placed, text_of_line

COLUMNS = ("example_id", "part", "line", "prompt", "answer", "worse_answer", "json")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_rows(lines: Sequence[Placed]) -> list[Json]:
    """One row a line: where it stands, what it asks and answers as text, and the line as JSON."""
    counted: dict[str, int] = {}
    rows = []
    for placed in lines:
        counted[placed.part] = counted.get(placed.part, 0) + 1
        prompt, answer, worse = _texts(placed.content)
        values = (placed.example_id, placed.part, counted[placed.part], prompt, answer, worse)
        rows.append(dict(zip(COLUMNS, (*values, placed.data.decode().rstrip("\n")), strict=True)))
    return rows


def as_csv(rows: Sequence[Json]) -> bytes:
    """The rows as CSV in UTF-8 with a byte-order mark, as spreadsheets want it.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([_safe(row[name]) for name in COLUMNS] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def as_parquet(rows: Sequence[Json]) -> bytes:
    """The rows as Parquet: texts, and `line` as a whole number."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds = [(name, pa.int64() if name == "line" else pa.string()) for name in COLUMNS]
    table = pa.Table.from_pylist(list(rows), schema=pa.schema(kinds))
    stream = io.BytesIO()
    parquet.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def _texts(line: Json) -> tuple[str, str, str]:
    """What a line asks, the answer it wants, and the worse answer; empty where there is none."""
    if "input" in line:
        better, worse = line["preferred_output"][0], line["non_preferred_output"][0]
        return text_of_line(line["input"]), better["content"], worse["content"]
    if line["messages"][-1]["role"] != "assistant":
        return text_of_line({"messages": line["messages"]}), line.get("reference_answer", ""), ""
    *prompt, last = line["messages"]
    calls = [call["function"] for call in last.get("tool_calls") or ()]
    answer = last.get("content") or (json.dumps(calls, ensure_ascii=False) if calls else "")
    return text_of_line({"messages": prompt}), answer, ""


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
