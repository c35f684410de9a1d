"""`identical`: the same characters."""

from curation.evaluation.grade import RIGHT, WRONG, Grade, Grader


def grade_identical(reference: str, answer: str) -> Grade:
    """Right when both are equal, character by character."""
    return RIGHT if reference == answer else WRONG


IDENTICAL = Grader(
    name="identical",
    counts_as_right="it is the ideal answer, character by character",
    grade=grade_identical,
)
