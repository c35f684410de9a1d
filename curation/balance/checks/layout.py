"""Answers that are laid out in another way than the rest: Markdown, HTML, JSON or plain text."""

import re
from collections.abc import Sequence

from curation.balance.checks.check import SENTENCES, Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.minority import minority

_HTML = re.compile(
    r"</?(?:p|br|div|span|b|i|strong|em|ul|ol|li|a|table|h[1-6])\b[^<>]{0,200}>", re.I
)
_MARKDOWN = re.compile(
    r"^#{1,6} |\*\*[^*\n]{1,200}\*\*|^```|\[[^\]\n]{1,100}\]\(\S{1,300}\)", re.MULTILINE
)


def layout_of(answer: str) -> str:
    """How an answer is written: "JSON", "HTML", "Markdown" or "plain text"; "" for an empty one.

    Lists with strokes or numbers are written in plain text too.
    """
    text = answer.strip()
    if not text:
        return ""
    if text[0] in "{[" and text[-1] in "}]":
        return "JSON"
    if _HTML.search(text):
        return "HTML"
    return "Markdown" if _MARKDOWN.search(text) else "plain text"


def find_layout(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers that are not laid out as most are, the most frequent other way first."""
    return minority((one.id, layout_of(one.answer)) for one in examples)


LAYOUT = Check(
    name="layout",
    title="The answer is laid out in another way than most",
    severity=Severity.WARNING,
    cure="Write all answers as production will show them.",
    find=find_layout,
    kinds=SENTENCES,
)
