"""Agreement: how far reviewers agree, and the final answer where they do not."""

from curation.people import Role
from curation.task import Task
from curation.ui.agreement.adjudication import show_adjudication
from curation.ui.agreement.agreement import show_agreement
from curation.ui.agreement.agreement_parts import show_floors, show_parts
from curation.ui.agreement.calibration import show_calibration
from curation.ui.agreement.said import show_said
from curation.ui.choose import choose_task
from curation.ui.page import Visit, open_page, refusals_shown
from curation.ui.show import empty_state
from curation.workflow.agreement.agreement import measure_task
from curation.workflow.review.waiting_answers import count_waiting, take_waiting


def show_no_answers(visit: Visit, task: Task) -> None:
    """Why there is nothing to compare, and what to do about it."""
    waiting = count_waiting(visit.workspace, task.id)
    if waiting:
        empty_state(
            f"{waiting:,} answers wait",
            "They are added by themselves when their texts have passed the privacy check.",
            to="pages/privacy.py",
            label="Go to the privacy check",
        )
        return
    empty_state(
        "No answers yet",
        "As soon as reviewers have judged examples, their agreement is shown here. Answers that "
        "people gave in another labelling tool can be brought in.",
        to="pages/review.py",
        label="Review examples",
        also=("pages/ingest.py", "Bring in answers"),
    )


LEAD = "How far reviewers agree, and the final answer where they do not."
visit = open_page("Agreement", at_least=Role.CURATOR, lead=LEAD)
task = choose_task(visit, with_grading=True)
with refusals_shown():
    take_waiting(visit.workspace, task.id)
    show_said(visit, task)
    figures = measure_task(visit.workspace, task.id)
    if not figures["decision"].answers:
        show_no_answers(visit, task)
        show_calibration(visit, task)
    else:
        show_agreement(task, figures)
        show_parts(visit, task)
        show_floors(visit, task)
        show_calibration(visit, task)
        show_adjudication(visit, task)
