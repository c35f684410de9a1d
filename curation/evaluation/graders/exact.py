"""`exact`: the same words in the same order."""

from curation.evaluation.grade import RIGHT, WRONG, Grade, Grader, plain


def grade_exact(reference: str, answer: str) -> Grade:
    """Right when both are equal but for case and white space."""
    return RIGHT if plain(reference) == plain(answer) else WRONG


EXACT = Grader(
    name="exact",
    counts_as_right="it is the ideal answer word for word, whatever the case and the spaces",
    grade=grade_exact,
)
