"""Handing files in: choosing them, and what they would become with the choices made for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from curation.ingest.choices import AnswerRule, Choices
from curation.ingest.importers import takes
from curation.task import Task
from curation.ui.page import Visit
from curation.workflow.ingest.ingest_preview import Preview, preview_files
from curation.workflow.ingest.input_files import InputFile

PREVIEWED = 20
"""Of more readings than these only the first are looked at before they are added."""

_CHOSEN = "ingest_chosen"
_SEEN = "ingest_seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """The files in the uploader with how each is to be read, and what they would become.

    `ids` are the uploader's names for the files, in their order.
    """

    files: Sequence[InputFile]
    ids: Sequence[str]
    previews: Sequence[Preview]

    @property
    def addable(self) -> list[InputFile]:
        """The files of which something can be added, or that were not looked at yet."""
        places = {place for preview in self.previews if can_be_added(preview)
                  for place in preview.files}  # fmt: skip
        return [file for place, file in enumerate(self.files) if place in places]

    @property
    def examples(self) -> int:
        """How many rows would become examples; an estimate unless all is `counted`."""
        return sum(one.rows - one.fault_count for one in self.previews
                   if one.is_read and can_be_added(one))  # fmt: skip

    @property
    def counted(self) -> bool:
        """True when every row was looked at."""
        return all(preview.is_read and preview.is_whole for preview in self.previews
                   if can_be_added(preview))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a person chose for one file."""

    format: str = ""
    choices: Choices = field(default_factory=Choices)


def ask_files(visit: Visit, task: Task) -> Handed:
    """The files in the uploader, looked at again only when a file or a choice changed."""
    turn = st.session_state.setdefault("ingest_turn", 0)  # another one empties the uploader
    uploaded = st.file_uploader(
        "Files to add",
        accept_multiple_files=True,
        help=f"What is in a file is told by its content: {', '.join(takes(task.intake))}. "
        "A zip file is opened.",
        key=f"files_{task.id}_{turn}",
    )
    ids = [str(upload.file_id) for upload in uploaded]
    files = [
        InputFile(name=upload.name, size=upload.size, read=upload.getvalue) for upload in uploaded
    ]
    files = [_as_chosen(file, chosen_for(one)) for file, one in zip(files, ids, strict=True)]
    asked = (task.id, [(one, chosen_for(one)) for one in ids])
    before = st.session_state.get(_SEEN)
    if before is None or before[0] != asked:
        with st.spinner("Reading the files", show_time=True):
            previews = (
                preview_files(visit.workspace, visit.actor, task.id, files, most=PREVIEWED)
                if files
                else []
            )
        before = st.session_state[_SEEN] = (asked, previews)
    return Handed(files=files, ids=ids, previews=before[1])


def look_again() -> None:
    """Read the files again at the next run: something they are read by was changed."""
    st.session_state.pop(_SEEN, None)


def can_be_added(preview: Preview) -> bool:
    """True unless the reading is refused, or no column of it is known to hold the message."""
    return preview.refusal is None and preview.is_mapped


def choose_preview(handed: Handed) -> Preview:
    """The reading to look at, of those that were read."""
    if len(handed.previews) == 1:
        return handed.previews[0]
    places = [place for place, preview in enumerate(handed.previews) if preview.is_read]
    chosen = st.selectbox(
        "File to look at",
        places,
        format_func=lambda place: handed.previews[place].name,
        key="ingest_look",
    )
    return handed.previews[chosen or 0]


def chosen_for(file_id: str) -> Chosen:
    """What was chosen for a file so far."""
    chosen: Mapping[str, Chosen] = st.session_state.get(_CHOSEN, {})
    return chosen.get(file_id, Chosen())


def choose(file_ids: Sequence[str], *, format: str | None = None, **choices: Any) -> None:
    """Keep a choice for these files: their format, or any field of Choices."""
    chosen: dict[str, Chosen] = st.session_state.setdefault(_CHOSEN, {})
    for file_id in file_ids:
        now = chosen_for(file_id)
        chosen[file_id] = Chosen(
            format=now.format if format is None else format,
            choices=replace(now.choices, **choices),
        )


def answer_rules() -> dict[AnswerRule, str]:
    """The rules for the ideal answer of a conversation, in plain words."""
    return {
        AnswerRule.LAST: "the last reply",
        AnswerRule.FIRST: "the first reply",
        AnswerRule.BEST: "the best rated reply",
    }


def _as_chosen(file: InputFile, chosen: Chosen) -> InputFile:
    return replace(file, format=chosen.format, choices=chosen.choices)
