"""Erasing a person on a page: find, see what goes, confirm, and read what is left to be done."""

import uuid
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from curation.ui.page import Visit, guarded
from curation.ui.privacy.value_list import counted
from curation.workflow.privacy.erase import (
    Erasure,
    FoundExample,
    erase_subject,
    find_subject,
    list_erasures,
)
from curation.workflow.settings.people import names
from curation.workflow.training.providers import LOCAL, list_providers
from curation.workflow.training.train import get_job

_FOUND = "erase_found"
_DONE = "erase_done"
MOST_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was looked for last, what it would take away, and the request that would do it."""

    subject: str
    erasure: Erasure
    examples: list[FoundExample]
    request_id: str


def show_erasure(visit: Visit) -> None:
    """The whole section: the question, what was found, what was done, and earlier erasures."""
    st.caption(
        "A person may ask for their text to be erased. What is found by a name, an e-mail address "
        "or a number is taken away for good, in every task: examples with all that was said of "
        "them, documents, faulty rows, answers of models, and lines of releases."
    )
    with (
        st.form("erase_find", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input("Name, e-mail address or number", key="erase_subject", width=420)
        st.form_submit_button(
            "Find",
            key="find_subject",
            icon=":material/search:",
            on_click=guarded(_find),
            args=(visit,),
        )
    if isinstance(done := st.session_state.get(_DONE), Erasure):
        _show_done(visit, done)
    if isinstance(found := st.session_state.get(_FOUND), Found):
        _show_found(visit, found)
    _show_earlier(visit)


def _find(visit: Visit) -> None:
    st.session_state.pop(_FOUND, None)
    st.session_state.pop(_DONE, None)
    subject = str(st.session_state.get("erase_subject") or "").strip()
    erasure, examples = find_subject(visit.workspace, visit.actor, subject, limit=MOST_ROWS)
    st.session_state[_FOUND] = Found(
        subject=subject, erasure=erasure, examples=examples, request_id=uuid.uuid4().hex
    )


def _erase(visit: Visit, found: Found) -> None:
    st.session_state[_DONE] = erase_subject(
        visit.workspace,
        visit.actor,
        found.subject,
        dry_run=False,
        request_id=found.request_id,
    )
    del st.session_state[_FOUND]  # with the words of the person
    st.session_state["erase_subject"] = ""


def _show_found(visit: Visit, found: Found) -> None:
    counts = _counts(found.erasure)
    if found.erasure.unread:
        st.caption(
            f"{counted(found.erasure.unread, 'kept document')} without readable text could not be "
            "searched; those of the examples found go with them."
        )
    if not counts:
        st.text("Nothing holds this value. Try another way to write it, or an address or a number.")
        return
    with st.container(border=True):
        st.text(f"Found: {', '.join(counts)}.")
        if found.examples:
            _show_examples(found)
        with st.popover("Erase for good", icon=":material/person_remove:"):
            st.text(
                f"{', '.join(counts)} will be gone. This cannot be undone. Examples of another "
                "person with the same name go too."
            )
            st.button(
                "Erase",
                key="erase",
                type="primary",
                on_click=guarded(_erase),
                args=(visit, found),
            )


def _show_examples(found: Found) -> None:
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Task": example.task,
                    "File": example.file,
                    "Row": example.row,
                    "Where it stands": example.around or "in its document",
                }
                for example in found.examples
            ]
        ),
        hide_index=True,
        alt="The examples that would be erased",
    )
    if found.erasure.examples > len(found.examples):
        st.caption(f"The first {len(found.examples):,} of {found.erasure.examples:,} examples.")


def _counts(erasure: Erasure) -> list[str]:
    """How many of what, in words; kinds of which there is nothing are left out."""
    kinds = (
        (erasure.examples, "example"),
        (erasure.reviews, "review"),
        (erasure.verdicts, "verdict"),
        (erasure.files, "document"),
        (erasure.faults, "faulty row"),
        (erasure.model_answers, "model answer"),
        (erasure.lines, "released line"),
    )
    return [counted(count, kind) for count, kind in kinds if count]


def _show_done(visit: Visit, done: Erasure) -> None:
    with st.container(border=True):
        st.text(f"Erased: {', '.join(_counts(done)) or 'nothing'}.")
        for number in done.releases:
            st.text(
                f"Release {number} contained the text. Its lines are taken out of the files here; "
                "delete copies elsewhere, and cut a new release."
            )
        for job_id in done.jobs:
            st.text(_job_sentence(visit, job_id))


def _job_sentence(visit: Visit, job_id: str) -> str:
    job = get_job(visit.workspace, job_id)
    if job.provider == LOCAL:
        return f"The files and models of the training on release {job.number} here are deleted."
    provider = list_providers().get(job.provider)
    where = provider.title if provider else job.provider
    what = f"the model {job.fine_tuned_model}" if job.fine_tuned_model else "the job's files"
    return (
        f"Release {job.number} was sent to {where}: delete {what} there, and train again on a new "
        "release."
    )


def _show_earlier(visit: Visit) -> None:
    earlier = list_erasures(visit.workspace, visit.actor)
    if not earlier:
        return
    people = names(visit.workspace)
    with st.expander(f"Erasures so far: {len(earlier):,}"):
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        "When": one.recorded_at,
                        "By": people.get(one.actor, one.actor),
                        "What": ", ".join(_counts(one.erased)) or "nothing",
                        "Releases": ", ".join(map(str, one.erased.releases)),
                        "Models to delete at their provider": ", ".join(one.erased.models),
                    }
                    for one in earlier[:MOST_ROWS]
                ]
            ),
            hide_index=True,
            alt="Who erased how much, and when; never whom",
        )
