"""Makers of domain values for tests: everything has a sensible default."""

from curation.example import Example, Message, Source, Speaker, Suggestion
from curation.people import Actor, Role
from curation.task import Intake, Question, QuestionKind, Task

OWNER = Actor(id="olga", name="Olga", role=Role.OWNER)
CURATOR = Actor(id="carla", name="Carla", role=Role.CURATOR)
ANN = Actor(id="ann", name="Ann", role=Role.REVIEWER)
BEN = Actor(id="ben", name="Ben", role=Role.REVIEWER)


def make_example(
    text: str = "Where is my order?",
    *,
    answer: str | None = "It is on its way.",
    label: str | None = None,
    task: str = "support-replies",
    group: str = "",
    row: int = 1,
) -> Example:
    """A one-turn ticket with an answer and, if given, a suggested category."""
    return Example(
        task=task,
        messages=(Message(speaker=Speaker.USER, content=text),),
        answer=None if answer is None else Message(speaker=Speaker.ASSISTANT, content=answer),
        group=group,
        suggestions=(
            (Suggestion(question="category", value=label, agent="source"),) if label else ()
        ),
        source=Source(file="tickets.csv", sha256="0" * 64, row=row),
    )


def make_task(task_id: str = "support-replies", *, overlap: int = 2) -> Task:
    """A ticket task that asks for a category and the ideal reply."""
    return Task(
        id=task_id,
        title="Support replies",
        intake=Intake.TICKET,
        system_prompt="You answer support tickets.",
        guideline="Be kind and exact.",
        overlap=overlap,
        questions=(
            Question(
                id="category",
                kind=QuestionKind.LABEL,
                title="Category",
                options=("delivery", "refund"),
                open=True,
            ),
            Question(id="reply", kind=QuestionKind.TEXT, title="Ideal answer"),
        ),
        answer="reply",
        stratum="category",
    )


def make_preference_task(task_id: str = "preferred-replies") -> Task:
    """A ticket task that asks which of two answers is better, with two reasons to give."""
    return Task(
        id=task_id,
        title="Preferred replies",
        intake=Intake.TICKET,
        system_prompt="You answer support tickets.",
        guideline="Choose what you would send.",
        overlap=2,
        questions=(
            Question(
                id="preferred",
                kind=QuestionKind.PREFERENCE,
                title="Which answer is better?",
                reasons=("It is true", "It is clear"),
            ),
        ),
        answer="preferred",
    )


SHOP_TASK = """
title = "Shop questions"
intake = "ticket"
overlap = 2
answer = "reply"
stratum = "category"
system_prompt = "You answer the customers of a shop."
guideline = "Accept what helps the customer."

[[questions]]
id = "category"
kind = "label"
title = "Category"
options = []
open = true

[[questions]]
id = "reply"
kind = "text"
title = "Ideal answer"
"""
"""A task for real support questions; its categories are those found in the data."""
