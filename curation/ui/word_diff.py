"""Showing a text with its changes marked, word by word, as plain text."""

import streamlit as st

from curation.review.word_diff import word_diff

_CSS = """
.text { white-space: pre-wrap; overflow-wrap: anywhere; color: var(--st-text-color);
  font-family: var(--st-font); line-height: 1.5; }
ins { background: var(--st-green-background-color); color: inherit; text-decoration: underline; }
del { background: var(--st-red-background-color); color: inherit; text-decoration: line-through; }
"""

_JS = """
const TAGS = { same: "span", added: "ins", removed: "del" };
export default function (component) {
  const { data, parentElement } = component;
  const place = parentElement.querySelector(".text");
  place.replaceChildren(...data.runs.map(([change, text]) => {
    const run = document.createElement(TAGS[change]);
    run.textContent = text;
    return run;
  }));
}
"""

_marked = st.components.v2.component(
    "changed_text", html='<div class="text"></div>\n', css=_CSS, js=_JS
)


def show_changes(before: str, after: str, *, key: str) -> None:
    """`after` with what it adds to `before` underlined and what it leaves out struck through."""
    runs = [
        [str(run.change), run.text.encode("utf-8", "replace").decode()]  # lone surrogates
        for run in word_diff(before, after)
    ]
    _marked(data={"runs": runs}, key=key)
