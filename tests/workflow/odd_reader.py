"""A reader process that knows one more format: its files do what their lines say."""

import os
import signal
import time

from curation.example import Example, Fault, Message, Source, Speaker
from curation.ingest import importers
from curation.ingest.reading import Importer, Reading
from curation.task import Intake
from curation.workflow.ingest.reader_process import main


def _lines(file):
    return file.data.decode().splitlines()[1:]


def _outcome(line, task, source):
    match line.split():
        case ["hang"]:
            time.sleep(600)
        case ["work"]:
            while True:
                pass
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["break"]:
            raise KeyError("secret words of a ticket")
        case ["print"]:
            os.write(1, b"noise")
        case ["pid"]:
            line = f"pid {os.getpid()} of {os.getppid()}"
        case ["fault"]:
            return Fault(file=source.file, row=source.row, reason="It is odd.", cure="Mend it.")
    message = Message(speaker=Speaker.USER, content=line)
    return Example(task=task.id, messages=(message,), source=source)


def _read(files, task, choices):
    rows = [
        (line, Source(file=file.name, sha256=file.sha256, row=row))
        for file in files
        for row, line in enumerate(_lines(file), 1)
    ]
    if rows and rows[0][0] == "refuse to open":
        raise RuntimeError("nobody foresaw this")
    return Reading(
        format="odd",
        rows=len(rows),
        outcomes=lambda: (_outcome(line, task, source) for line, source in rows),
    )


def _confidence(look):
    if look.head.startswith("odd look"):
        _outcome(look.head.split("\n")[0].removeprefix("odd look "), None, None)
    return 1.0 if look.head.startswith("odd") else 0.0


ODD = Importer(
    format="odd",
    title="Odd",
    intakes=frozenset(Intake),
    confidence=_confidence,
    read=_read,
    bundle=lambda look: look.head.split("\n")[0].removeprefix("odd").strip(),
)

if __name__ == "__main__":
    importers.IMPORTERS = (ODD, *importers.IMPORTERS)
    importers.FORMATS = ("odd", *importers.FORMATS)
    main()
