"""`python -m curation.scanner.names.build_gazetteers` makes the word lists anew.

Sources are the providers of Faker (MIT), our own lists beside this file and, for ordinary words,
the lower-case words of the standard library's own help and docstrings (PSF licence).
"""

import ast
import contextlib
import hashlib
import importlib
import json
import lzma
import pkgutil
import platform
import re
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from pydoc_data.topics import topics
from types import ModuleType
from typing import Any

from faker import VERSION
from faker.providers import address, job, person

from curation.scanner.names.gazetteers import FOLDER, LISTS, MANIFEST

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’ .-]+")
_GIVEN = re.compile(r"first_(?:romanized_)?names?(?:_\w+)?$|middle_names?(?:_\w+)?$")
_FAMILY = re.compile(r"last_(?:romanized_)?names?(?:_\w+)?$")
_PLACE = re.compile(
    r"(?:cities|city_names|real_city_names|towns|municipalities|communes|counties|states"
    r"|provinces|regions|districts|cantons|departments|prefectures|metropolitan_cities|distritos"
    r"|concelhos|estados|wilayas|villages|localities|province_lgus|metro_manila_lgus)$"
)
_PROSE = re.compile(r"(?<![\w.`*'=<\[({-])[a-z]{3,}(?![\w`*'(=\])}>-])")
_NO_PROSE = re.compile(r"^(?:site-packages|test|lib2to3|ensurepip)/|/tests?/")
_WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_SHORTEST = 2


def own_names() -> dict[str, dict[str, list[str]]]:
    """Our own lists: origin, part, names as written."""
    lists: dict[str, dict[str, list[str]]] = {}
    part: list[str] = []
    for line in (FOLDER / "own_names.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            origin, kind = line.strip("[]").split()
            part = lists.setdefault(origin, {}).setdefault(kind, [])
        elif not line.startswith("#"):
            part += line.split()
    return lists


def build() -> dict[str, list[str]]:
    """Every list in order, in lower case."""
    own = list(own_names().values())
    given = {*_from(person, _GIVEN), *_own(own, "given"), *_own(own, "middle")}
    family = {*_from(person, _FAMILY), *_own(own, "family")}
    places = {*_from(address, _PLACE)}
    countries = {*_from(address, re.compile("countries$"))}
    names = frozenset(_parts(given | family))
    ordinary = {*_ordinary(), *_documented(names)}
    short = {place for place in places if len(place) <= 3 or place in ordinary}
    places -= short
    return {
        "given": _sorted(_parts(given)),
        "family": _sorted(_parts(family)),
        "places": _sorted(places),
        "place_words": _sorted(_parts(places) - ordinary),
        "countries": _sorted(countries),
        "ordinary": _sorted(ordinary),
    }


def main() -> None:
    """Write the lists and their sum."""
    text = json.dumps(build(), ensure_ascii=False, separators=(",", ":"))
    packed = lzma.compress(text.encode("utf-8"), preset=9)
    LISTS.write_bytes(packed)
    manifest = json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}
    manifest["gazetteers"] = {
        "made_by": "python -m curation.scanner.names.build_gazetteers",
        "faker": VERSION,
        "python": platform.python_version(),
        "bytes": len(packed),
        "sha256": hashlib.sha256(packed).hexdigest(),
    }
    MANIFEST.write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n")
    print(manifest["gazetteers"])


def _ordinary() -> Iterator[str]:
    for line in (FOLDER / "ordinary_words.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.lower().split()
    yield from importlib.import_module("faker.providers.lorem.en_US").Provider.word_list
    for title in job.Provider.jobs:
        yield from re.findall(r"[a-z]{4,}", title.lower())


def _documented(names: frozenset[str]) -> Iterator[str]:
    """Words that the help and at least three docstrings of the standard library use, but names."""
    words = Counter(_PROSE.findall(" ".join(topics.values())))
    folder = Path(sysconfig.get_path("stdlib"))
    for file in sorted(folder.rglob("*.py")):
        if not _NO_PROSE.search(file.relative_to(folder).as_posix()):
            for text in _docstrings(file.read_text("utf-8", errors="replace")):
                words.update(set(_PROSE.findall(text)))
    yield from (word for word, count in words.items() if count > 2 and word not in names)


def _docstrings(source: str) -> Iterator[str]:
    with contextlib.suppress(SyntaxError):  # a template of code is no code
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, _WITH_DOCSTRING):
                yield ast.get_docstring(node) or ""


def _from(package: ModuleType, attribute: re.Pattern[str]) -> Iterator[str]:
    """Latin-script values of every locale's provider whose attribute's name matches."""
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for name in dir(provider):
            if attribute.match(name):
                yield from _latin(getattr(provider, name))


def _latin(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        if _LATIN.fullmatch(values) and len(values) >= _SHORTEST:
            yield " ".join(values.lower().split())
    elif isinstance(values, Iterable):
        for value in values:
            yield from _latin(value)


def _own(lists: list[dict[str, list[str]]], part: str) -> Iterator[str]:
    for parts in lists:
        yield from (name.lower() for name in parts.get(part, ()))


def _parts(names: Iterable[str]) -> set[str]:
    """The words of names, whole and at hyphens, without particles."""
    words = {word for name in names for word in name.split()}
    words |= {part for word in words for part in word.split("-")}
    return {word.strip(".'’") for word in words if len(word.strip(".'’-")) >= _SHORTEST}


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(set(words))


if __name__ == "__main__":
    main()
