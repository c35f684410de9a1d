"""`token_f1`: how many words the answer and the ideal answer share."""

import re
from collections import Counter

from curation.evaluation.grade import RIGHT, WRONG, Grade, Grader, plain

ENOUGH = 0.5
"""From this token F1 on, an answer counts as right."""

_TOKEN = re.compile(r"\w+(?:[.,'’@-]\w+)*")


def grade_token_f1(reference: str, answer: str) -> Grade:
    """The F1 of the words that both hold, counted with repetition; right from 0.5 on.

    As in SQuAD (Rajpurkar et al. 2016), but no word is left out: "not" and "a" count. Two empty
    texts score 1, one empty text scores 0.
    """
    wanted, given = Counter(_tokens(reference)), Counter(_tokens(answer))
    if not wanted and not given:
        return RIGHT
    shared = (wanted & given).total()
    if not shared:
        return WRONG
    score = 2 * shared / (wanted.total() + given.total())
    return Grade(score=score, passed=score >= ENOUGH)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(plain(text))


TOKEN_F1 = Grader(
    name="token_f1",
    counts_as_right="it shares at least half of its words with the ideal answer "
    f"(token F1 of {ENOUGH} or more)",
    grade=grade_token_f1,
)
