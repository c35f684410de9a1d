"""What worker processes do in tests instead of scanning; they start fast: little is imported."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from curation.privacy.span import SCAN_INCOMPLETE, Span
from curation.scanner.worker import Spans, Text


def find_nothing(texts: Sequence[Text]) -> Spans:
    return {key: [] for key, _ in texts}


MAIL = "ann@example.org"


def find_mail(texts: Sequence[Text]) -> Spans:
    """Find one address, wherever it stands first."""
    return {
        key: [
            Span(
                begins=text.index(MAIL),
                ends=text.index(MAIL) + len(MAIL),
                entity="EMAIL_ADDRESS",
                score=1.0,
                recognizer="Test",
            )
        ]
        if MAIL in text
        else []
        for key, text in texts
    }


def give_up(texts: Sequence[Text]) -> Spans:
    span = Span(begins=0, ends=1, entity=SCAN_INCOMPLETE, score=1.0, recognizer="Scanner")
    return {key: [span] for key, _ in texts}


def be_killed(texts: Sequence[Text], *, once: str) -> Spans:
    """Find nothing, but die at the batch with ticket 120, the first time or (without a file)
    every time."""
    hit = any(text == "ticket 120" for _, text in texts)
    if hit and (not once or not Path(once).exists()):
        if once:
            Path(once).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return find_nothing(texts)


def be_killed_always(texts: Sequence[Text]) -> Spans:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def tell_process(texts: Sequence[Text]) -> Spans:
    """A place as long as the number of the process that worked, where others look."""
    span = Span(begins=0, ends=os.getpid(), entity="X", score=1.0, recognizer="Test")
    return {key: [span] for key, _ in texts}
