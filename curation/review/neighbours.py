"""What decided examples suggest for one that is like them: the likest ones vote."""

from collections.abc import Sequence

from curation.task import Question, QuestionKind

VOTERS = 7
"""So many of the likest decided examples are asked."""

FLOOR = 0.5
"""Below this there is no suggestion: it would be wrong about as often as right."""

Near = Sequence[tuple[str, float]]
"""Answers of decided examples with how alike these are (0 to 1), the likest first."""

_VOTED = (QuestionKind.LABEL, QuestionKind.RATING)


def suggest(question: Question, near: Near) -> tuple[str, float] | None:
    """The suggested answer and how sure it is (FLOOR to 1); None where nothing is sure enough.

    Labels and ratings are voted on. A text is that of the likest example, as sure as that is
    alike. Fields and marks belong to one document, and a preference to two answers: those of
    another example say nothing of them.
    """
    asked = [(answer, likeness) for answer, likeness in near if answer and likeness > 0][:VOTERS]
    if not asked:
        return None
    found: tuple[str, float] | None = None
    if question.kind in _VOTED:
        found = _vote(asked)
    elif question.kind is QuestionKind.TEXT:
        found = asked[0]
    if found is None or found[1] < FLOOR:
        return None
    return found[0], min(1.0, found[1])


def _vote(near: Near) -> tuple[str, float]:
    """The answer that has most of the likeness, with its share.

    A share of 1 at least: a few examples that are hardly alike are not sure of anything. Of equal
    shares, that of the likest example.
    """
    votes: dict[str, float] = {}
    for answer, likeness in near:
        votes[answer] = votes.get(answer, 0.0) + likeness
    best = max(votes, key=votes.__getitem__)
    return best, votes[best] / max(1.0, sum(votes.values()))
