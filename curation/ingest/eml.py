"""Conversations from single mails (.eml); those handed in together are joined."""

from curation.ingest.look import Look
from curation.ingest.mail_files import MAIL, read_mail
from curation.ingest.mail_message import header_names
from curation.ingest.reading import Importer
from curation.task import Intake


def _confidence(look: Look) -> float:
    """Sure of what begins with the headers of a mail, whatever it is called."""
    return 0.95 if header_names(look.head) else 0.0


EML = Importer(
    format="eml",
    title="Mail (.eml)",
    intakes=frozenset({Intake.TICKET}),
    confidence=_confidence,
    read=read_mail,
    bundle=lambda look: MAIL,
)
