"""Several examples at once on the review page: found, shown as cards, decided with one click."""

import time
import uuid
from collections.abc import Mapping, Sequence

import streamlit as st

from curation.review.card import Card
from curation.review.decision import Decision
from curation.review.submission import Receipt
from curation.task import QuestionKind, Task
from curation.ui.page import Visit, guarded, refusals_shown
from curation.ui.privacy.value_list import counted
from curation.workflow.review.review import next_cards
from curation.workflow.review.review_bulk import (
    MOST,
    Bulk,
    decide_bulk,
    last_bulk,
    search_cards,
    similar_cards,
    undo_bulk,
)

_COLUMNS = 3
_SHOWN = 300
"""Characters of each text on a card."""

_DONE = {
    Decision.ACCEPT: "accepted",
    Decision.REJECT: "rejected",
    Decision.SKIP: "skipped",
}


@st.fragment
def show_several(visit: Visit, task: Task) -> None:
    """Finding examples by words or likeness, and one decision for those that are ticked."""
    with st.expander("Several at once", icon=":material/library_add_check:"), refusals_shown():
        if st.session_state.pop("bulk_stored", False):
            st.rerun()  # the desk beside it has to hear of it
        if told := st.session_state.get("bulk_told"):
            st.text(told)
        _show_undo(visit, task, last_bulk(visit.workspace, visit.actor, task))
        cards = _choose(visit, task)
        if cards is None:
            st.caption(f"Find up to {MOST} examples that deserve the same decision.")
        elif not cards:
            st.caption("No example that you can judge holds these words.")
        else:
            _show_decision(visit, task, cards)
            _show_cards(task, cards)


def _choose(visit: Visit, task: Task) -> list[Card] | None:
    """The cards that were searched for; None before a search."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "Words they hold",
            key=f"bulk_words_{task.id}",
            max_chars=200,
            on_change=_forget_likeness,
        )
        st.button(
            "Similar to the next one",
            key="bulk_next",
            icon=":material/join_inner:",
            on_click=guarded(_like_next),
            args=(visit, task),
        )
    like = str(st.session_state.get("bulk_like", ""))
    if like:
        return similar_cards(visit.workspace, visit.actor, task, like)
    return search_cards(visit.workspace, visit.actor, task, words) if words.strip() else None


def _show_decision(visit: Visit, task: Task, cards: Sequence[Card]) -> None:
    st.session_state.setdefault("bulk_since", time.monotonic())
    ticked = [card for card in cards if st.session_state.get(_tick(card), True)]
    answers = _labels(task, cards)
    reason = st.selectbox(
        "Why, when they are rejected or skipped",
        list(dict.fromkeys([*task.reject_reasons, *task.skip_reasons])),
        index=None,
        placeholder="Choose or write a reason",
        accept_new_options=True,
        key=f"bulk_why_{task.id}",
    )
    with st.container(horizontal=True):
        for decision in (Decision.ACCEPT, Decision.REJECT, Decision.SKIP):
            st.button(
                f"{str(decision).capitalize()} {counted(len(ticked), 'example')}",
                key=f"bulk_{decision}",
                type="primary" if decision == Decision.ACCEPT else "secondary",
                disabled=not ticked,
                on_click=guarded(_decide),
                args=(visit, task, ticked, decision, answers, reason or "", _request("decide")),
            )


def _labels(task: Task, cards: Sequence[Card]) -> dict[str, str]:
    """The labels that are the same for all; those left as proposed are not among them."""
    chosen = {}
    for question in task.questions:
        if question.kind == QuestionKind.LABEL:
            proposed = (card.proposed.get(question.id, "") for card in cards)
            options = dict.fromkeys([*question.options, *filter(None, proposed)])
            answer = st.selectbox(
                question.title,
                list(options),
                index=None,
                placeholder="As proposed",
                key=f"bulk_label_{task.id}_{question.id}",
            )
            if answer:
                chosen[question.id] = answer
    return chosen


def _show_cards(task: Task, cards: Sequence[Card]) -> None:
    places = st.columns(_COLUMNS)
    for number, card in enumerate(cards):
        with places[number % _COLUMNS], st.container(border=True):
            st.checkbox(f"Example {number + 1}", value=True, key=_tick(card))
            st.text(_short(card.messages[-1].content if card.messages else ""))
            for question in task.questions:
                if answer := card.proposed.get(question.id, ""):
                    st.caption(question.title)
                    st.text(_short(answer))
            st.button(
                "Similar",
                key=f"bulk_like_{card.example_id}",
                type="tertiary",
                icon=":material/join_inner:",
                on_click=_like,
                args=(card.example_id,),
            )


def _show_undo(visit: Visit, task: Task, bulk: Bulk | None) -> None:
    if bulk:
        st.button(
            f"Undo: {counted(bulk.size, 'example')} {_DONE.get(bulk.decision, '')}",
            key="bulk_undo",
            icon=":material/undo:",
            on_click=guarded(_undo),
            args=(visit, task, bulk, _request("undo")),
        )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"


def _tick(card: Card) -> str:
    return f"bulk_tick_{card.example_id}_{card.version}"


def _request(name: str) -> str:
    """The request id of the next decision: a double click sends it twice and is stored once."""
    return str(st.session_state.setdefault(f"bulk_request_{name}", uuid.uuid4().hex[:24]))


def _like(example_id: str) -> None:
    st.session_state["bulk_like"] = example_id
    st.session_state.pop("bulk_since", None)


def _like_next(visit: Visit, task: Task) -> None:
    for card in next_cards(visit.workspace, visit.actor, task, 1):
        _like(card.example_id)


def _forget_likeness() -> None:
    st.session_state.pop("bulk_like", None)
    st.session_state.pop("bulk_since", None)


def _decide(
    visit: Visit,
    task: Task,
    cards: Sequence[Card],
    decision: Decision,
    answers: Mapping[str, str],
    reason: str,
    request: str,
) -> None:
    receipts = decide_bulk(
        visit.workspace,
        visit.actor,
        task,
        {card.example_id: card.version for card in cards},
        decision,
        answers=answers,
        reason=reason,
        seconds=time.monotonic() - st.session_state.get("bulk_since", time.monotonic()),
        request_id=request,
    )
    _tell(receipts, _DONE[decision])
    _forget_likeness()
    st.session_state.pop("bulk_request_decide", None)


def _undo(visit: Visit, task: Task, bulk: Bulk, request: str) -> None:
    receipts = undo_bulk(visit.workspace, visit.actor, task, bulk.id, request_id=request)
    _tell(receipts, "taken back")
    st.session_state.pop("bulk_request_undo", None)


def _tell(receipts: Sequence[Receipt], done: str) -> None:
    """Say how many are stored, and why the others are not."""
    refusals = [receipt.refusal for receipt in receipts if receipt.refusal]
    told = [f"{counted(len(receipts) - len(refusals), 'example')} {done}."]
    for reason in dict.fromkeys(f"{one.title}: {one.cause} {one.cure}" for one in refusals):
        number = sum(f"{one.title}: {one.cause} {one.cure}" == reason for one in refusals)
        told.append(f"{number:,} not: {reason}")
    st.session_state["bulk_told"] = "\n".join(told)
    st.session_state["bulk_stored"] = True
