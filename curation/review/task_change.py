"""What of a task may change once it was answered, so that earlier answers keep their meaning."""

from collections.abc import Collection, Mapping

from curation.task import Question, QuestionKind, Task

_NEW_TASK = "Make a new task for it."


def refused_change(before: Task, after: Task, given: Mapping[str, Collection[str]]) -> str:
    """Why a change cannot be made, in plain sentences; "" when it can.

    `given` has what was answered to each question of the task; empty while nobody answered, when
    everything may change but what the examples are made from. After that titles, what the model is
    told, the number of answers and the order of labels may change, labels may be added, and those
    that nobody chose may go.
    """
    if before.intake is not after.intake:
        return f"A task for {before.intake}s cannot become one for {after.intake}s. {_NEW_TASK}"
    if not given:
        return ""
    known = {question.id: question for question in before.questions}
    asked = {question.id: question for question in after.questions}
    if gone := [question.title for name, question in known.items() if name not in asked]:
        return f"“{gone[0]}” was answered already: it cannot be left out. {_NEW_TASK}"
    if added := [question.title for name, question in asked.items() if name not in known]:
        return f"“{added[0]}” is new, and earlier answers do not have it. {_NEW_TASK}"
    if before.answer != after.answer:
        return f"What the model learns to give is decided with the first answer. {_NEW_TASK}"
    reasons = (_refused_question(known[name], asked[name], given.get(name, ())) for name in asked)
    return next(filter(None, reasons), "")


def _refused_question(before: Question, after: Question, given: Collection[str]) -> str:
    if before.kind is not after.kind:
        return f"“{before.title}” was answered already: how it is answered stays. {_NEW_TASK}"
    if before.fields != after.fields:
        return f"“{before.title}” was answered already: its fields stay. {_NEW_TASK}"
    if before.kind is QuestionKind.RATING and before.options != after.options:
        return f"“{before.title}” was answered already: what its numbers mean stays. {_NEW_TASK}"
    gone = [label for label in before.options if label not in after.options]
    if before.kind is QuestionKind.LABEL:
        gone = [label for label in gone if label in given]
    gone += [reason for reason in before.reasons if reason not in after.reasons]
    if gone:
        return (
            f"“{gone[0]}” of “{before.title}” stands in answers: it cannot go or be renamed. "
            "Add another one instead."
        )
    if before.open and not after.open:
        own = sorted(set(given) - {"", *after.options})
        if own:
            return f"“{own[0]}” was found in the data and chosen: add it to the labels first."
    return ""
