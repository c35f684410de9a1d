"""What this installation is: one frozen value, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder: the one that holds app.py."""


SCAN_ON_REQUEST = {
    "dates": "DATE_TIME",
    "titles": "TITLE",
    "origins": "NRP",
    "orders": "ORDER_NUMBER",
}
"""Kinds of values that stay as they are unless the owner asks for them, by the word for each.

Nobody would decide over every date of every invoice.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings with their units; each is the environment variable `CURATION_<NAME>`.

    `scan_also` holds the kinds of `SCAN_ON_REQUEST` that count as personal here; `gliner_model`
    and `transformers_model` are folders of models that scan too. `hosts` are the
    names under which browsers may reach the app, apart by commas. Provider keys are not here:
    each provider names the variable that holds its key.
    """

    workspace: Path = ROOT / "data" / "workspace"
    upload_limit_mb: int = 200
    session_hours: int = 12
    scan_workers: int = 2
    query_seconds: int = 10
    scan_also: frozenset[str] = frozenset()
    gliner_model: Path | None = None
    transformers_model: Path | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this installation; what is not set has its default.

    Raises ValueError, naming the variable, for a number that is none, or an unknown kind of value.
    """
    env = os.environ if environment is None else environment
    default = Settings()

    def number(name: str, otherwise: int) -> int:
        text = env.get(f"CURATION_{name}", str(otherwise))
        if not text.isdigit() or int(text) < 1:
            raise ValueError(f"CURATION_{name} must be a whole number from 1, not {text!r}.")
        return int(text)

    def kinds(name: str) -> frozenset[str]:
        asked = [word.strip().lower() for word in env.get(f"CURATION_{name}", "").split(",")]
        for word in filter(None, asked):
            if word not in SCAN_ON_REQUEST:
                known = ", ".join(SCAN_ON_REQUEST)
                raise ValueError(f"CURATION_{name} must be some of {known}, not {word!r}.")
        return frozenset(SCAN_ON_REQUEST[word] for word in asked if word)

    def folder(name: str) -> Path | None:
        path = env.get(f"CURATION_{name}", "")
        return Path(path).expanduser().resolve() if path else None

    return Settings(
        workspace=Path(env.get("CURATION_WORKSPACE") or default.workspace).expanduser().resolve(),
        upload_limit_mb=number("UPLOAD_LIMIT_MB", default.upload_limit_mb),
        session_hours=number("SESSION_HOURS", default.session_hours),
        scan_workers=number("SCAN_WORKERS", default.scan_workers),
        query_seconds=number("QUERY_SECONDS", default.query_seconds),
        scan_also=kinds("SCAN_ALSO"),
        gliner_model=folder("GLINER_MODEL"),
        transformers_model=folder("TRANSFORMERS_MODEL"),
        hosts=(*default.hosts, *filter(None, env.get("CURATION_HOSTS", "").split(","))),
    )
