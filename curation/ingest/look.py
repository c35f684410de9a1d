"""A first look at a file, by which the importers tell whose it is."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from curation.errors import InputRefused
from curation.ingest.csv_table import header_of
from curation.ingest.decoding import decode, head
from curation.ingest.json_records import Records, json_records
from curation.ingest.source_file import RowRefused, SourceFile
from curation.ingest.strict_json import parse_json

BINARY = (
    b"PK\x03\x04",  # zip, Excel
    b"PAR1",  # Parquet
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",  # old Excel or Word
    b"\x1f\x8b",  # gzip
    b"\x89PNG",
    b"\xff\xd8\xff",  # JPEG
    b"GIF8",
    b"II*\x00",  # TIFF
    b"MM\x00*",
)
"""The first bytes of files that are no text."""

_OBJECTS = 20
_JSON_ENDINGS = (".json", ".jsonl", ".ndjson")
_ROOT = re.compile(r"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)")


class Look:
    """What is in a file, found out once and only as far as it is asked for."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file

    @property
    def name(self) -> str:
        """The file's name in small letters."""
        return self.file.name.lower()

    @cached_property
    def head(self) -> str:
        """The beginning of the text (16 KB), without blanks in front."""
        return head(self.file.data).lstrip("\ufeff \t\r\n")

    @cached_property
    def is_json(self) -> bool:
        """True for what begins as JSON does, and for files so named with a broken first line."""
        if self.head.startswith(("{", "[")):
            return True
        lines = [line.strip() for line in self.head.split("\n")[:_OBJECTS]]
        named = self.name.endswith(_JSON_ENDINGS)
        return named and any(line.startswith("{") for line in lines)

    @cached_property
    def records(self) -> Records:
        """The rows of a JSON file; none when it is not JSON."""
        if not self.is_json:
            return Records()
        try:
            return json_records(decode(self.file.data).text)
        except InputRefused:
            return Records()

    @cached_property
    def objects(self) -> tuple[Mapping[str, Any], ...]:
        """The first 20 rows of a JSON file that are objects."""
        found: list[Mapping[str, Any]] = []
        for _, text in self.records.rows[:_OBJECTS]:
            try:
                value = parse_json(text)
            except RowRefused:
                continue
            if isinstance(value, dict):
                found.append(value)
        return tuple(found)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The column names of a text that is taken for a table; none for JSON and XML."""
        if self.is_json or self.is_xml or self.is_binary:
            return ()
        return header_of(self.head)

    @property
    def is_binary(self) -> bool:
        """True for what is no text: it begins as a known binary format, or holds a zero."""
        return self.file.data.startswith(BINARY) or "\x00" in self.head

    @property
    def is_xml(self) -> bool:
        """True for what begins with a tag."""
        return self.head.startswith("<")

    @cached_property
    def root(self) -> str:
        """The name of an XML file's outermost element without its prefix; "" when it has none."""
        found = _ROOT.search(self.head) if self.is_xml else None
        return found[1] if found else ""
