"""Which models of names are installed beside our own detectors; none of them is loaded here."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from curation.settings import Settings

SPACY_MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
"""The best one first; the first that is installed is used."""

_WHOLE = 1_000_000
"""Of larger files, weights mostly, only the size and as many bytes at both ends are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that scans beside our own detectors.

    `kind` is "spaCy", "GLiNER" or "transformers"; `place` is the package or the folder to load it
    from; `version` is that of the package, or a hash of what is in the folder.
    """

    kind: str
    name: str
    version: str
    place: str

    @property
    def source(self) -> str:
        """How its findings say who found them."""
        return f"{self.kind} {self.name}"


def installed_models(settings: Settings) -> list[Model]:
    """The models that every scan uses now: those that are installed, and in the folders named."""
    return [
        *_spacy(),
        *_in_folder("GLiNER", ("gliner",), settings.gliner_model),
        *_in_folder("transformers", ("transformers", "torch"), settings.transformers_model),
    ]


def missing_models(settings: Settings) -> list[str]:
    """A sentence for each folder that is named and cannot be used."""
    told = []
    for kind, libraries, folder in (
        ("GLiNER", ("gliner",), settings.gliner_model),
        ("transformers", ("transformers", "torch"), settings.transformers_model),
    ):
        if folder is None:
            continue
        if not folder.is_dir():
            told.append(f"The folder of the {kind} model is not there: {folder}.")
        elif absent := [library for library in libraries if find_spec(library) is None]:
            told.append(f"The {kind} model needs what is not installed: {', '.join(absent)}.")
    return told


def _spacy() -> Iterator[Model]:
    for name in SPACY_MODELS:
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        yield Model(kind="spaCy", name=name, version=found, place=name)
        return


def _in_folder(kind: str, libraries: tuple[str, ...], folder: Path | None) -> Iterator[Model]:
    if folder and folder.is_dir() and all(find_spec(library) for library in libraries):
        yield Model(kind=kind, name=folder.name, version=_content(folder), place=str(folder))


def _content(folder: Path) -> str:
    """16 hexadecimal digits over the names, sizes and bytes of the files in a folder."""
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(folder)} {size}\n".encode())
        with file.open("rb") as stream:
            digest.update(stream.read(_WHOLE))
            if size > _WHOLE:
                stream.seek(-_WHOLE, 2)
                digest.update(stream.read(_WHOLE))
    return digest.hexdigest()[:16]
