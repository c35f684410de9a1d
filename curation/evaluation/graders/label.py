"""`label`: the answer names the same label."""

import re

from curation.evaluation.grade import RIGHT, WRONG, Grade, Grader, plain

_WRAPPING = re.compile(r"^[\W_]+|[\W_]+$")


def grade_label(reference: str, answer: str) -> Grade:
    """Right when the label is the same but for case, white space and signs around it.

    "**Refund**." is the label "refund"; a sentence that mentions the label is not.
    """
    return RIGHT if bare(reference) == bare(answer) else WRONG


def bare(text: str) -> str:
    """The label without case, white space and signs around it."""
    return _WRAPPING.sub("", plain(text))


LABEL = Grader(
    name="label",
    counts_as_right="it names the same label",
    grade=grade_label,
)
