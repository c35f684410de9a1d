"""How a task's examples are handed out: shown to a curator, and set."""

import uuid

import pandas as pd
import streamlit as st

from curation.review.route import Order, Routing, Slice
from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.ui.review.skills import show_skills
from curation.ui.review.suggestions import ask_source, say_pull, show_making
from curation.ui.review.trials import ask_trying, show_tried
from curation.workflow.review.routing import (
    FIRST_QUERY,
    MOST_EXTRA,
    MOST_HIDDEN,
    MOST_WANTED,
    QueueState,
    queue_state,
    set_routing,
)
from curation.workflow.settings.people import names

ORDERS = {
    Order.RANDOM: "In a random order",
    Order.DISAGREEMENT: "Where the answers disagree first",
    Order.UNCERTAIN: "Where the suggestion is least certain first",
    Order.MISSING: "What the wanted mix lacks most first",
    Order.OLDEST: "The oldest first",
    Order.QUERY: "Only what a query finds, in its order",
}
NOTES = {
    Order.DISAGREEMENT: "It needs further answers, below: they are asked for before anything else.",
    Order.UNCERTAIN: "An example without a suggestion counts as not certain at all. One in ten "
    "keeps a random place, so that agreement can still be measured fairly.",
    Order.MISSING: "What is short was asked for on the Balance page, or is told from the plan that "
    "is followed there; without either the order is random. One in ten keeps a random place.",
    Order.QUERY: "The query is run when you save. Save again to run it anew.",
}
OTHERS = "(all others)"
WITH_SKILL = "with skill: "


def show_queue_settings(visit: Visit, task: Task) -> None:
    """An expander with the state of the queue and the form that changes it."""
    with st.expander("Order and people", icon=":material/low_priority:"):
        state = queue_state(visit.workspace, visit.actor, task)
        people = names(visit.workspace)
        st.text(_standing(state))
        order, query = _ask_order(task, state)
        left, right = st.columns(2)
        seed = left.text_input(
            "Name of the random order",
            state.routing.seed,
            help="Another name shuffles anew; the same name gives the same order.",
            key=f"queue_seed_{task.id}",
        )
        extra = right.number_input(
            "Further answers where the first ones disagree",
            0,
            MOST_EXTRA,
            state.routing.extra,
            help="Answers disagree when one accepts and one rejects, or when a label differs.",
            key=f"queue_extra_{task.id}",
        )
        source = ask_source(task, state)
        hidden, told = state.routing.hidden, state.routing.told
        if task.stratum:
            hidden, told = _ask_hidden(task, state)
        rows = _ask_slices(task, state, people) if task.stratum else state.routing.slices
        if task.stratum:
            show_skills(visit, people)
        trying = ask_trying(task, state.routing.trying)
        show_tried(visit, task)
        st.button(
            "Save",
            key="queue_save",
            type="primary",
            on_click=guarded(_save),
            args=(
                visit,
                task,
                Routing(
                    order=order,
                    seed=seed.strip(),
                    extra=int(extra),
                    hidden=hidden,
                    told=told,
                    slices=rows,
                    query=query,
                    quotas=state.routing.quotas if order is Order.MISSING else {},
                    trying=trying,
                    source=source,
                ),
            ),
        )
        show_making(visit, task)


def _ask_order(task: Task, state: QueueState) -> tuple[Order, str]:
    """The order, and the query that it may need."""
    order = st.selectbox(
        "Examples are shown",
        list(ORDERS),
        index=list(ORDERS).index(state.routing.order),
        format_func=ORDERS.__getitem__,
        key=f"queue_order_{task.id}",
    )
    if order in NOTES:
        st.caption(NOTES[order])
    query = state.routing.query
    if order is Order.QUERY:
        query = st.text_area("Query", query or FIRST_QUERY, key=f"queue_query_{task.id}")
    return order, query


def _ask_hidden(task: Task, state: QueueState) -> tuple[int, bool]:
    """In how many cases of a hundred the suggested label is hidden, and whether it is told then."""
    hidden = st.slider(
        "Hide the suggested label in so many cases of a hundred",
        0,
        MOST_HIDDEN,
        state.routing.hidden,
        help="Who does not see the suggestion chooses the label alone. 10 are enough to tell how "
        "much suggestions sway people.",
        key=f"queue_hidden_{task.id}",
    )
    told = st.checkbox(
        "Tell them the hidden suggestion after an answer that differs",
        state.routing.told,
        help="They answer blind first. Who agrees with the suggestion then takes the answer back "
        "with one key and changes it.",
        key=f"queue_told_{task.id}",
    )
    for line in say_pull(state):
        st.text(line)
    return int(hidden), told


def _standing(state: QueueState) -> str:
    words = f"{state.wanting:,} examples want answers"
    if state.routing.extra:
        words += f", {state.disputed:,} of them because the first ones disagree"
    return words + "."


def _ask_slices(task: Task, state: QueueState, people: dict[str, str]) -> tuple[Slice, ...]:
    """The rows that say something of their own."""
    st.caption(
        "By the suggested label: how many people answer, and who: people by name, or everybody "
        "with a skill. Nobody named means everybody."
    )
    known = {row.label: row for row in state.routing.slices}
    labels = list(dict.fromkeys([*state.labels, *filter(None, known), ""]))
    nothing = Slice(label="")
    table = pd.DataFrame(
        {
            "Label": [label or OTHERS for label in labels],
            "Answers": [known.get(label, nothing).wanted or task.overlap for label in labels],
            "People": [_asked(known.get(label, nothing), people) for label in labels],
        }
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=["Label"],
        column_config={
            "Answers": st.column_config.NumberColumn(
                min_value=task.overlap, max_value=MOST_WANTED, step=1, required=True
            ),
            "People": st.column_config.MultiselectColumn(
                options=[
                    *sorted(set(people.values())),
                    *(WITH_SKILL + skill for skill in state.skills),
                ]
            ),
        },
        key=f"queue_slices_{task.id}",
        alt="Answers and people by suggested label",
    )
    ids = {name: who for who, name in people.items()}
    rows = []
    for label, wanted, chosen in zip(labels, edited["Answers"], edited["People"], strict=True):
        asked = [str(one) for one in (chosen if chosen is not None else ())]
        who = tuple(ids[name] for name in asked if name in ids)
        skills = tuple(one.removeprefix(WITH_SKILL) for one in asked if one.startswith(WITH_SKILL))
        more = int(wanted) if int(wanted) != task.overlap else 0
        if who or skills or more:
            rows.append(Slice(label=label, wanted=more, people=who, skills=skills))
    return tuple(rows)


def _asked(row: Slice, people: dict[str, str]) -> list[str]:
    """Whom a row names, as the table shows it."""
    named = [people[who] for who in row.people if who in people]
    return [*named, *(WITH_SKILL + skill for skill in row.skills)]


def _save(visit: Visit, task: Task, routing: Routing) -> None:
    kept = set_routing(visit.workspace, visit.actor, task, routing, request_id=uuid.uuid4().hex)
    found = f" The query finds {len(kept.ids):,} examples." if kept.ids else ""
    st.toast(f"Saved.{found}", icon=":material/check:")
