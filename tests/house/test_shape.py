"""The shape of the code: sizes, names, docstrings, the map, and what must never be there."""

import ast
import re
import subprocess

import pytest

import curation
from curation.settings import ROOT
from tests.house.house import name, product_files, python_files, room_of, tree

PRODUCT = product_files()
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
FILE_LINES, PAGE_LINES, FUNCTION_LINES = 320, 155, 60


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_a_file_is_short():
    long = {
        name(file): lines
        for file in PRODUCT
        if (lines := len(file.read_text().splitlines()))
        > (PAGE_LINES if room_of(file) == "pages" else FILE_LINES)
    }
    assert long == {}


def test_a_function_is_short():
    long = {
        (name(file), node.name): length(node)
        for file in PRODUCT
        for node in ast.walk(tree(file))
        if isinstance(node, FUNCTIONS) and length(node) > FUNCTION_LINES
    }
    assert long == {}


def test_what_is_public_has_a_docstring():
    bare = [name(file) for file in PRODUCT if not ast.get_docstring(tree(file))]
    for file in PRODUCT:
        for node in tree(file).body:
            public = isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                bare.append(f"{name(file)}: {node.name}")
    assert bare == []


def test_no_file_has_a_name_that_says_nothing():
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert not [name(f) for f in PRODUCT if vague & set(re.split(r"[/_.]", name(f)))]


def test_the_map_names_every_place_and_no_other():
    """Every module and package of `curation` has its line in the map, and each line its place."""
    lines = re.findall(r"^(\w+) {2,}\S", curation.__doc__ or "", flags=re.MULTILINE)
    folder = ROOT / "curation"
    places = {
        path.stem
        for path in folder.iterdir()
        if not path.name.startswith("__")
        and (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    assert set(lines) == places


@pytest.mark.parametrize("file", python_files("pages"), ids=name)
def test_a_page_opens_before_anything_else_is_done(file):
    """The first statement that does something is `… = open_page(…)` with a lowest role."""
    first = next(
        node
        for node in tree(file).body
        if not isinstance(node, (ast.Import, ast.ImportFrom, *FUNCTIONS, ast.ClassDef))
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and not (isinstance(node, (ast.Assign, ast.AnnAssign)) and is_plain(node.value))
    )
    call = first.value if isinstance(first, (ast.Assign, ast.Expr)) else None
    assert isinstance(call, ast.Call)
    assert ast.unparse(call.func) == "open_page"
    assert "at_least" in {keyword.arg for keyword in call.keywords}


def is_plain(value: ast.expr | None) -> bool:
    """True for a constant made without touching Streamlit or the workspace."""
    return value is not None and not any(
        isinstance(node, ast.Name) and node.id in {"st", "open_page"} for node in ast.walk(value)
    )


def test_the_store_only_adds():
    """No statement of the store changes or removes a row, but the erasure of a person's text."""
    changes = re.compile(r"\b(delete from|update \w+ set|truncate)\b", re.IGNORECASE)
    wrong = [
        f"{name(file)}:{node.lineno}"
        for file in python_files("curation/store")
        if file.name != "erasure.py"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and changes.search(" ".join(node.value.split()))
    ]
    assert wrong == []


def test_sql_is_written_in_the_store_only():
    statement = re.compile(
        r"\b(select .+ from|insert into|create table)\b", re.IGNORECASE | re.DOTALL
    )
    wrong = []
    for file in PRODUCT:
        if room_of(file) in {"store", "explore"} or "explore" in file.name:
            continue
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                documented = isinstance(getattr(node, "parent", None), ast.Expr)
                if statement.search(node.value) and "\n" not in node.value and not documented:
                    wrong.append(f"{name(file)}:{node.lineno}")
    assert not wrong, wrong


def committed_files() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_lock_has_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    pinned = re.findall(r"^[a-z0-9][\w.-]*(?:\[[^]]*\])?==\S+", lock, flags=re.MULTILINE)
    assert len(pinned) <= lock.count("--hash=sha256:")


def test_no_path_of_a_home_or_work_folder_is_committed():
    """A path of the machine it was written on means nothing to anybody else."""
    pattern = re.compile(r"(/home/|/root/|/Users/|/work/)\w")
    wrong = []
    for file in committed_files():
        path = ROOT / file
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".sh", ".sql", ".lock", ""}:
            if path.name in {"test_shape.py"}:
                continue
            if pattern.search(path.read_text(errors="ignore")):
                wrong.append(file)
    assert not wrong, wrong


def test_nothing_is_left_to_do_in_a_comment():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!X)")
    wrong = [
        f"{name(f)}:{number}"
        for f in PRODUCT
        for number, line in enumerate(f.read_text().splitlines(), 1)
        if "#" in line and marks.search(line.split("#", 1)[1])
    ]
    assert not wrong, wrong
