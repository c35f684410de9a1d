"""Which examples of a task ask nearly the same."""

from curation.balance.grouping import prompt_text
from curation.balance.near import AUTOMATIC, NearPair, near_pairs
from curation.example import Stage
from curation.store.examples import list_examples
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace


def list_near(workspace: Workspace, task_id: str, *, least: float = AUTOMATIC) -> list[NearPair]:
    """The pairs of examples whose questions are nearly the same.

    As they were written: the same value has other stand-ins in each example. What was not scanned
    is left out: nobody may read it yet.
    """
    ids = [
        status.example_id
        for status in list_stages(workspace, workspace.task(task_id))
        if status.stage is not Stage.STAGED
    ]
    found = list_examples(workspace.store, task_id, ids=ids)
    return near_pairs({each.id: prompt_text(each.example) for each in found}, least=least)
