"""People as graders: asking them to judge the answers of two models, and what they found."""

import uuid

import streamlit as st

from curation.evaluation.evaluation import Evaluation
from curation.evaluation.people import people_sentence
from curation.figures import percent
from curation.task import QuestionKind, Task
from curation.ui.activity import show_activity
from curation.ui.agreement.agreement import STANDINGS
from curation.ui.page import Visit, guarded
from curation.ui.show import page_link
from curation.workflow.background import latest_activity
from curation.workflow.evaluation.evaluation_results import Result
from curation.workflow.evaluation.people_grading import (
    KIND,
    MOST_PEOPLE,
    Manner,
    list_gradings,
    start_people_grading,
)
from curation.workflow.evaluation.people_results import PeopleResult, read_people

_TITLES = {
    Manner.PAIRS: "Which of two answers is better",
    Manner.STARS: "1 to 5 stars for each answer",
}
USUAL_SIZE = 100


def show_people(visit: Visit, result: Result) -> None:
    """What people found, and a way to ask them; nothing where one model was asked."""
    evaluation = result.evaluation
    if len(evaluation.models) < 2:
        return
    st.subheader("Judged by people", anchor=False)
    gradings = list_gradings(visit.workspace, evaluation)
    for task in gradings:
        _show_grading(read_people(visit.workspace, visit.actor, evaluation, task))
    activity = latest_activity(visit.workspace, kind=KIND, subject=evaluation.id)
    running = activity is not None and not activity.is_over
    if not gradings:
        st.text(
            "Experts can judge the answers on the review page. They are not told whose answer "
            "it is, and which one stands first is thrown like a coin for each person."
        )
    with st.expander("Ask people", icon=":material/groups:", expanded=not gradings):
        _ask(visit, evaluation, result.scores[0].n, wait=running)
    if activity is not None:
        show_activity(visit, activity)


def _ask(visit: Visit, evaluation: Evaluation, total: int, *, wait: bool) -> None:
    *others, tuned = evaluation.models
    key = evaluation.id
    with st.container(horizontal=True, vertical_alignment="bottom"):
        manner = st.selectbox(
            "What they judge", list(Manner), format_func=_TITLES.__getitem__, key=f"manner_{key}"
        )
        other = st.selectbox(f"{tuned} against", others, key=f"against_{key}")
        size = st.number_input(
            f"Test examples, of {total:,}",
            1,
            total,
            value=min(total, USUAL_SIZE),
            key=f"graded_{key}",
            width=200,
        )
        people = st.number_input(
            "People for each",
            1,
            MOST_PEOPLE,
            value=2,
            key=f"graders_{key}",
            width=160,
            help="With two or more, how far they agree is measured.",
        )
    st.button(
        "Put them into the review queue",
        key=f"ask_people_{key}",
        icon=":material/send:",
        disabled=wait,
        on_click=guarded(_start),
        args=(visit, evaluation, manner, (other, tuned), int(people), int(size)),
    )


def _start(
    visit: Visit,
    evaluation: Evaluation,
    manner: Manner,
    models: tuple[str, str],
    people: int,
    size: int,
) -> None:
    start_people_grading(
        visit.workspace,
        visit.actor,
        evaluation,
        manner=manner,
        models=models,
        people=people,
        size=size,
        request_id=uuid.uuid4().hex,
    )


def _show_grading(found: PeopleResult) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(_heading(found.task), width="stretch")
            page_link("pages/review.py", "Judge them", task=found.task)
            page_link("pages/agreement.py", "Agreement", task=found.task)
        st.text(people_sentence(found.score, other=_other(found.task)))
        st.caption(_how_far(found))
        for model, mean in found.stars.items():
            st.text(f"{model}: {mean:.2f} stars in the mean")
        if interval := found.score.gain_interval:
            st.caption(
                f"In the mean over all examples the tuned model is better by "
                f"{found.score.gain:+.2f} (95 % interval {interval.low:+.2f} to "
                f"{interval.high:+.2f})."
            )
        if found.agreement.compared:
            words, color = STANDINGS[found.agreement.standing]
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text("How far they agree:")
                st.badge(words, color=color)
            st.caption(found.agreement.meaning)
        _show_leaning(found)


def _heading(task: Task) -> str:
    assert task.grading is not None
    base, tuned = task.grading.models
    asked = "pairs" if task.answer_question.kind is QuestionKind.PREFERENCE else "stars"
    return f"{task.title}: {tuned} against {base}, by {asked}"


def _other(task: Task) -> str:
    assert task.grading is not None
    return task.grading.models[0]


def _how_far(found: PeopleResult) -> str:
    told = f"{found.judged:,} of {found.asked:,} judged, {found.task.overlap} people for each."
    if found.same:
        told += f" {found.same:,} pairs of the same answers are ties without being asked about."
    if found.both_bad:
        told += f" Both bad was said {found.both_bad:,} times."
    return told


def _show_leaning(found: PeopleResult) -> None:
    if found.shown_first is None or not found.shown_first.lean.of:
        return
    lean, interval = found.shown_first.lean, found.shown_first.interval
    told = (
        f"The answer shown as A was chosen {lean.chosen:,} of {lean.of:,} times (95 % interval "
        f"{percent(interval.low)} to {percent(interval.high)})"
    )
    swayed = not interval.low <= 0.5 <= interval.high
    st.caption(f"{told}: its place {'sways people' if swayed else 'does not show an effect'}.")
