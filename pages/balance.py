"""Balance: the mix of the accepted examples beside the one production sees, and the plan."""

import uuid

import streamlit as st

from curation.balance.mismatch import mix_of
from curation.balance.plan import Plan
from curation.people import Role
from curation.task import Task
from curation.ui.checks import show_checks
from curation.ui.choose import choose_task
from curation.ui.mix import show_mix, show_plan
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.show import empty_state
from curation.ui.target import ask_target
from curation.workflow.balance import current_mix, draft_plan, drop_plan, latest_plan, make_plan


def save(visit: Visit, draft: Plan) -> None:
    """Keep the plan that is shown; a second click keeps the same one."""
    make_plan(
        visit.workspace,
        visit.actor,
        draft.task,
        target=draft.target,
        size=draft.size,
        seed=draft.seed,
        tolerance=float(draft.tolerance),
        request_id=st.session_state["plan_request"],
    )
    st.session_state["plan_request"] = uuid.uuid4().hex


def drop(visit: Visit, task: Task) -> None:
    """Let the next release take everything again."""
    drop_plan(visit.workspace, visit.actor, task.id, request_id=st.session_state["plan_request"])
    st.session_state["plan_request"] = uuid.uuid4().hex


def show_kept(visit: Visit, task: Task, kept: Plan | None) -> None:
    """Which plan the next release follows, and the way to drop it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        if kept is None:
            st.text("The next release takes every accepted example.")
            return
        st.text(
            f"The next release follows a plan: {len(kept.example_ids):,} examples, seed "
            f"{kept.seed}, {100 * kept.mismatch_after:.1f} points off the wanted mix."
        )
        st.button("Take everything", key="drop_plan", on_click=guarded(drop), args=(visit, task))


def ask_numbers(task: Task) -> tuple[int | None, float, int]:
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
        help="Chooses among examples of one label; the same seed chooses the same ones.",
    )
    return wanted, round(points / 100, 6), number


def show_planning(visit: Visit, task: Task, mix: dict[str, int], kept: Plan | None) -> None:
    """The target, the chart and the plan to be saved."""
    target = ask_target(task.id, mix, kept)
    show_mix(mix_of(mix), target or {})
    if target is None:
        st.caption("Give the mix of production to see a plan.")
        return
    size, tolerance, seed = ask_numbers(task)
    draft = draft_plan(
        visit.workspace, task.id, target=target, size=size, seed=seed, tolerance=tolerance
    )
    show_plan(draft)
    st.button(
        "Save the plan",
        key="save_plan",
        type="primary",
        icon=":material/save:",
        disabled=draft == kept,
        on_click=guarded(save),
        args=(visit, draft),
    )


visit = open_page(
    "Balance",
    at_least=Role.CURATOR,
    lead="Bring the mix of the next release to the one that production sees.",
)
st.session_state.setdefault("plan_request", uuid.uuid4().hex)
task = choose_task(visit)
with refusals_shown():
    if not task.stratum:
        empty_state(
            "This task has nothing to balance",
            "Its examples have no label to tell them apart. A release takes every accepted one.",
            to="pages/release.py",
            label="Release & train",
        )
    elif mix := current_mix(visit.workspace, task.id):
        kept = latest_plan(visit.workspace, task.id)
        show_kept(visit, task, kept)
        show_planning(visit, task, mix, kept)
    else:
        empty_state(
            "No example is accepted yet",
            "Only accepted examples are balanced. Review some and settle what all agree on.",
            to="pages/review.py",
            label="Review examples",
        )
    show_checks(visit, task)
