"""Agreement: how far reviewers agree, and the final answer where they do not."""

from curation.people import Role
from curation.ui.agreement.adjudication import show_adjudication
from curation.ui.agreement.agreement import show_agreement
from curation.ui.agreement.agreement_parts import show_floors, show_parts
from curation.ui.agreement.calibration import show_calibration
from curation.ui.agreement.said import show_said
from curation.ui.choose import choose_task
from curation.ui.page import open_page, refusals_shown
from curation.ui.show import empty_state
from curation.workflow.agreement.agreement import measure_task

LEAD = "How far reviewers agree, and the final answer where they do not."
visit = open_page("Agreement", at_least=Role.CURATOR, lead=LEAD)
task = choose_task(visit, with_grading=True)
with refusals_shown():
    show_said(visit, task)
    figures = measure_task(visit.workspace, task.id)
    if not figures["decision"].answers:
        empty_state(
            "No answers yet",
            "As soon as reviewers have judged examples, their agreement is shown here.",
            to="pages/review.py",
            label="Review examples",
        )
        show_calibration(visit, task)
    else:
        show_agreement(task, figures)
        show_parts(visit, task)
        show_floors(visit, task)
        show_calibration(visit, task)
        show_adjudication(visit, task)
