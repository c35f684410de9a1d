"""The grader of reinforcement on the release page: written, tried, and used."""

import json
import uuid
from contextlib import suppress

import pandas as pd
import streamlit as st

from curation.errors import InputRefused
from curation.example import Json
from curation.release.lines.rft import item_fields
from curation.reward.grader import KINDS, threshold_of
from curation.reward.trial import Origin, Trial
from curation.task import Task
from curation.ui.activity import show_activity
from curation.ui.page import Visit, guarded, refusals_shown
from curation.workflow.background import latest_activity
from curation.workflow.release.grader_trials import (
    TRIAL,
    asks_a_model,
    last_trial,
    start_trial,
)
from curation.workflow.release.graders import (
    TaskGrader,
    current_grader,
    read_grader,
    try_on_verdicts,
    use_grader,
)
from curation.workflow.training.providers import list_providers

_WORDS = {
    "string_check": "The same text",
    "text_similarity": "A similar text",
    "score_model": "A model gives a score",
    "label_model": "A model chooses a label",
    "python": "A Python function",
    "multi": "Several together",
}
_INPUT, _REFERENCE = "{{sample.output_text}}", "{{item.reference_answer}}"
_SAME: Json = {"input": _INPUT, "operation": "eq", "reference": _REFERENCE}
_ALIKE: Json = {
    "input": _INPUT,
    "reference": _REFERENCE,
    "evaluation_metric": "rouge_l",
    "pass_threshold": 0.6,
}
_JUDGE = [
    {
        "role": "user",
        "content": "How well does the answer say what the right answer says?\n\n"
        f"Right answer:\n{_REFERENCE}\n\nAnswer:\n{_INPUT}",
    }
]
_SOURCE = (
    "def grade(sample, item):\n"
    '    said = sample["output_text"].split()\n'
    '    wanted = item["reference_answer"].split()\n'
    "    return 1.0 if said == wanted else 0.0\n"
)
_FIRST: dict[str, Json] = {
    "string_check": _SAME,
    "text_similarity": _ALIKE,
    "score_model": {"model": "", "input": _JUDGE, "range": [0, 1], "pass_threshold": 0.5},
    "label_model": {
        "model": "",
        "input": _JUDGE,
        "labels": ["right", "wrong"],
        "passing_labels": ["right"],
    },
    "python": {"source": _SOURCE},
    "multi": {
        "graders": {
            "same": {"type": "string_check", "name": "same", **_SAME},
            "alike": {"type": "text_similarity", "name": "alike", **_ALIKE},
        },
        "calculate_output": "0.5 * same + 0.5 * alike",
    },
}
_ASKING = ("score_model", "label_model", "multi")
"""Kinds that ask a model, or may."""

MOST_ROWS = 200


def show_grader(visit: Visit, task: Task) -> None:
    """The grader in use, and a desk to write and try another one."""
    now = current_grader(visit.workspace, task.id)
    with st.container(border=True):
        st.markdown("**Grader**")
        if now is None:
            st.text("None yet. A rule grades every answer of the model; try one, then use it.")
        else:
            st.text(
                f"In use: {_WORDS[now.grader['type']]}. Passes from {threshold_of(now.grader):g}."
            )
            st.code(json.dumps(now.grader, ensure_ascii=False, indent=2), language="json")
        with st.expander("Write and try a grader", expanded=now is None):
            _show_desk(visit, task)


def _show_desk(visit: Visit, task: Task) -> None:
    kind = st.selectbox(
        "How answers are graded", list(KINDS), format_func=_WORDS.__getitem__, key="grader_kind"
    )
    first = {"type": kind, "name": "grader", **_FIRST[kind]}
    text = st.text_area(
        "Grader",
        json.dumps(first, indent=2),
        key=f"grader_text_{kind}",
        height=260,
        help="As training providers take it: JSON with the fields that its type needs.",
    )
    st.caption("Every line has: " + ", ".join(item_fields(task)))
    provider = "local"
    if kind in _ASKING:
        titles = {name: one.title for name, one in list_providers().items()}
        provider = st.selectbox(
            "Where its model is asked",
            list(titles),
            format_func=titles.__getitem__,
            key="grader_provider",
        )
    with st.container(horizontal=True):
        tried = st.button("Try it", key="try_grader", icon=":material/science:")
        st.button(
            "Use this grader",
            key="use_grader",
            icon=":material/check:",
            on_click=guarded(_use),
            args=(visit, task.id, text, provider),
            help="It is tried once more before.",
        )
    with refusals_shown():
        if tried:
            _try(visit, task, TaskGrader(grader=read_grader(text), provider=provider))
        if kind in _ASKING:
            _show_last(visit, task, text, provider)


def _try(visit: Visit, task: Task, wanted: TaskGrader) -> None:
    """Try a grader: at once, or in the background when a model is asked about every answer."""
    if asks_a_model(wanted):
        start_trial(
            visit.workspace,
            visit.actor,
            task.id,
            wanted,
            use=False,
            request_id=uuid.uuid4().hex,
        )
        return
    with st.spinner("Grading known answers"):
        show_trial(try_on_verdicts(visit.workspace, visit.actor, task.id, wanted))


def _show_last(visit: Visit, task: Task, text: str, provider: str) -> None:
    """How far the trial in the background is, and what it gave to the grader that is shown."""
    show_activity(visit, latest_activity(visit.workspace, kind=TRIAL, subject=task.id))
    with suppress(InputRefused):
        wanted = TaskGrader(grader=read_grader(text), provider=provider)
        if trial := last_trial(visit.workspace, task.id, wanted):
            show_trial(trial)


def show_trial(trial: Trial) -> None:
    """What passed, by where the answer came from, and whether the grader may be used."""
    counts = [(origin, *trial.of(origin)) for origin in Origin]
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Answers": str(origin),
                    "Tried": tried,
                    "Pass": passed,
                    "Should pass": "yes" if origin == Origin.RIGHT else "no",
                }
                for origin, passed, tried in counts
                if tried
            ]
        ),
        hide_index=True,
        alt="How many answers of each kind the grader lets pass",
    )
    agreed, of = trial.agreement
    if of:
        st.text(f"It agrees with {agreed:,} of {of:,} verdicts.")
    if trial.against:
        st.warning("This grader must not be used.", icon=":material/block:")
        for reason in trial.against:
            st.text(reason)
    else:
        st.success("It tells right answers from others.", icon=":material/check_circle:")
    with st.expander("Every answer and its grade"):
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        "Grade": one.grade,
                        "Passes": one.passed,
                        "Where from": str(one.origin),
                        "Answer": one.answer,
                    }
                    for one in trial.tried[:MOST_ROWS]
                ]
            ),
            hide_index=True,
            alt="Each tried answer with the grade it got",
        )


def _use(visit: Visit, task_id: str, text: str, provider: str) -> None:
    wanted = TaskGrader(grader=read_grader(text), provider=provider)
    request_id = uuid.uuid4().hex
    if asks_a_model(wanted):
        start_trial(visit.workspace, visit.actor, task_id, wanted, use=True, request_id=request_id)
    else:
        use_grader(visit.workspace, visit.actor, task_id, wanted, request_id=request_id)
