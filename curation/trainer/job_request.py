"""The body of a request for a job: checked, with every number that was left open still "auto"."""

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from curation.reward.grader import kinds_in, wrong_with
from curation.trainer.engines import ENGINES, engine_of
from curation.trainer.records import Json
from curation.trainer.refusal import missing, wrong

MOST_SEED = 2_147_483_647
USUAL_EPOCHS = 3
USUAL_BETA = 0.1
AUTO = "auto"
METHODS = ("supervised", "dpo", "reinforcement")
EFFORT = "reasoning_effort"
EFFORTS = ("default", "low", "medium", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRequest:
    """What a client asks for. A hyperparameter is a number, a word or "auto"."""

    model: str
    training_file: str
    validation_file: str | None
    method: str
    hyperparameters: Mapping[str, float | int | str]
    suffix: str | None
    seed: int
    metadata: Mapping[str, str] | None
    grader: Json | None = None

    @property
    def name_part(self) -> str:
        """The suffix as it stands in the tuned model's name: letters, digits, - and _ only."""
        return re.sub(r"[^A-Za-z0-9_-]+", "-", self.suffix or "").strip("-")


def read_request(body: Json, tuned: Collection[str] = ()) -> JobRequest:
    """The request in a body. Raises Refusal (400) that names the wrong parameter.

    `tuned` are the models of this server that can be trained on.
    """
    model = _text(body, "model")
    training_file = _text(body, "training_file")
    method, hyperparameters = _method(body)
    grader = _grader(body) if method == "reinforcement" else None
    if model not in ENGINES and model not in tuned:
        raise wrong(
            "model",
            f"Model {model} is not available for fine-tuning or does not exist. "
            f"Available: {', '.join(ENGINES)}.",
            code="model_not_available",
        )
    if method not in ENGINES[engine_of(model)].methods:
        raise wrong(
            "method.type",
            f"Model {model} cannot be trained by {method}.",
            code="unsupported_value",
        )
    if body.get("integrations"):
        raise wrong("integrations", "This server reports to no other.", code="unsupported_value")
    validation_file = body.get("validation_file")
    if validation_file is not None and not isinstance(validation_file, str):
        raise wrong("validation_file", "Invalid type for 'validation_file': expected a string.")
    seed = _seed(body.get("seed"))
    return JobRequest(
        model=model,
        training_file=training_file,
        validation_file=validation_file,
        method=method,
        hyperparameters=hyperparameters,
        suffix=_suffix(body.get("suffix")),
        seed=secrets.randbelow(MOST_SEED + 1) if seed is None else seed,
        metadata=_metadata(body.get("metadata")),
        grader=grader,
    )


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if value is None:
        raise missing(name)
    if not isinstance(value, str) or not value:
        raise wrong(name, f"Invalid type for '{name}': expected a string.", code="invalid_type")
    return value


def _method(body: Json) -> tuple[str, dict[str, float | int | str]]:
    method = body.get("method")
    if method is None:
        given = body.get("hyperparameters")
        return "supervised", _hyperparameters(given, "supervised", "hyperparameters")
    if not isinstance(method, dict):
        raise wrong("method", "Invalid type for 'method': expected an object.", code="invalid_type")
    kind = method.get("type")
    if kind is None:
        raise missing("method.type")
    if kind not in METHODS:
        raise wrong(
            "method.type",
            f"Invalid value for 'method.type': this server knows {', '.join(METHODS)}.",
            code="unsupported_value",
        )
    settings = method.get(kind)
    if settings is None:
        settings = {}
    where = f"method.{kind}"
    if not isinstance(settings, dict):
        raise wrong(where, f"Invalid type for '{where}': expected an object.", code="invalid_type")
    given = settings.get("hyperparameters", body.get("hyperparameters"))
    return kind, _hyperparameters(given, kind, f"{where}.hyperparameters")


def _hyperparameters(given: Any, method: str, where: str) -> dict[str, float | int | str]:
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise wrong(where, f"Invalid type for '{where}': expected an object.", code="invalid_type")
    ranges: dict[str, tuple[float, float, bool]] = {
        "n_epochs": (1, 50, True),
        "batch_size": (1, 256, True),
        "learning_rate_multiplier": (0, float("inf"), False),
    }
    ranges |= _MORE.get(method, {})
    unknown = sorted(set(given) - set(ranges))
    if unknown:
        param = f"{where}.{unknown[0]}"
        raise wrong(param, f"Unknown parameter: '{param}'.", code="unknown_parameter")
    for name, value in given.items():
        if name == EFFORT:
            if value not in (None, *EFFORTS):
                raise wrong(f"{where}.{name}", f"Invalid value: one of {', '.join(EFFORTS)}.")
        elif value is not None and value != AUTO:
            _check_range(f"{where}.{name}", value, *ranges[name])
    usual = {name: EFFORTS[0] if name == EFFORT else AUTO for name in ranges}
    return usual | {name: value for name, value in given.items() if value is not None}


_MORE: dict[str, dict[str, tuple[float, float, bool]]] = {
    "dpo": {"beta": (0, 2, False)},
    "reinforcement": {
        EFFORT: (0, 0, True),  # a word, and no number at all
        "compute_multiplier": (0.00001, 10, False),
        "eval_interval": (1, float("inf"), True),
        "eval_samples": (1, float("inf"), True),
    },
}


def _grader(body: Json) -> Json:
    """The grader of reinforcement. Raises Refusal when it is missing, wrong, or asks a model."""
    where = "method.reinforcement.grader"
    settings = body["method"].get("reinforcement") or {}
    grader: Json | None = settings.get("grader")
    if grader is None:
        raise missing(where)
    if wrongs := wrong_with(grader):
        raise wrong(where, f"Invalid grader. {' '.join(wrongs)}", code="invalid_grader")
    if kinds_in(grader) & {"score_model", "label_model"}:
        raise wrong(
            where, "This server has no model that grades answers.", code="unsupported_value"
        )
    return grader


def _check_range(param: str, value: Any, least: float, most: float, whole: bool) -> None:
    """Refuse what is no number in range; a number that is not whole must be above `least`."""
    number = isinstance(value, int) if whole else isinstance(value, int | float)
    if isinstance(value, bool) or not number:
        kind = "an integer" if whole else "a number"
        raise wrong(
            param, f"Invalid type for '{param}': expected {kind} or 'auto'.", code="invalid_type"
        )
    inside = least <= value <= most if whole else least < value <= most
    if not inside or value == float("inf"):
        above = "from" if whole else "above"
        raise wrong(
            param,
            f"Invalid value for '{param}': expected a value {above} {least:g}"
            + ("." if most == float("inf") else f" to {most:g}."),
        )


def _suffix(suffix: Any) -> str | None:
    if suffix is None:
        return None
    if not isinstance(suffix, str) or not 1 <= len(suffix) <= 64:
        raise wrong("suffix", "Invalid 'suffix': expected a text of 1 to 64 characters.")
    return suffix


def _seed(seed: Any) -> int | None:
    if seed is None:
        return None
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MOST_SEED:
        raise wrong("seed", f"Invalid 'seed': expected an integer from 0 to {MOST_SEED}.")
    return seed


def _metadata(metadata: Any) -> dict[str, str] | None:
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise wrong("metadata", "Invalid type for 'metadata': expected an object.")
    if len(metadata) > 16:
        raise wrong("metadata", "Invalid 'metadata': at most 16 pairs are kept.")
    for key, value in metadata.items():
        if len(key) > 64:
            raise wrong("metadata", "Invalid 'metadata': a key has more than 64 characters.")
        if not isinstance(value, str) or len(value) > 512:
            raise wrong(
                f"metadata.{key}", "Invalid 'metadata': a value must be a text of at most 512."
            )
    return dict(metadata)
