"""What can be trained here: one engine is one module and one row in this table."""

from curation.trainer.engines.engine import Engine
from curation.trainer.engines.nearest import Nearest

ENGINES: dict[str, Engine] = {engine.name: engine for engine in (Nearest(),)}
"""Every engine by the id of its base model."""
