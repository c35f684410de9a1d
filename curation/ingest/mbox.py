"""Conversations from a mailbox file (.mbox, RFC 4155)."""

from curation.ingest.look import Look
from curation.ingest.mail_files import MAIL, begins_as_mailbox, read_mail
from curation.ingest.reading import Importer
from curation.task import Intake


def _confidence(look: Look) -> float:
    return 0.97 if begins_as_mailbox(look.head) else 0.0


MBOX = Importer(
    format="mbox",
    title="Mailbox (.mbox)",
    intakes=frozenset({Intake.TICKET}),
    confidence=_confidence,
    read=read_mail,
    bundle=lambda look: MAIL,
)
