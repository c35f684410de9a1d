"""What was cut from messages when they were read, and a way to put it back."""

import streamlit as st

from curation.example import CutKind, StagedExample
from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.workflow.ingest.cuts import list_cut_examples, restore_cuts
from curation.workflow.ingest.ingest import counted

SHOWN = 200

_KINDS = {CutKind.QUOTE: "quoted mail", CutKind.SIGNATURE: "signature"}


def show_cuts(visit: Visit, task: Task) -> None:
    """The newest examples with something cut from them; nothing when there is none.

    Putting it back makes a new version of the example, which is scanned and judged as any other.
    """
    found = list_cut_examples(visit.workspace, visit.actor, task.id, limit=SHOWN)
    if not found:
        return
    st.subheader("What was cut", anchor=False)
    st.caption("Quoted mails and signatures were taken out of these messages. What should not have "
               "been cut can be put back.")  # fmt: skip
    chosen = st.selectbox(
        f"Of {counted(len(found), 'example')}",
        range(len(found)),
        format_func=lambda place: _title(found[place]),
        key=f"cuts_{task.id}",
    )
    _show_one(visit, found[min(chosen or 0, len(found) - 1)])


def _show_one(visit: Visit, staged: StagedExample) -> None:
    with st.container(border=True):
        for cut in staged.example.cuts:
            st.badge(f"{_KINDS[cut.kind].capitalize()}, {_where(cut.path)}", color="gray")
            st.text(cut.text)
        st.button(
            "Put it back",
            icon=":material/undo:",
            key=f"put_back_{staged.id}_{staged.version}",
            on_click=guarded(_put_back),
            args=(visit, staged),
        )


def _put_back(visit: Visit, staged: StagedExample) -> None:
    restore_cuts(visit.workspace, visit.actor, staged.id, version=staged.version)


def _where(path: str) -> str:
    """The message a cut was made in, in plain words; messages are counted from 1."""
    part, _, number = path.partition(".")
    if part == "answer":
        return "in the ideal answer"
    after = " after the answer" if part == "following" else ""
    return f"in message {int(number) + 1}{after}"


def _title(staged: StagedExample) -> str:
    kinds = ", ".join(dict.fromkeys(_KINDS[cut.kind] for cut in staged.example.cuts))
    return f"{staged.example.source.file}, row {staged.example.source.row}: {kinds}"
