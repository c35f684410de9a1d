"""Which examples of a task ask nearly the same."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from curation.balance.grouping import prompt_text
from curation.balance.near import AUTOMATIC, NearIndex, NearPair
from curation.example import Stage
from curation.store.examples import list_examples
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

_kept: dict[tuple[Path, str, float], NearIndex] = {}
_looking = threading.Lock()


def near_of(
    workspace: Workspace, task_id: str, *, least: float = AUTOMATIC
) -> Callable[[Mapping[str, str]], list[NearPair]]:
    """Finds the near pairs of a task's texts; compared is only what nobody has asked about yet."""

    def near(texts: Mapping[str, str]) -> list[NearPair]:
        with _looking:
            index = _kept.setdefault((workspace.folder, task_id, least), NearIndex(least))
            return index.pairs(texts)

    return near


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
    near = near_of(workspace, task_id, least=least)
    return near({each.id: prompt_text(each.example) for each in found})
