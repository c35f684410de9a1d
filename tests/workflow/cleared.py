"""Examples that may be reviewed: staged, scanned by today's scanner, nothing found."""

from collections.abc import Sequence

from curation.example import Example
from curation.scanner.fingerprint import current_fingerprint
from curation.workflow.workspace import Workspace
from tests.makers import make_example
from tests.staged import add_examples


def clear(workspace: Workspace, examples: Sequence[Example], *, version: int = 1) -> list[str]:
    """Stage this version of the examples and let the scan find nothing; returns their ids."""
    ids = add_examples(workspace.store, examples, version=version)
    workspace.store.append(
        "scan",
        [
            {
                "scan_id": f"{example_id} {version}",
                "example_id": example_id,
                "version": version,
                "edits_until": 2**40,
                "fingerprint": current_fingerprint(),
                "incomplete": False,
                "recorded_at": workspace.now(),
            }
            for example_id in ids
        ],
    )
    return ids


def tickets(count: int) -> list[Example]:
    """So many tickets with an answer and a suggested category."""
    return [
        make_example(f"Where is my order {number}?", label="delivery", row=number)
        for number in range(count)
    ]
