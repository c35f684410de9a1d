"""The house as the tests see it: its Python files, their rooms and what they import."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from curation.settings import ROOT

WORDS = ("errors", "example", "people", "task", "label_color", "activity", "settings", "figures")
ROOMS = (
    "ingest",
    "privacy",
    "review",
    "balance",
    "reward",
    "release",
    "training",
    "evaluation",
    "sample",
)
EDGES = ("store", "scanner", "tokens", "ocr", "files", "providers", "locked", "posting")


def python_files(*places: str) -> list[Path]:
    """Every Python file below these places of the project, sorted."""
    files: list[Path] = []
    for place in places:
        path = ROOT / place
        files += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return files


def product_files() -> list[Path]:
    """Every Python file that is shipped to a user."""
    return python_files("app.py", "pages", "curation")


@cache
def tree(file: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(file.read_text(), filename=str(file))


def room_of(file: Path) -> str:
    """The place a file belongs to: a word, room or edge, "pages", or "app"."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "curation" and len(parts) > 1 else parts[0]


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports anywhere, as a dotted name."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name(file: Path) -> str:
    """The file's path from the project's root, for messages."""
    return str(file.relative_to(ROOT))
