"""Which column of a table holds what: guessed, with samples beside, to be overruled."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from curation.ingest.columns import FIELDS, Column
from curation.task import Task
from curation.ui.ingest.upload_form import choose, look_again
from curation.ui.page import Visit, guarded
from curation.workflow.ingest.ingest_preview import Preview
from curation.workflow.ingest.mappings import save_mapping

_TITLES = {
    "input": "Customer's message",
    "answer": "Ideal answer",
    "label": "Category",
    "subject": "Subject (put before the message)",
    "group": "Customer or conversation (kept together)",
    "id": "Ticket number",
    "rejected": "Worse answer",
}

_USUAL = ("input", "answer", "label")
_LENGTH = 80


def ask_columns(visit: Visit, task: Task, ids: Sequence[str], seen: Preview) -> None:
    """The columns that nearly every table has; the others are folded away unless one is found.

    A choice is kept for every file with the same columns, today and later.
    """
    if seen.is_remembered:
        st.caption("The columns are as they were chosen for the last file with the same columns.")
    found = asdict(seen.mapping)
    shown = [field for field in FIELDS if field in _USUAL or found[field]]
    for field in shown:
        _ask_column(visit, task, ids, field, seen)
    if len(shown) < len(FIELDS):
        with st.expander("Other columns", icon=":material/view_column:"):
            for field in FIELDS:
                if field not in shown:
                    _ask_column(visit, task, ids, field, seen)


def _ask_column(visit: Visit, task: Task, ids: Sequence[str], field: str, seen: Preview) -> None:
    """One field's column, with what stands in it beside."""
    names = [column.name for column in seen.columns]
    now = asdict(seen.mapping)[field]
    choice, sample = st.columns([1, 2], vertical_alignment="center")
    key = f"column_{field}_{_signature(seen.columns)}"

    def chosen() -> None:
        mapping = {**asdict(seen.mapping), field: st.session_state[key]}
        save_mapping(
            visit.workspace, visit.actor, task.id, names, mapping, request_id=uuid.uuid4().hex
        )
        choose(ids, columns={})
        look_again()

    choice.selectbox(
        _TITLES[field],
        ["", *names],
        index=names.index(now) + 1 if now in names else 0,
        format_func=lambda name: name or "no column",
        key=key,
        on_change=guarded(chosen),
    )
    samples = next((column.samples for column in seen.columns if column.name == now), ())
    sample.text("\n".join(_short(text) for text in samples))


def _signature(columns: Sequence[Column]) -> str:
    names = "\n".join(column.name for column in columns)
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:12]


def _short(text: str) -> str:
    one_line = " ".join(text[: _LENGTH * 2].split())
    return one_line if len(one_line) <= _LENGTH else one_line[: _LENGTH - 1] + "…"
