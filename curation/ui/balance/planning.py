"""Planning the mix: by what, the targets, the numbers, what comes of them, and keeping it."""

import uuid

import streamlit as st

from curation.balance.mismatch import mix_of
from curation.balance.plan import Aim, Plan
from curation.task import QuestionKind, Task
from curation.ui.balance.mix import show_mix, show_plan, show_standing
from curation.ui.balance.plans import show_curve
from curation.ui.balance.quota import show_missing
from curation.ui.balance.target import ask_target
from curation.ui.page import Visit, guarded
from curation.workflow.balance.attributes import READY, balanced_questions
from curation.workflow.balance.balance import MOST_AIMS, current_mix, draft_plan, make_plan
from curation.workflow.explore.query_slices import saved_slices, slice_expression

OWN = "An SQL expression"


def show_planning(visit: Visit, task: Task, held: Plan | None) -> None:
    """Everything that leads to a plan, and the button that keeps it."""
    aims = []
    for name, by, query in _ask_attributes(visit, task, held):
        with st.container(border=True):
            st.text(name)
            if aim := _ask_aim(visit, task, by, query, held, f"{task.id}_{by}"):
                aims.append(aim)
            else:
                st.caption("Give the mix of production to see a plan.")
                return
    if not aims:
        st.caption("Choose at least one attribute.")
        return
    size, tolerance, seed = _ask_numbers(task)
    draft = draft_plan(
        visit.workspace,
        visit.actor,
        task.id,
        aims=aims,
        size=size,
        seed=seed,
        tolerance=tolerance,
    )
    show_plan(draft)
    for standing in draft.standings:
        show_standing(standing, key=f"{task.id}_{standing.aim.by}")
        if task.stratum and standing.aim.by == task.stratum:
            show_missing(visit, task, standing.missing)
    show_curve(draft)
    _ask_to_keep(visit, task, draft, held)


def _ask_attributes(visit: Visit, task: Task, held: Plan | None) -> list[tuple[str, str, bool]]:
    """What the mix is balanced by: a name, the question or expression, and which of both."""
    titles = {question.id: question.title for question in task.questions}
    choices = {titles[by]: (by, False) for by in balanced_questions(task)}
    choices |= {name: (expression, True) for name, expression in READY.items()}
    saved = saved_slices(visit.workspace, visit.actor)
    choices |= {f"Query: {name}": (slice_expression(sql), True) for name, sql in saved.items()}
    known = {pair: name for name, pair in choices.items()}
    aims = [standing.aim for standing in held.standings] if held else []
    before = {known.get((aim.by or task.stratum, aim.query), OWN): aim.by for aim in aims}
    chosen = st.multiselect(
        "Balance by",
        [*choices, OWN],
        default=list(before) or list(choices)[:1],
        max_selections=MOST_AIMS,
        key=f"plan_by_{task.id}",
    )
    found = [(name, *choices[name]) for name in chosen if name != OWN]
    if OWN in chosen:
        expression = st.text_input(
            "Expression over the columns of examples",
            before.get(OWN, "label"),
            key=f"plan_expression_{task.id}",
            help="The Explore page lists the columns. One value for each example.",
        )
        found.append((OWN, expression, True))
    return found


def _ask_aim(
    visit: Visit, task: Task, by: str, query: bool, held: Plan | None, key: str
) -> Aim | None:
    mix = current_mix(visit.workspace, visit.actor, task.id, by, query=query)
    aims = [standing.aim for standing in held.standings] if held else []
    kept = next((a.target for a in aims if (a.by or task.stratum, a.query) == (by, query)), None)
    wanted = ask_target(key, mix, kept)
    show_mix(
        mix_of(mix),
        wanted.target if wanted else {},
        wanted.production if wanted else {},
        _colors(task, "" if query else by or task.stratum),
    )
    if wanted is None:
        return None
    return Aim(by=by, query=query, target=wanted.target, sample=wanted.sample)


def _colors(task: Task, question_id: str) -> dict[str, str]:
    """The colours of a question's labels; none for what is no question of the task."""
    return {
        label: question.color_of(label).shade
        for question in task.questions
        if question.id == question_id and question.kind is QuestionKind.LABEL
        for label in question.options
    }


def _ask_numbers(task: Task) -> tuple[int | None, float, int]:
    """The wanted size, the tolerance as a share of 1, and the seed."""
    size, tolerance, seed = st.columns(3)
    wanted = size.number_input(
        "Wanted size",
        min_value=1,
        value=None,
        placeholder="as many as fit",
        key=f"plan_size_{task.id}",
    )
    points = tolerance.number_input(
        "A share may be off by (points)",
        min_value=0.0,
        max_value=100.0,
        value=0.0,
        step=0.5,
        key=f"plan_points_{task.id}",
        help="With some room more examples fit.",
    )
    number = seed.number_input(
        "Seed",
        min_value=0,
        max_value=2**31 - 1,
        value=1,
        key=f"plan_seed_{task.id}",
        help="Settles ties between examples of one label; the same seed chooses the same ones.",
    )
    return wanted, round(points / 100, 6), number


def _ask_to_keep(visit: Visit, task: Task, draft: Plan, held: Plan | None) -> None:
    same = held is not None and (held.standings, held.size, held.tolerance, held.seed) == (
        draft.standings,
        draft.size,
        draft.tolerance,
        draft.seed,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("Name of the plan", key=f"plan_name_{task.id}", width=300)
        st.button(
            "Save the plan",
            key="save_plan",
            type="primary",
            icon=":material/save:",
            disabled=same,
            help="The next release takes the examples of this plan: of each label those that "
            "together stand for all of it.",
            on_click=guarded(_save),
            args=(visit, draft, name),
        )


def _save(visit: Visit, draft: Plan, name: str) -> None:
    """Keep the plan that is shown; a second click keeps the same one."""
    make_plan(
        visit.workspace,
        visit.actor,
        draft.task,
        aims=[standing.aim for standing in draft.standings],
        size=draft.size,
        seed=draft.seed,
        tolerance=float(draft.tolerance),
        name=name,
        request_id=st.session_state["plan_request"],
    )
    st.session_state["plan_request"] = uuid.uuid4().hex
