"""The reader: a process of its own that looks at files and reads them, row by row.

`python -m curation.workflow.ingest.reader_process` takes requests on its standard input and answers
in frames on its standard output. A file that hangs it or brings it down harms nobody else: it ends
itself, whoever asked notes where it was, and another one goes on. It ends with the app.
"""

import logging
import os
import pickle
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from typing import IO, Any

from curation.errors import InputRefused
from curation.example import Example, Fault
from curation.garbage import collect_rarely
from curation.ingest.choices import Choices
from curation.ingest.columns import no_input, signature_of
from curation.ingest.importers import Kind, bundles, kind_of, read_files
from curation.ingest.mojibake import is_mojibake
from curation.ingest.reading import Reading
from curation.ingest.source_file import SourceFile
from curation.ingest.staged_rows import StagedPart, staged_parts
from curation.workflow.ingest.reader_documents import keep_document, page_reader
from curation.workflow.ingest.reader_entries import (
    Entry,
    entries_of,
    refused_entry,
    stopped_reading,
)
from curation.workflow.ingest.reader_frames import Said, write_frame
from curation.workflow.ingest.reader_limits import allow, end_with_the_app, limit_memory, memory
from curation.workflow.ingest.reader_request import LENGTH, ReadRequest

_KEPT = 300_000_000  # bytes; a reader that grew beyond starts afresh
_FLUSH_SECONDS = 1.0
_PREVIEW_ROWS, _PREVIEW_SECONDS = 2_000, 1.5


def main() -> None:
    """Answer requests until the app that started this process ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the frames
    logging.disable()  # libraries quote what they read
    warnings.simplefilter("ignore")
    os.nice(10)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the app decides when an interrupt ends it
    limit_memory()
    threading.Thread(target=end_with_the_app, daemon=True).start()
    collect_rarely()
    stays = True
    while stays and (head := sys.stdin.buffer.read(LENGTH.size)):
        request: ReadRequest = pickle.loads(sys.stdin.buffer.read(*LENGTH.unpack(head)))
        _Answer(request, out).run()
        stays = memory() < _KEPT
        write_frame(out, Said.END, stays=stays)


class _Answer:
    """The answer to one request."""

    def __init__(self, request: ReadRequest, out: IO[bytes]) -> None:
        self._request = request
        self._out = out
        self._last: tuple[Entry, bytes] | None = None

    def run(self) -> None:
        """Look at all files, say what will be read, and read it."""
        entries = []
        for place, file in enumerate(self._request.files):
            self._say(Said.LOOKING, entry=-1 - place)
            self._watch(file.size)
            if -1 - place in self._request.stopped:
                entries.append(refused_entry(place, file, self._request.stopped[-1 - place]))
            else:
                entries += entries_of(place, file, file_limit_mb=self._request.file_limit_mb)
        kinds = [self._kind(place, entry) for place, entry in enumerate(entries)]
        found = [
            (min(indices), kinds[indices[0]], [entries[index] for index in indices])
            for indices in bundles(kinds)
        ]
        self._say(Said.FOUND, bundles=[_found(*bundle) for bundle in found])
        wanted = found[: self._request.most] if self._request.shown else found
        for number, kind, bundled in wanted:
            if number not in self._request.done:
                self._bundle(number, kind, bundled)
        self._rest()

    def _kind(self, place: int, entry: Entry) -> Kind:
        if place in self._request.stopped:
            return Kind(refusal=stopped_reading(self._request.stopped[place]))
        if entry.refusal:
            return Kind(refusal=entry.refusal)
        self._say(Said.LOOKING, entry=place)
        self._watch(entry.size)
        try:
            data = self._data(entry)
            name = SourceFile.of(entry.name, b"").name
            return kind_of(SourceFile(name=name, data=data, sha256=""), format=entry.format)
        except InputRefused as refusal:
            return Kind(refusal=refusal)
        except Exception as error:
            return Kind(refusal=_unexpected(error))

    def _data(self, entry: Entry) -> bytes:
        """The bytes of a file; those of the last one are kept, for a file alone is asked twice."""
        if self._last is None or self._last[0] is not entry:
            self._last = None
            self._last = (entry, entry.read())
        return self._last[1]

    def _bundle(self, number: int, kind: Kind, entries: Sequence[Entry]) -> None:
        self._say(Said.OPENING, bundle=number)
        self._watch(sum(entry.size for entry in entries))
        try:
            if kind.refusal:
                raise kind.refusal
            files = [SourceFile.of(entry.name, self._data(entry)) for entry in entries]
            choices = entries[0].choices
            if choices.read_scans:
                choices = replace(choices, read_page=page_reader(self._watch))
            reading, is_remembered = self._read(files, kind.format, choices)
            if not reading.is_mapped and not self._request.shown:
                raise no_input(reading.columns)
            self._say(Said.OPENED, bundle=number, **_opened(reading, files, entries, is_remembered))
            self._watch(sum(entry.size for entry in entries))
            if self._request.shown:
                self._show(number, reading)
            else:
                if self._stream(number, reading):
                    keep_document(self._request.originals, files[0], kind.format)
        except InputRefused as refusal:
            self._refuse(number, refusal)
        except Exception as error:
            self._refuse(number, _unexpected(error))

    def _read(
        self, files: Sequence[SourceFile], format: str, choices: Choices
    ) -> tuple[Reading, bool]:
        """The reading, with the columns that were chosen for files like these before."""
        task = self._request.task
        reading = read_files(files, task, format=format, choices=choices, count=False)
        before = self._request.mappings.get(signature_of(reading.columns), {})
        merged = {**before, **choices.columns}
        if not reading.columns or merged == dict(choices.columns):
            return reading, False
        found = asdict(reading.mapping)
        if all(found[field] == column for field, column in merged.items()):
            return reading, True
        choices = replace(choices, columns=merged)
        self._rest()
        return read_files(files, task, format=format, choices=choices, count=False), True

    def _stream(self, number: int, reading: Reading) -> bool:
        """Send the rows that are wanted, in parts that are soon stored; True if any is no fault."""
        begun = time.monotonic()

        def is_full(part: StagedPart) -> bool:
            is_late = time.monotonic() - begun > _FLUSH_SECONDS
            return part.is_full or (is_late and part.rows > 0)

        broken: list[Exception] = []

        def outcomes() -> Iterator[Example | Fault]:
            try:
                yield from islice(self._watched(reading), skipped, None)
            except Exception as error:
                broken.append(error)  # what came before it is sent all the same

        sent = skipped = self._request.skip.get(number, 0)
        found = 0
        if reading.parts is None:
            parts = staged_parts(outcomes(), is_full)
        else:
            parts = reading.parts(skipped)
        held = next(parts)
        for part in parts:
            sent, found = sent + held.rows, found + len(held.examples)
            self._say(Said.ROWS, held, bundle=number, rows=max(reading.rows, sent), is_last=False)
            held, begun = part, time.monotonic()
        sent, found = sent + held.rows, found + len(held.examples)
        self._say(Said.ROWS, held, bundle=number, rows=sent, is_last=not broken)
        if broken:
            raise broken[0]
        return found > 0

    def _show(self, number: int, reading: Reading) -> None:
        """Send the first examples and faults, and what was counted in the first rows."""
        part = StagedPart()
        looked_at = faulty = answered = garbled = 0
        begun, is_whole = time.monotonic(), reading.is_mapped
        for outcome in self._watched(reading) if reading.is_mapped else ():
            if self._has_seen_enough(looked_at, begun):
                is_whole = False
                break
            looked_at += 1
            if isinstance(outcome, Fault):
                faulty += 1
                if len(part.faults) < 10 * self._request.shown:
                    part.add(outcome)
            else:
                answered += outcome.answer is not None
                garbled += not garbled and _is_garbled(outcome)
                if looked_at - faulty <= self._request.shown:
                    part.add(outcome)
        self._say(
            Said.ROWS,
            part,
            bundle=number,
            rows=looked_at if is_whole else max(reading.rows, looked_at),
            rows_looked_at=looked_at,
            is_whole=is_whole,
            fault_count=faulty,
            has_answers=answered > 0,
            is_repairable=reading.is_repairable or garbled > 0,
        )

    def _has_seen_enough(self, looked_at: int, begun: float) -> bool:
        is_late = time.monotonic() - begun > _PREVIEW_SECONDS
        return looked_at >= _PREVIEW_ROWS or (is_late and looked_at >= self._request.shown)

    def _watched(self, reading: Reading) -> Iterator[Example | Fault]:
        """The outcomes; at none of them the process stays longer than the patience lasts."""
        patience = self._request.patience
        for outcome in reading.outcomes():
            allow(patience)
            yield outcome

    def _watch(self, size: int) -> None:
        allow(self._request.patience + size / 1_000_000)

    def _rest(self) -> None:
        allow(0)

    def _refuse(self, number: int, refusal: InputRefused) -> None:
        self._say(Said.REFUSED, bundle=number, refusal=_in_parts(refusal))

    def _say(self, said: Said, part: StagedPart | None = None, **details: Any) -> None:
        self._rest()  # whoever listens may be busy
        write_frame(self._out, said, part, **details)
        allow(self._request.patience)


def _found(number: int, kind: Kind, entries: Sequence[Entry]) -> dict[str, Any]:
    return {
        "bundle": number,
        "names": [SourceFile.of(entry.name, b"").name for entry in entries],
        "files": sorted({entry.file for entry in entries}),
        "format": kind.format,
        "confidence": kind.confidence,
        "others": kind.others,
    }


def _opened(
    reading: Reading, files: Sequence[SourceFile], entries: Sequence[Entry], is_remembered: bool
) -> dict[str, Any]:
    notes = [*(entry.note for entry in entries), reading.note]
    return {
        "format": reading.format,
        "note": " ".join(note for note in notes if note),
        "columns": [asdict(column) for column in reading.columns],
        "mapping": asdict(reading.mapping),
        "is_mapped": reading.is_mapped,
        "is_remembered": is_remembered,
        "rows": reading.rows,
        "files": [
            {"name": file.name, "size": len(file.data), "sha256": file.sha256} for file in files
        ],
    }


def _is_garbled(example: Example) -> bool:
    messages = (*example.messages, *((example.answer,) if example.answer else ()))
    return any(is_mojibake(message.content) for message in messages)


def _in_parts(refusal: InputRefused) -> list[str]:
    return [refusal.title, refusal.cause, refusal.cure]


def _unexpected(error: Exception) -> InputRefused:
    """A refusal for what no importer foresaw; it names the place in the code, and no text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    if isinstance(error, MemoryError):
        return stopped_reading("Reading it needs more memory than a file may take.")
    return stopped_reading(
        f"It is broken in a way nobody foresaw ({type(error).__name__}, {place})."
    )


if __name__ == "__main__":
    main()
