"""Where suggestions come from: chosen, made by decided examples or a model, and what they did."""

import uuid

import streamlit as st

from curation.evaluation.contestant import Contestant
from curation.review.suggested import INGEST, NEIGHBOURS, can_suggest, name_source
from curation.task import Task
from curation.ui.activity import show_activity
from curation.ui.evaluation.evaluation_order import tuned_models
from curation.ui.page import Visit, guarded
from curation.workflow.background import latest_activity
from curation.workflow.evaluation.asking import Limits
from curation.workflow.review.routing import QueueState
from curation.workflow.review.suggest import KIND, start_neighbours
from curation.workflow.review.suggest_by_model import outlook, source_of, start_model
from curation.workflow.training.models import list_models
from curation.workflow.training.providers import get_provider, has_key

MODEL = "model"
MAKERS = {NEIGHBOURS: "Similar decided examples", MODEL: "A model"}
FIRST_LIMIT, MOST_LIMIT = 1000, 1_000_000


def ask_source(task: Task, state: QueueState) -> str:
    """Which source people are shown."""
    sources = list(dict.fromkeys([*state.sources, state.routing.source]))
    return st.selectbox(
        "Suggestions come from",
        sources,
        index=sources.index(state.routing.source),
        format_func=name_source,
        help="Others than the file are offered once they have suggested something, below.",
        key=f"queue_source_{task.id}",
    )


def show_making(visit: Visit, task: Task) -> None:
    """Make suggestions: by decided examples that are alike, or by a model."""
    makers = [one for one in MAKERS if any(can_suggest(one, q) for q in task.questions)]
    if not makers:
        return
    st.caption(
        "Have answers suggested, then choose above where suggestions come from. Fields are "
        "suggested by models only; marks and preferences by nobody."
    )
    maker = st.radio(
        "Who suggests",
        makers,
        format_func=MAKERS.__getitem__,
        horizontal=True,
        key=f"suggest_by_{task.id}",
    )
    activity = latest_activity(visit.workspace, kind=KIND, subject=task.id)
    running = activity is not None and not activity.is_over
    if maker == NEIGHBOURS:
        st.button(
            "Suggest from decided examples",
            key="suggest_neighbours",
            disabled=running,
            on_click=guarded(_start_neighbours),
            args=(visit, task),
        )
    else:
        _ask_model(visit, task, running=running)
    show_activity(visit, activity)


def say_pull(state: QueueState) -> list[str]:
    """How much each source sways people, and whether it saves time; a line for each."""
    sources = dict.fromkeys([*state.pull, *state.moved])
    return [_pull_of(state, source) for source in sources] or [
        "Nobody has answered an example with a suggested label yet."
    ]


def _pull_of(state: QueueState, source: str) -> str:
    pull = state.pull.get(source, {})
    said = []
    for hidden, words in ((False, "shown"), (True, "hidden")):
        found = pull.get(hidden)
        if found is not None:
            said.append(
                f"With the suggestion {words}, {found.same:,} of {found.answers:,} answers have "
                f"its label, in {found.seconds:.0f} s."
            )
    shown, alone = pull.get(False), pull.get(True)
    if shown is not None and alone is not None:
        points = round(100 * (shown.same / shown.answers - alone.same / alone.answers))
        seconds = round(alone.seconds - shown.seconds)
        said.append(
            f"So it is chosen {_more(points, 'of a hundred')} where it is shown, and an answer "
            f"takes {_more(-seconds, 's')}."
        )
    told, moved = state.moved.get(source, (0, 0))
    if told:
        said.append(f"Told after another answer of their own, {moved:,} of {told:,} took it.")
    words = name_source(source)
    start = "" if source == INGEST and list(state.pull) == [INGEST] else f"From {words}: "
    return start + " ".join(said)


def _more(count: int, unit: str) -> str:
    return f"{abs(count)} {unit} {'more' if count >= 0 else 'less'}"


def _ask_model(visit: Visit, task: Task, *, running: bool) -> None:
    """Which model, how many examples, what it costs at most, and the button."""
    models = [
        Contestant(provider=job.provider, model=job.fine_tuned_model)
        for job in tuned_models(visit.workspace, task.id)
    ] + [
        Contestant(provider=model.provider, model=model.name)
        for model in list_models()
        if has_key(get_provider(model.provider))
    ]
    model = st.selectbox(
        "Model",
        models,
        format_func=lambda one: name_source(source_of(one)),
        key=f"suggest_model_{task.id}",
    )
    left, right = st.columns(2)
    limit = left.number_input(
        "Examples at most", 1, MOST_LIMIT, FIRST_LIMIT, key=f"suggest_limit_{task.id}"
    )
    ceiling = right.number_input(
        "Ceiling in US dollars",
        min_value=0.0,
        value=None,
        step=1.0,
        placeholder="none",
        help="It stops before a question that could cost more than is left.",
        key=f"suggest_ceiling_{task.id}",
    )
    if model is None:
        return
    ahead = outlook(visit.workspace, task, model, limit=int(limit))
    cost = "The price is not known." if ahead.most is None else _cost(ahead.most)
    st.text(
        f"{ahead.examples:,} of {ahead.waiting:,} open examples, about {ahead.questions:,} "
        f"questions. {cost} Personal values are replaced before a text is sent."
    )
    st.button(
        "Ask the model",
        key="suggest_model",
        disabled=running or not ahead.questions,
        on_click=guarded(_start_model),
        args=(visit, task, model, int(limit), ceiling),
    )


def _cost(most: float) -> str:
    return f"They cost about {most:.2f} US dollars at most." if most else "They cost nothing."


def _start_neighbours(visit: Visit, task: Task) -> None:
    start_neighbours(visit.workspace, visit.actor, task, request_id=uuid.uuid4().hex)


def _start_model(
    visit: Visit, task: Task, model: Contestant, limit: int, ceiling: float | None
) -> None:
    start_model(
        visit.workspace,
        visit.actor,
        task,
        model,
        limit=limit,
        limits=Limits(ceiling=ceiling),
        request_id=uuid.uuid4().hex,
    )
