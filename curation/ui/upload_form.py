"""Handing files in: choosing them, naming their columns, seeing what they would become."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import streamlit as st

from curation.errors import CurationError
from curation.example import Example
from curation.ingest.choices import Choices
from curation.ingest.columns import FIELDS, Column
from curation.ingest.importers import takes
from curation.task import Task
from curation.ui.fault_list import show_faults
from curation.ui.page import Visit
from curation.ui.show import show_error
from curation.workflow.ingest import Preview, preview
from curation.workflow.input_files import InputFile

PREVIEWED = 20
"""Of more files than these only the first are read before they are added."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file in the uploader, and what it would become or why it is refused.

    `seen` is None for the files after the first ones, which are read when they are added.
    """

    file: InputFile
    seen: Preview | CurationError | None

    @property
    def addable(self) -> int:
        """How many of its rows would become examples."""
        if isinstance(self.seen, Preview) and self.seen.is_mapped:
            return self.seen.rows - self.seen.fault_count
        return 0


def ask_files(visit: Visit, task: Task) -> list[Handed]:
    """The files in the uploader, read with the columns that were chosen for them."""
    turn = st.session_state.setdefault("ingest_turn", 0)  # another one empties the uploader
    uploaded = st.file_uploader(
        f"Files to add: {', '.join(takes(task.intake))}",
        accept_multiple_files=True,
        key=f"files_{task.id}_{turn}",
    )
    before, now = st.session_state.get("ingest_seen", {}), {}
    handed = []
    with st.spinner("Reading the files", show_time=True):
        for number, upload in enumerate(uploaded):
            file = InputFile(name=upload.name, size=upload.size, read=upload.getvalue)
            if number >= PREVIEWED:
                handed.append(Handed(file=file, seen=None))
                continue
            now[upload.file_id], file = _seen(visit, task, file, before.get(upload.file_id))
            handed.append(Handed(file=file, seen=now[upload.file_id][1]))
    st.session_state["ingest_seen"] = now
    return handed


def choose_file(handed: Sequence[Handed]) -> Handed:
    """The file to look at; files that are refused are named as such."""
    if len(handed) == 1:
        return handed[0]
    chosen = st.selectbox(
        "File to look at",
        range(min(len(handed), PREVIEWED)),
        format_func=lambda number: handed[number].file.name,
        key="ingest_look",
    )
    return handed[chosen or 0]


def show_file(one: Handed) -> None:
    """How a file is read, its columns to be named, its first examples and its faulty rows."""
    if isinstance(one.seen, CurationError):
        show_error(one.seen)
    elif one.seen is not None:
        _show_preview(one.seen)


def _show_preview(seen: Preview) -> None:
    if seen.note:
        st.info(seen.note, icon=":material/info:")
    if seen.columns:
        _ask_columns(seen)
    if not seen.is_mapped:
        st.text("Choose the column that holds the customer's message. A file without messages "
                "cannot train a model.")  # fmt: skip
        return
    if seen.examples:
        st.subheader("First examples", anchor=False)
        lines = [_line(example) for example in seen.examples]
        st.dataframe(lines, hide_index=True, height=min(250, 38 + 36 * len(lines)))
    if seen.fault_count:
        st.subheader("Faulty rows", anchor=False)
        show_faults(seen.faults, total=seen.fault_count)


def _ask_columns(seen: Preview) -> None:
    """The columns that nearly every table has; the others are folded away unless one is found."""
    found = asdict(seen.mapping)
    shown = [field for field in FIELDS if field in _USUAL or found[field]]
    for field in shown:
        _ask_column(field, seen)
    if len(shown) < len(FIELDS):
        with st.expander("Other columns", icon=":material/view_column:"):
            for field in FIELDS:
                if field not in shown:
                    _ask_column(field, seen)


def _ask_column(field: str, seen: Preview) -> None:
    """One field's column, with what stands in it beside."""
    names = [column.name for column in seen.columns]
    now = asdict(seen.mapping)[field]
    choice, sample = st.columns([1, 2], vertical_alignment="center")
    key = f"column_{field}_{_signature(seen.columns)}"
    choice.selectbox(
        _TITLES[field],
        ["", *names],
        index=names.index(now) + 1 if now else 0,
        format_func=lambda name: name or "no column",
        key=key,
        on_change=_choose_column,
        args=(_signature(seen.columns), field, key),
    )
    samples = next((column.samples for column in seen.columns if column.name == now), ())
    sample.text("\n".join(_short(text) for text in samples))


def _choose_column(signature: str, field: str, key: str) -> None:
    chosen = st.session_state.setdefault("ingest_columns", {}).setdefault(signature, {})
    chosen[field] = st.session_state[key]


_Read = tuple[Choices, Preview | CurationError]
"""The choices that a file was read with, and what came of it."""


def _seen(
    visit: Visit, task: Task, file: InputFile, before: _Read | None
) -> tuple[_Read, InputFile]:
    """The file as read with the choices for its columns; again only when they changed."""
    choices, seen = before or (Choices(), _read(visit, task, file))
    if isinstance(seen, Preview) and seen.columns:
        signature = _signature(seen.columns)
        columns = st.session_state.get("ingest_columns", {}).get(signature, {})
        wanted = Choices(columns=dict(columns))
        file = replace(file, choices=wanted)
        if wanted != choices:
            choices, seen = wanted, _read(visit, task, file)
    return (choices, seen), file


def _read(visit: Visit, task: Task, file: InputFile) -> Preview | CurationError:
    try:
        return preview(visit.workspace, visit.actor, task.id, file)
    except CurationError as error:
        return error


def _signature(columns: Sequence[Column]) -> str:
    """Files with the same columns share the choices made for one of them."""
    names = "\n".join(column.name for column in columns)
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:12]


def _line(example: Example) -> dict[str, str | int]:
    answer = example.answer
    called = ", ".join(call.name for call in answer.tool_calls) if answer else ""
    return {
        "Row": example.source.row,
        "Category": ", ".join(entry.value for entry in example.suggestions),
        "Message": _short(example.messages[-1].content, 400),
        "Ideal answer": _short(answer.content if answer else "", 400) or called,
    }


def _short(text: str, length: int = 80) -> str:
    one_line = " ".join(text[: length * 2].split())
    return one_line if len(one_line) <= length else one_line[: length - 1] + "…"
