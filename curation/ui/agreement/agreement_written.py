"""What is said of changes to texts, of marked stretches, and of choices between two replies."""

import streamlit as st

from curation.review.agreement.circles import Circles
from curation.review.agreement.overlap import Overlap
from curation.task import QuestionKind, Task
from curation.ui.agreement.agreement import question_title
from curation.ui.page import Visit
from curation.workflow.agreement.agreement_choices import Leaning, measure_choices
from curation.workflow.agreement.agreement_overlap import overlaps

LEANINGS = {
    "shown_first": "the reply shown as A was chosen",
    "longer": "the longer reply was chosen",
    "ties": "the answer was a tie",
}
SWAYS = {
    "shown_first": "That is more than chance: the place of a reply sways people.",
    "longer": "That is more than chance: either longer replies are better, or length sways people.",
}


def show_written(visit: Visit, task: Task) -> None:
    """A sentence for each thing that can be said; nothing where there are no answers to compare."""
    for name, found in overlaps(visit.workspace, task).items():
        if found.f1 is not None:
            st.text(_overlap(task, name, found))
    choices = measure_choices(visit.workspace, task)
    if choices is None:
        return
    for name, leaning in choices.leanings.items():
        if leaning.lean.of:
            st.text(_leaning(name, leaning))
    if choices.own.triples:
        st.text(_circles("what one person chose", choices.own))
    if choices.joint.triples:
        st.text(_circles("what most people chose", choices.joint))


def _overlap(task: Task, name: str, found: Overlap) -> str:
    within = f" ({found.interval.low:.2f} to {found.interval.high:.2f})" if found.interval else ""
    alike = f"to {found.f1:.2f}{within} of 1, on {found.items:,} examples."
    question = task.question(name.partition(".")[0])
    if question.kind is QuestionKind.SPANS:
        return (
            f"{question_title(task, name)}: where somebody marked something, two people marked the "
            f"same characters {alike} On {found.one_sided:,} of them one marked nothing."
        )
    return (
        f"{question.title}: where somebody changed the text, two people's changes are the same "
        f"{alike} On {found.one_sided:,} of them one changed it and another left it alone."
    )


def _leaning(name: str, found: Leaning) -> str:
    lean, interval = found.lean, found.interval
    words = (
        f"In {lean.chosen:,} of {lean.of:,} cases {LEANINGS[name]} "
        f"({100 * interval.low:.0f} to {100 * interval.high:.0f} %)."
    )
    if name in SWAYS and not interval.low <= 0.5 <= interval.high:
        words += f" {SWAYS[name]}"
    return words


def _circles(what: str, found: Circles) -> str:
    words = (
        f"Of {found.triples:,} sets of three replies to one message that were compared two by two, "
        f"{what} goes round in a circle in {found.circular:,}"
    )
    return words + (": A over B, B over C, and C over A." if found.circular else ".")
