"""Ticket text is data: what renders Markdown or HTML gets only words of our own."""

import ast

from tests.house.house import name, python_files, tree

RENDERS = {
    "markdown", "write", "caption", "title", "header", "subheader", "error", "warning", "info",
    "success", "toast", "html", "table", "latex", "metric", "badge",
}  # fmt: skip
"""Streamlit calls whose first argument is Markdown or HTML."""

SOURCES = {
    "content", "text_of", "messages", "answer", "answers", "reference", "arguments", "comment",
    "subject", "metadata", "source_file",
}  # fmt: skip
"""Attributes that hold words from tickets, invoices or reviewers."""


def rendered_calls(module: ast.Module):
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in RENDERS
            and node.args
        ):
            yield node


def test_no_ticket_text_reaches_what_renders_it():
    wrong = {}
    for file in python_files("pages", "curation/ui"):
        for call in rendered_calls(tree(file)):
            reached = {n.attr for n in ast.walk(call.args[0]) if isinstance(n, ast.Attribute)}
            if reached & SOURCES:
                wrong[f"{name(file)}:{call.lineno}"] = reached & SOURCES
    assert wrong == {}


def test_nothing_is_rendered_as_raw_html():
    wrong = [
        f"{name(file)}:{node.value.lineno}"
        for file in python_files("pages", "curation/ui", "curation/main.py")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.keyword)
        and node.arg in {"unsafe_allow_html", "unsafe_allow_javascript"}
    ]
    assert wrong == []
