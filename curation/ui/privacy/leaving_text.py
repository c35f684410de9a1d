"""A text as it would leave, with what was replaced marked; never read as Markdown or HTML."""

from collections.abc import Sequence

import streamlit as st

_CSS = """
.text {
  white-space: pre-wrap; overflow-wrap: anywhere; max-height: 24rem; overflow-y: auto;
  font: inherit; color: var(--st-text-color); line-height: 1.5;
}
mark {
  background: var(--st-violet-background-color); color: var(--st-violet-text-color);
  border-radius: 3px; padding: 0 2px;
}
"""

_JS = """
export default function ({ data, parentElement }) {
  const text = parentElement.querySelector(".text");
  text.replaceChildren(...data.pieces.map(([words, marked]) => {
    const piece = document.createElement(marked ? "mark" : "span");
    piece.textContent = words;
    return piece;
  }));
}
"""

_component = st.components.v2.component(
    "leaving_text", html='<div class="text" dir="auto"></div>', css=_CSS, js=_JS
)

Piece = tuple[str, bool]
"""Some text, and whether it is marked."""


def leaving_pieces(text: str, places: Sequence[tuple[int, int]]) -> list[Piece]:
    """The text in pieces, those at the places marked; `places` in order, in code points."""
    pieces: list[Piece] = []
    position = 0
    for begins, ends in places:
        pieces += [(text[position:begins], False), (text[begins:ends], True)]
        position = ends
    pieces.append((text[position:], False))
    # half of a surrogate pair cannot travel to the browser
    return [(words.encode("utf-8", "replace").decode(), own) for words, own in pieces if words]


def leaving_text(text: str, places: Sequence[tuple[int, int]], *, key: str) -> None:
    """Show the text with these places marked."""
    _component(key=key, data={"pieces": leaving_pieces(text, places)})
