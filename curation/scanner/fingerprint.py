"""Which scanner this is: another fingerprint makes earlier scans stale.

Presidio is never imported here: pages ask for the fingerprint at every run.
"""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from curation.scanner.installed import installed_models
from curation.settings import read_settings

_LIBRARIES = (
    "presidio-analyzer",
    "spacy",
    "phonenumbers",
    "regex",
    "tldextract",
    "python-crfsuite",
)
_FOLDER = Path(__file__).resolve().parent
_ROOMS_USED = tuple(
    _FOLDER.parent / "privacy" / name
    for name in ("span.py", "json_text.py", "surrogates/origin.py")
)


@cache
def current_fingerprint() -> str:
    """16 hexadecimal digits over what decides what is found.

    That is the versions of the libraries, the sources of the recognisers, which hold their
    patterns and thresholds, the models beside them, and what the settings add to them.
    """
    digest = hashlib.sha256()
    digest.update(f"also {sorted(read_settings().scan_also)}\n".encode())
    for model in installed_models(read_settings()):
        digest.update(f"{model.kind} {model.name} {model.version}\n".encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    for file in _sources():
        digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> list[Path]:
    own = [file for file in _FOLDER.rglob("*.py") if file.name not in {"fingerprint.py", "pool.py"}]
    sums = _FOLDER / "names" / "manifest.json"  # of the word lists and the model of names
    return [*sorted(own), sums, *(file for file in _ROOMS_USED if file.exists())]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
