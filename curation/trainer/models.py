"""Models that can be asked: base models and tuned ones, opened when they are needed."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from curation.trainer.engines import ENGINES
from curation.trainer.engines.engine import Answerer
from curation.trainer.jobs import JobShelf
from curation.trainer.records import Json
from curation.trainer.refusal import Refusal, no_model

MOST_OPEN = 4
BASE_CREATED = 1_793_404_800
"""2026-10-31: when the first engine was made, as the contract wants a moment."""


class Models:
    """The models of one server; a few tuned ones stay open."""

    def __init__(self, jobs: JobShelf) -> None:
        self._jobs = jobs
        self._lock = threading.Lock()
        self._open: OrderedDict[str, Answerer] = OrderedDict()

    def all(self) -> list[Json]:
        """The objects of all models, base models first."""
        base = [_object(name, BASE_CREATED, "curation-desk") for name in ENGINES]
        tuned = [
            _object(name, entry["created"], "local") for name, entry in self._jobs.tuned().items()
        ]
        return base + tuned

    def get(self, model: str) -> Json:
        """The object of one model. Raises Refusal (404) when there is none."""
        for entry in self.all():
            if entry["id"] == model:
                return entry
        raise no_model(model)

    def delete(self, model: str) -> None:
        """Remove a tuned model. Raises Refusal: 404 for none, 403 for a base model."""
        if model in ENGINES:
            raise Refusal(403, f"The base model {model} cannot be deleted.", param="model")
        self._jobs.delete_model(model)
        with self._lock:
            self._open.pop(model, None)

    def answer(self, model: str, messages: Sequence[Json]) -> Json:
        """The message with which a model answers. Raises Refusal (404) for no such model."""
        if model in ENGINES:
            return ENGINES[model].base().answer(messages)
        entry = self._jobs.tuned().get(model)
        if entry is None:
            raise no_model(model)
        with self._lock:  # one opens at a time: others would do the same work
            if model not in self._open:
                self._open[model] = ENGINES[entry["base"]].open(self._jobs.artefact(model))
                while len(self._open) > MOST_OPEN:
                    self._open.popitem(last=False)
            self._open.move_to_end(model)
            ready = self._open[model]
        return ready.answer(messages)


def _object(name: str, created: int, owner: str) -> Json:
    return {
        "id": name,
        "object": "model",
        "created": created,
        "owned_by": owner,
        "shutdown_date": None,
    }
