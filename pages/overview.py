"""The front page: how far everything is, and the next useful thing to do."""

import pandas as pd
import streamlit as st

from curation.people import COMMAND_LINE, Role, may
from curation.ui.activity import show_activity, state_word
from curation.ui.balance.check_line import show_check_line
from curation.ui.overview.adviser import show_adviser
from curation.ui.overview.funnel import show_funnel
from curation.ui.overview.milestones import show_milestones
from curation.ui.overview.team_work import show_team_work
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.show import ago, empty_state, page_link, page_path, task_in_link
from curation.workflow.background import latest_activity, recent_activities
from curation.workflow.balance.look import KIND as LOOKING
from curation.workflow.overview.overview import Step, TaskProgress, list_progress, next_steps
from curation.workflow.review.review import progress
from curation.workflow.sample import FOLDER, KIND, start_sample
from curation.workflow.settings.people import names


def show_steps(steps: list[Step]) -> None:
    """The one thing to do next, with the button that leads to it, and what comes after it."""
    step, *later = steps
    with st.container(border=True, key="next_step"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap="xsmall"):
                st.caption("Next")
                st.text(" ".join(filter(None, (step.sentence, step.minutes))))
            if step.page and st.button(step.label, type="primary", key="do_next_step"):
                st.switch_page(page_path(step.page), query_params=task_in_link(step.task))
        for each in later:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"Then: {each.sentence}", width="stretch")
                if each.page:
                    page_link(each.page, each.label, task=each.task)


def show_start(visit: Visit) -> None:
    """An empty workspace: the ways to begin."""
    if not may(visit.actor, Role.CURATOR):
        empty_state(
            "There is nothing to review yet",
            "A curator brings in tickets or invoices; then they appear here.",
        )
        return
    making = latest_activity(visit.workspace, kind=KIND, subject=FOLDER)
    empty_state(
        "There are no examples yet",
        "Bring in an export of your help desk, invoices, or the answers that people gave in "
        "another labelling tool. What is asked about them is a task: three are there, or make "
        "your own first.",
        to="pages/ingest.py",
        label="Ingest files",
        also=("pages/settings.py#Tasks", "Make a task"),
    )
    if may(visit.actor, Role.OWNER):
        with st.container(border=True, horizontal_alignment="center"):
            st.caption(
                "Or look around first, with 120 tickets and 40 invoices that are made up.",
                text_alignment="center",
            )
            st.button(
                "Make the sample project",
                key="make_sample",
                icon=":material/science:",
                disabled=making is not None and not making.is_over,
                on_click=guarded(start_sample),
                args=(visit.workspace, visit.actor),
            )
    show_activity(visit, making)


def show_task(visit: Visit, each: TaskProgress) -> None:
    """How far one task is, and this person's own share of it."""
    st.subheader(each.task.title, anchor=False)
    show_funnel(each)
    if may(visit.actor, Role.CURATOR):
        show_check_line(visit, each.task)
        show_milestones(visit, each.task)
        show_team_work(visit, each.task)
        show_adviser(visit, each.task)
    mine = progress(visit.workspace, visit.actor, each.task)
    if mine.done or mine.left:
        st.caption(f"You answered {mine.done:,}; {mine.left:,} wait for you.")


def show_recent(visit: Visit) -> None:
    """The newest long pieces of work, whoever started them."""
    newest = recent_activities(visit.workspace, limit=8, but=LOOKING)
    if not newest:
        return
    known = {COMMAND_LINE.id: COMMAND_LINE.name, **names(visit.workspace)}
    now = visit.workspace.now()
    titles = {task.id: task.title for task in visit.workspace.tasks().values()}
    st.subheader("Lately", anchor=False)
    st.dataframe(
        pd.DataFrame(
            {
                "What": [each.kind.capitalize() for each in newest],
                "Of": [titles.get(each.subject, each.subject) for each in newest],
                "State": [state_word(each.state) for each in newest],
                "Result": [each.message for each in newest],
                "By": [known.get(each.actor, each.actor) for each in newest],
                "Started": [ago(each.started_at, now) for each in newest],
            }
        ),
        hide_index=True,
        column_config={"Result": st.column_config.TextColumn(width="large")},
        alt="The newest long pieces of work",
    )


visit = open_page(
    "Overview", at_least=Role.REVIEWER, lead="Where every example stands, and what to do next."
)
with refusals_shown():
    tasks = list_progress(visit.workspace)
    begun = [each for each in tasks if each.funnel.total]
    if begun:
        show_steps(next_steps(visit.workspace, visit.actor, tasks))
        for each in begun:
            show_task(visit, each)
        if may(visit.actor, Role.CURATOR):
            for each in tasks:
                if each not in begun:
                    page_link(
                        "pages/ingest.py", f"Add examples to “{each.task.title}”", task=each.task
                    )
            show_recent(visit)
    else:
        show_start(visit)
