"""Documents of Atlassian become the text that a person sees."""

import pytest

from curation.ingest.helpdesks.adf import adf_to_text


def node(kind: str, *content, **attrs) -> dict:
    return {"type": kind, "attrs": attrs, "content": list(content)}


def text(words: str, *marks) -> dict:
    return {"type": "text", "text": words, "marks": list(marks)}


def paragraph(*words) -> dict:
    return node("paragraph", *(text(w) if isinstance(w, str) else w for w in words))


def item(*content) -> dict:
    return node("listItem", *content)


LINK = {"type": "link", "attrs": {"href": "https://example.org"}}

CASES = {
    "paragraphs": ([paragraph("One"), paragraph("Two")], "One\n\nTwo"),
    "break": ([paragraph("One", {"type": "hardBreak"}, "Two")], "One\nTwo"),
    "marks": ([paragraph("a ", text("b", {"type": "strong"}), " c")], "a b c"),
    "link": ([paragraph(text("here", LINK))], "here (https://example.org)"),
    "bare link": ([paragraph(text("https://example.org", LINK))], "https://example.org"),
    "bullets": ([node("bulletList", item(paragraph("a")), item(paragraph("b")))], "- a\n- b"),
    "numbers": ([node("orderedList", item(paragraph("a")), item(paragraph("b")), order=3)],
                "3. a\n4. b"),
    "nested": ([node("bulletList", item(paragraph("a"), node("bulletList", item(paragraph("b")))))],
               "- a\n  - b"),
    "tasks": ([node("taskList", node("taskItem", text("do")))], "- do"),
    "heading": ([node("heading", text("Head"), level=2), paragraph("Body")], "Head\n\nBody"),
    "code": ([node("codeBlock", text("a = 1\nb = 2"))], "a = 1\nb = 2"),
    "mention": ([paragraph("Hi ", node("mention", text="@Ann", id="1"))], "Hi @Ann"),
    "emoji": ([paragraph(node("emoji", shortName=":smile:"))], ":smile:"),
    "card": ([paragraph(node("inlineCard", url="https://example.org/1"))],
             "https://example.org/1"),
    "date": ([paragraph(node("date", timestamp="1767225600000"))], "2026-01-01"),
    "picture": ([node("mediaSingle", node("media", id="1", alt="a lamp"))], "a lamp"),
    "panel": ([node("panel", paragraph("Note"), panelType="info")], "Note"),
    "expand": ([node("expand", paragraph("Body"), title="More")], "More\n\nBody"),
    "quote": ([node("blockquote", paragraph("said"))], "said"),
    "table": ([node("table", node("tableRow", node("tableHeader", paragraph("a")),
                                  node("tableCell", paragraph("b"))))], "a | b"),
    "unknown": ([node("newThing", paragraph("kept"))], "kept"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_node_becomes_the_text_it_shows(name):
    content, expected = CASES[name]
    assert adf_to_text({"type": "doc", "version": 1, "content": content}) == expected


@pytest.mark.parametrize("broken", [
    None, 5, "text", [], {}, {"type": "doc"}, {"type": "doc", "content": None},
    {"type": "doc", "content": [None, 5, {"type": None}, {"type": "text", "text": None}]},
    {"type": "doc", "content": [{"type": "text", "text": "a", "marks": [5, {"type": "link"}]}]},
    {"type": "doc", "content": [{"type": "date", "attrs": {"timestamp": "9" * 30}}]},
    {"type": "doc", "content": [{"type": "orderedList", "attrs": {"order": "x"}, "content": [1]}]},
])  # fmt: skip
def test_a_broken_document_is_read_as_far_as_it_goes(broken):
    assert adf_to_text(broken) in ("", "a")
