"""What mail programs leave in an answer: quoted mails, signatures, footers."""

import re

from curation.balance.checks.check import SENTENCES, Check, Checked, OneByOne, Severity
from curation.ingest.replies import cut_reply
from curation.ingest.reply_lines import SAYS

_BEGINS = re.compile(
    r"\s{0,3}(?:>|--|__|==|\*\*\*)|get outlook"
    r"|(?:from|von|de|da|sent|gesendet|envoyé|enviado|subject|betreff)\b",
    re.IGNORECASE,
)


def may_have_residue(answer: str) -> bool:
    """False for an answer in which there is nothing to cut, which is found out faster."""
    lines = answer.split("\n")
    return (
        "unsubscribe" in answer.lower()
        or any(map(_BEGINS.match, lines))
        or any(
            line.rstrip().endswith((":", "：")) and SAYS.search(" ".join(lines[: number + 1]))
            for number, line in enumerate(lines)
        )
    )


def without_residue(answer: str) -> str:
    """The answer without quoted mails, signatures and footers."""
    return cut_reply(answer)[0] if may_have_residue(answer) else answer


def residue(one: Checked) -> str | None:
    """The beginning of what a mail program left in the answer; None when it left nothing."""
    if not may_have_residue(one.answer):
        return None
    cuts = cut_reply(one.answer)[1]
    return " ".join(cuts[0].text.split())[:80] if cuts else None


RESIDUE = Check(
    name="residue",
    title="A quoted mail or a signature is left in the answer",
    severity=Severity.WARNING,
    cure="Cut it out.",
    find=OneByOne(residue),
    kinds=SENTENCES,
    cut=without_residue,
)
