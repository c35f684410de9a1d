"""What the reader process says: frames of JSON, with Arrow columns behind them.

Nothing in a frame is run: a reader that an evil file took over can send wrong rows, no more.
"""

import json
import struct
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import IO, Any

import pyarrow as pa

from curation.example import Fault
from curation.ingest.staged_rows import StagedPart, part_table

_LENGTHS = struct.Struct("<IQ")
_MAX_HEADER = 256_000_000
_MAX_ROWS = 2_000_000_000


class Said(StrEnum):
    """What a frame is about."""

    LOOKING = "looking"  # at the file `entry`
    FOUND = "found"  # `bundles`: what will be read, in order
    OPENING = "opening"  # the bundle `bundle`
    OPENED = "opened"  # how the bundle is read
    ROWS = "rows"  # some rows of the bundle
    REFUSED = "refused"  # the bundle cannot be read
    END = "end"  # the request is done


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One thing the reader says: what about, its details as JSON values, and rows if any."""

    said: Said
    details: dict[str, Any] = field(default_factory=dict)
    rows: pa.Table | None = None

    @property
    def faults(self) -> list[Fault]:
        """The faulty rows that came along."""
        return [Fault(**fault) for fault in self.details.get("faults", ())]


class FrameLost(Exception):
    """Raised when the other end is gone, or says what is no frame."""


def write_frame(
    stream: IO[bytes], said: Said, part: StagedPart | None = None, **details: Any
) -> None:
    """Send one frame; with `part`, its examples as columns and its faults."""
    payload: pa.Buffer | bytes = b""
    if part is not None:
        details["faults"] = [asdict(fault) for fault in part.faults]
        payload = _columns(part)
    header = json.dumps({"said": said, **details}).encode()
    stream.write(_LENGTHS.pack(len(header), len(payload)))
    stream.write(header)
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame:
    """The next frame of an unbuffered stream; FrameLost at its end or when the frame is broken."""
    header_size, rows_size = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if header_size > _MAX_HEADER or rows_size > _MAX_ROWS:
        raise FrameLost
    try:
        details = json.loads(_exactly(stream, header_size))
        said = Said(details.pop("said"))
        rows = _exactly(stream, rows_size) if rows_size else None
        table = None if rows is None else pa.ipc.open_stream(pa.py_buffer(rows)).read_all()
        if table is not None:
            table.validate(full=True)
    except (ValueError, KeyError, AttributeError, pa.ArrowException) as error:
        raise FrameLost from error
    return Frame(said=said, details=details, rows=table)


def _exactly(stream: IO[bytes], size: int) -> bytearray:
    data = bytearray(size)
    view, filled = memoryview(data), 0
    while filled < size:
        count = stream.readinto(view[filled:])  # type: ignore[attr-defined]
        if not count:
            raise FrameLost
        filled += count
    return data


def _columns(part: StagedPart) -> pa.Buffer:
    table = part_table(part)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()
