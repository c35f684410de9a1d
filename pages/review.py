"""Review: one example after another, judged by keyboard, blind to what others answer."""

import streamlit as st

from curation.example import Stage
from curation.people import Role, may
from curation.task import Task
from curation.ui.agreement.calibration import show_round_notice
from curation.ui.choose import choose_task
from curation.ui.page import Visit, open_page, refusals_shown
from curation.ui.review.own_work import show_own_work
from curation.ui.review.queue_settings import show_queue_settings
from curation.ui.review.review_bulk import show_several
from curation.ui.review.review_desk import show_desk
from curation.ui.review.trials import show_first_notice
from curation.ui.show import empty_state
from curation.workflow.review.review import progress
from curation.workflow.status import read_funnel


def all_answered(visit: Visit, task: Task) -> bool:
    """True when there are examples, and none waits for the privacy check or for an answer."""
    funnel = read_funnel(visit.workspace, task)
    before = (Stage.STAGED, Stage.SCANNED, Stage.CLEARED)
    return funnel.total > 0 and not any(funnel.at[stage] for stage in before)


visit = open_page("Review", at_least=Role.REVIEWER)
task = choose_task(visit, with_grading=True)
with refusals_shown():
    if may(visit.actor, Role.CURATOR):
        show_queue_settings(visit, task)
    own = progress(visit.workspace, visit.actor, task)
    if own.done or own.left:
        with st.container():  # what comes and goes here never starts the desk anew
            show_round_notice(visit, task)
            show_first_notice(visit, task)
        with st.expander("Guideline", icon=":material/menu_book:"):
            st.text(task.guideline)
        show_desk(visit, task)
        show_own_work(visit, task)
        show_several(visit, task)
    elif may(visit.actor, Role.CURATOR) and all_answered(visit, task):
        empty_state(
            "Every example has its answers",
            "What people disagree on is settled next.",
            to="pages/agreement.py",
            label="See how far they agree",
        )
    elif may(visit.actor, Role.CURATOR):
        empty_state(
            "No example is cleared yet",
            "Examples are judged after the privacy check. Read some in, scan them, and decide "
            "what was found.",
            to="pages/privacy.py",
            label="Privacy",
        )
    else:
        empty_state(
            "Nothing to judge just now",
            "New examples appear here when they passed the privacy check.",
        )
