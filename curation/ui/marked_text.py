"""Text with marked places, shown letter by letter as it is: never read as Markdown or HTML."""

import streamlit as st

_CSS = """
.text {
  white-space: pre-wrap; overflow-wrap: anywhere;
  font: inherit; color: var(--st-text-color); line-height: 1.5;
}
mark {
  background: color-mix(in srgb, var(--st-primary-color) 25%, transparent);
  color: inherit; border-radius: 3px; padding: 0 2px; font-weight: 600;
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
    "marked_text", html='<div class="text"></div>', css=_CSS, js=_JS
)

Piece = tuple[str, bool]
"""Some text, and whether it is marked."""


def marked_pieces(text: str, begins: int, ends: int, *, around: int) -> list[Piece]:
    """The text around a place, in pieces: what is cut off at either side is shown as "…".

    Cut here, in code points, and not in the browser, where offsets count UTF-16 units.
    """
    first, last = max(0, begins - around), min(len(text), ends + around)
    pieces = [
        (("…" if first else "") + text[first:begins], False),
        (text[begins:ends], True),
        (text[ends:last] + ("…" if last < len(text) else ""), False),
    ]
    return [(_encodable(words), marked) for words, marked in pieces if words]


def marked_text(text: str, begins: int, ends: int, *, key: str, around: int = 160) -> None:
    """Show the text around a place with the place marked; `begins` and `ends` in code points."""
    _component(key=key, data={"pieces": marked_pieces(text, begins, ends, around=around)})


def _encodable(text: str) -> str:
    """Half of a surrogate pair cannot travel to the browser."""
    return text.encode("utf-8", "replace").decode("utf-8")
