"""Balance: the mix of the accepted examples beside the one production sees, and the plan."""

import uuid

import streamlit as st

from curation.people import Role
from curation.ui.balance.checks import show_checks
from curation.ui.balance.planning import show_planning
from curation.ui.balance.plans import show_held, show_plans
from curation.ui.balance.quota import show_quotas
from curation.ui.balance.split import show_split
from curation.ui.choose import choose_task
from curation.ui.page import open_page, refusals_shown
from curation.ui.show import empty_state
from curation.workflow.balance.balance import count_accepted, latest_plan, list_plans

visit = open_page(
    "Balance",
    at_least=Role.CURATOR,
    lead="Bring the mix of the next release to the one that production sees.",
)
st.session_state.setdefault("plan_request", uuid.uuid4().hex)
task = choose_task(visit)
with refusals_shown():
    if count_accepted(visit.workspace, task.id):
        held = latest_plan(visit.workspace, task.id)
        show_held(visit, task, held)
        if task.stratum:
            show_quotas(visit, task)
        with refusals_shown():
            show_planning(visit, task, held)
        if kept := list_plans(visit.workspace, task.id):
            show_plans(visit, task, kept, held)
    else:
        empty_state(
            "No example is accepted yet",
            "Only accepted examples are balanced. Review some and settle what all agree on.",
            to="pages/review.py",
            label="Review examples",
        )
    show_split(visit, task)
    show_checks(visit, task)
