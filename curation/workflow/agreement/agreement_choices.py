"""What sways the choices between two replies, and where they go round in a circle."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from curation.evaluation.intervals import Interval, wilson_interval
from curation.example import StagedExample, canonical_json, messages_to_json
from curation.review.agreement.circles import Chosen, Circles, joint_circles, own_circles
from curation.review.agreement.preferences import Lean, measure_leans
from curation.review.preference import Choice, read_preference
from curation.store.examples import list_examples
from curation.task import QuestionKind, Task
from curation.workflow.agreement.agreement import blind_answers
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """How often choices went one way, with the 95 % interval of the share."""

    lean: Lean
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is known of a task's choices between two replies.

    `leanings` are those for the reply shown as A (`shown_first`), for the longer one (`longer`),
    and ties of all answers (`ties`). `own` are the circles within one person's choices, `joint`
    those of what most chose: of three replies to one and the same prompt.
    """

    leanings: dict[str, Leaning]
    own: Circles
    joint: Circles


def measure_choices(workspace: Workspace, task: Task) -> Choices | None:
    """The choices of a task by blind answers; None where it compares no replies."""
    asked = [q.id for q in task.questions if q.kind is QuestionKind.PREFERENCE]
    if not asked:
        return None
    pairs = {
        staged.id: staged
        for staged in list_examples(workspace.store, task.id)
        if staged.example.answer and staged.example.rejected
    }
    answers = blind_answers(workspace, task)
    rows = answers[answers["question"].isin(asked) & answers["item"].isin(list(pairs))]
    given = []
    for item, text in zip(rows["item"], rows["value"], strict=True):
        preference = read_preference(text)
        if preference is not None:
            first, second = _replies(pairs[item])
            given.append((preference, len(first), len(second)))
    found = measure_leans(given)
    chosen = list(_chosen(rows, pairs))
    return Choices(
        leanings={
            name: Leaning(lean=lean, interval=wilson_interval(lean.chosen, lean.of))
            for name, lean in (
                ("shown_first", found.shown_first),
                ("longer", found.longer),
                ("ties", found.ties),
            )
        },
        own=own_circles(chosen),
        joint=joint_circles(chosen),
    )


def _chosen(rows: pd.DataFrame, pairs: dict[str, StagedExample]) -> Iterator[Chosen]:
    """Who chose which reply to which prompt; a tie chooses none."""
    prompts = {
        item: canonical_json(messages_to_json(staged.example.messages))
        for item, staged in pairs.items()
    }
    for item, person, text in zip(rows["item"], rows["reviewer"], rows["value"], strict=True):
        preference = read_preference(text)
        if preference is None or preference.choice not in (Choice.FIRST, Choice.SECOND):
            continue
        first, second = _replies(pairs[item])
        better, worse = (first, second) if preference.choice is Choice.FIRST else (second, first)
        yield Chosen(prompts[item], str(person), better, worse)


def _replies(staged: StagedExample) -> tuple[str, str]:
    answer, rejected = staged.example.answer, staged.example.rejected
    return (answer.content if answer else "", rejected.content if rejected else "")
