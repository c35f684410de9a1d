"""What can be trained here: one engine is one module and one row in this table."""

from curation.trainer.engines.engine import Engine
from curation.trainer.engines.nearest import Nearest

ENGINES: dict[str, Engine] = {engine.name: engine for engine in (Nearest(),)}
"""Every engine by the id of its base model."""


def engine_of(model: str) -> str:
    """The engine of a base model or of a tuned one: `nearest` of `ft:nearest:local:shop:1a2b`."""
    return model.split(":")[1] if model.startswith("ft:") else model
