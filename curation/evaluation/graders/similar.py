"""`edit`, `bleu` and `rouge_l`: how alike the answer and the ideal answer are."""

from curation.evaluation.grade import Grade, Grader
from curation.reward.similarity import SIMILARITIES

ENOUGH = 0.5
"""From this likeness on, an answer counts as right."""


def _grader(name: str, measure: str, words: str) -> Grader:
    def grade(reference: str, answer: str) -> Grade:
        score = SIMILARITIES[measure](answer, reference)
        return Grade(score=score, passed=score >= ENOUGH)

    return Grader(
        name=name,
        counts_as_right=f"{words} is {ENOUGH} or more",
        grade=grade,
    )


EDIT = _grader("edit", "fuzzy_match", "its likeness to the ideal answer, character by character,")
BLEU = _grader("bleu", "bleu", "BLEU, which counts shared runs of words,")
ROUGE_L = _grader("rouge_l", "rouge_l", "ROUGE-L, which counts shared words in their order,")
