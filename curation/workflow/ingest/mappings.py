"""Columns that people chose, remembered for the next file with the same columns."""

import json
from collections.abc import Mapping, Sequence

from curation.ingest.columns import FIELDS, Column, signature_of
from curation.people import Actor, Role, require
from curation.store import upload_readings
from curation.workflow.workspace import Workspace


def saved_mapping(
    workspace: Workspace, actor: Actor, task_id: str, columns: Sequence[str]
) -> dict[str, str]:
    """Which column holds each field {field: column} of files with these columns; "" is no column.

    Empty when nobody ever chose. Needs a curator.
    """
    require(actor, Role.CURATOR, to="see how files are read")
    return saved_mappings(workspace, task_id).get(_signature(columns), {})


def save_mapping(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    columns: Sequence[str],
    mapping: Mapping[str, str],
    *,
    request_id: str,
) -> None:
    """Remember which column holds what for the next file with these columns; the newest wins.

    Needs a curator. The same request saves once.
    """
    require(actor, Role.CURATOR, to="choose how files are read")
    upload_readings.add_mapping(
        workspace.store,
        mapping_id=request_id,
        task=task_id,
        signature=_signature(columns),
        mapping=json.dumps({field: mapping.get(field, "") for field in FIELDS}),
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def saved_mappings(workspace: Workspace, task_id: str) -> dict[str, dict[str, str]]:
    """Every remembered mapping of a task by the signature of the columns."""
    stored = upload_readings.list_mappings(workspace.store, task_id)
    return {signature: json.loads(mapping) for signature, mapping in stored.items()}


def _signature(columns: Sequence[str]) -> str:
    return signature_of([Column(name=name) for name in columns])
