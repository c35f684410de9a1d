"""The answers of models as examples that people grade, and what of them may be read.

The prompts are those of the release and were cleared for it; what the models wrote is scanned, and
a personal value that only an answer has is replaced before anybody reads it.
"""

import hashlib
from collections.abc import Sequence

from curation.evaluation.evaluation import Evaluation
from curation.evaluation.held_out import HeldOut
from curation.example import Example, Message, Source, Speaker, message_from_json
from curation.people import Actor
from curation.privacy.finding import Action
from curation.store import evaluations, findings, standing_decisions
from curation.task import QuestionKind, Task
from curation.workflow.evaluation.evaluation_results import test_lines
from curation.workflow.privacy.decide import decide_values
from curation.workflow.release.release import get_release
from curation.workflow.workspace import Workspace

NO_ANSWER = "(no answer)"


def line_of(example: Example) -> tuple[str, str]:
    """The test example and the model (empty for a pair) that a graded example was made of."""
    return example.metadata.get("test_example", ""), example.metadata.get("answered_by", "")


def chosen_lines(workspace: Workspace, evaluation: Evaluation, size: int) -> dict[str, HeldOut]:
    """Up to `size` of the test examples, drawn by a hash of their ids: more contain the fewer."""
    lines = test_lines(workspace, evaluation.number)
    drawn = sorted(lines, key=lambda one: hashlib.sha256(f"graded {one}".encode()).hexdigest())
    return {one: lines[one] for one in drawn[:size]}


def graded_examples(
    workspace: Workspace, evaluation: Evaluation, task: Task, size: int
) -> list[Example]:
    """Up to `size` test examples with their answers: a pair each, or one for each model.

    Pairs of equal answers are left out: there is nothing to choose.
    """
    assert task.grading is not None
    lines = chosen_lines(workspace, evaluation, size)
    origin = workspace.task(get_release(workspace, evaluation.number).task)
    places = evaluations.read_places(workspace.store, evaluation.number, origin.stratum)
    said = {
        (answer.model, answer.example_id): answer.answer.strip() or NO_ANSWER
        for answer in evaluations.list_grades(workspace.store, evaluation.id)
    }
    found: list[Example] = []
    for number, (example_id, line) in enumerate(lines.items(), 1):
        first, second = (_message(said[model, example_id]) for model in task.grading.models)
        source = Source(file=f"release-{evaluation.number}/test.jsonl", sha256="", row=number)
        prompt = tuple(
            message_from_json(message)
            for message in line.messages
            if message["role"] not in (Speaker.SYSTEM, Speaker.DEVELOPER)
        )
        group = places.get(example_id, ("", ""))[0] or example_id
        if task.answer_question.kind is QuestionKind.PREFERENCE:
            if first == second:
                continue
            found.append(
                Example(
                    task=task.id,
                    messages=prompt,
                    answer=first,
                    rejected=second,
                    group=group,
                    metadata={"test_example": example_id},
                    origin=f"{evaluation.id} {example_id}",
                    source=source,
                )
            )
            continue
        for model, answer in zip(task.grading.models, (first, second), strict=True):
            found.append(
                Example(
                    task=task.id,
                    messages=(*prompt, answer),
                    group=group,
                    metadata={"test_example": example_id, "answered_by": model},
                    origin=f"{evaluation.id} {example_id} {model}",
                    source=source,
                )
            )
    return found


def _message(text: str) -> Message:
    return Message(speaker=Speaker.ASSISTANT, content=text)


def clear_answers(
    workspace: Workspace,
    actor: Actor,
    released: str,
    task: Task,
    examples: Sequence[Example],
    request_id: str,
) -> None:
    """Keep what the prompts hold and what was kept before the release; replace the rest."""
    open_ones = {
        (one.entity, one.value_key)
        for one in standing_decisions.list_undecided(workspace.store, task.id, Action.KEEP)
    }
    asks_pairs = task.answer_question.kind is QuestionKind.PREFERENCE
    prompts = {one.id: len(one.messages) - (not asks_pairs) for one in examples}
    cleared = {
        (one.entity, one.value_key)
        for one in findings.list_findings(workspace.store, task.id)
        if _is_cleared(one.path, prompts.get(one.example_id, 0))
    }
    standing = standing_decisions.read_standing(
        workspace.store, released, [key for _, key in open_ones]
    )
    cleared |= standing.left_in("", open_ones)
    for action, values in (
        (Action.KEEP, open_ones & cleared),
        (Action.MASK, open_ones - cleared),
    ):
        decide_values(
            workspace,
            actor,
            task.id,
            sorted(values),
            action,
            reason="Answers of models, graded by people",
            request_id=f"{request_id} {action}",
        )


def _is_cleared(path: str, prompt: int) -> bool:
    """Whether a text is one of ours or of the release: everything but the answers of models."""
    part, _, rest = path.partition(".")
    if part == "messages":
        return int(rest.partition(".")[0]) < prompt
    return part in ("metadata", "source")
