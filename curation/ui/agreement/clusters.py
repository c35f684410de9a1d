"""Disagreements by kind, and settling one kind by a rule after looking at its examples."""

import uuid
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from curation.review.clusters import DECISION, Cluster, Kind
from curation.review.decision import Decision
from curation.review.guideline import clauses_of
from curation.review.preference import Choice
from curation.task import Task
from curation.ui.agreement.case import CHOICES
from curation.ui.page import Visit, guarded
from curation.workflow.agreement.rules import MOST_SHOWN, RuledExample, preview_rule, settle_by_rule

_DECISIONS = {str(Decision.ACCEPT): "accept", str(Decision.REJECT): "reject"}


def choose_cluster(task: Task, clusters: Sequence[Cluster]) -> Cluster | None:
    """The kind to be decided now; None for all of them, the most frequent first."""
    if len(clusters) < 2:
        return clusters[0] if clusters else None
    total = sum(len(one.ids) for one in clusters)
    by_kind = {one.kind: one for one in clusters}
    chosen = st.selectbox(
        "Kind of disagreement",
        [None, *by_kind],
        format_func=lambda kind: (
            f"All kinds ({total:,})"
            if kind is None
            else f"{kind_in_words(task, kind)} ({len(by_kind[kind].ids):,})"
        ),
        key=f"kind_{task.id}",
    )
    return by_kind.get(chosen) if chosen else None


def kind_in_words(task: Task, kind: Kind) -> str:
    """What people disagree on, as a short phrase."""
    if kind.question == DECISION:
        words = "Accept or reject"
    else:
        question = task.question(kind.question)
        words = question.title
        if kind.between:
            joint = " or " if question.is_chosen else ", "
            words += ": " + joint.join(value_in_words(value) or "none" for value in kind.between)
    if kind.label:
        words += f", in {kind.label}"
    numbers = {clause.key: clause.number for clause in clauses_of(task.guideline)}
    cited = sorted({numbers.get(key, 0) for key in kind.clauses})
    if cited:
        words += ", by clause " + " and ".join(str(one) if one else "of before" for one in cited)
    return words


def value_in_words(value: str) -> str:
    """An answer as it is shown."""
    return str(CHOICES[Choice(value)]) if value in set(Choice) else _DECISIONS.get(value, value)


def show_rule(visit: Visit, task: Task, cluster: Cluster) -> None:
    """A switch that shows what one answer for all examples of a kind would settle."""
    kind = cluster.kind
    if kind.question != DECISION and not task.question(kind.question).is_chosen:
        return
    if not st.toggle("Settle this kind by one rule", key=f"rule_{task.id}"):
        return
    with st.container(border=True):
        value = st.selectbox(
            "Right is", kind.between, format_func=value_in_words, key=f"rule_value_{task.id}"
        )
        found = preview_rule(visit.workspace, visit.actor, task, cluster.ids, kind, value)
        if not found:
            st.text("This rule settles none: the examples differ in something else, too.")
            return
        left = len(cluster.ids) - len(found)
        if left:
            st.text(
                f"{left:,} of this kind differ in something else, too, or are beyond the "
                f"{MOST_SHOWN} shown: they stay."
            )
        st.dataframe(_preview(found), hide_index=True, alt="What the rule settles")
        reason = st.text_input("Why this is right", key=f"rule_reason_{task.id}", max_chars=2000)
        st.button(
            f"Settle these {len(found):,}",
            key=f"settle_rule_{task.id}",
            type="primary",
            icon=":material/rule:",
            disabled=not reason.strip(),
            on_click=guarded(_settle),
            args=(visit, task, [one.example_id for one in found], kind, value, reason),
        )


def _preview(found: Sequence[RuledExample]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Last message": one.text,
                **{f"say {value_in_words(v) or 'none'}": n for v, n in one.given.items()},
                "Verdict": str(one.outcome),
            }
            for one in found
        ]
    )


def _settle(
    visit: Visit, task: Task, ids: Sequence[str], kind: Kind, value: str, reason: str
) -> None:
    count = settle_by_rule(
        visit.workspace,
        visit.actor,
        task,
        ids,
        kind,
        value,
        reason=reason,
        request_id=uuid.uuid4().hex,
    )
    st.toast(f"Settled by the rule: {count:,}.", icon=":material/check:")
