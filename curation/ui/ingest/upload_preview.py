"""What one reading would become: how it is read, its first examples and its faulty rows."""

from collections.abc import Sequence

import streamlit as st

from curation.example import Example, Speaker
from curation.ingest.importers import IMPORTERS, named
from curation.task import Task
from curation.ui.ingest.fault_list import show_faults
from curation.ui.ingest.upload_columns import ask_columns
from curation.ui.ingest.upload_form import Handed, answer_rules, choose, chosen_for
from curation.ui.page import Visit
from curation.ui.show import conversation, show_error
from curation.workflow.ingest.ingest_preview import Preview

SURE, PROBABLE = 0.85, 0.6
"""From these confidences on a format is called sure, or probable."""

_LENGTH = 400


def show_preview(visit: Visit, task: Task, handed: Handed, seen: Preview) -> None:
    """One reading: how it is read and can be read otherwise, then what comes of it."""
    ids = [handed.ids[place] for place in seen.files]
    _ask_reading(task, ids, seen)
    if seen.refusal is not None:
        show_error(seen.refusal)
        return
    if seen.note:
        st.info(seen.note, icon=":material/info:")
    if seen.columns:
        ask_columns(visit, task, ids, seen)
    if not seen.is_mapped:
        st.text("Choose the column that holds the customer's message. A file without messages "
                "cannot train a model.")  # fmt: skip
        return
    if not seen.has_answers and seen.examples:
        st.info(
            "There are no replies in this file. Its tickets come in as prompts: your experts "
            "write the ideal answers in review.",
            icon=":material/edit_note:",
        )
    _show_examples(seen)
    if seen.fault_count:
        st.subheader("Faulty rows", anchor=False)
        show_faults(seen.faults, total=seen.fault_count)


def _ask_reading(task: Task, ids: Sequence[str], seen: Preview) -> None:
    """The format, and for conversations which reply is learned and whether quotes are cut."""
    chosen = chosen_for(ids[0])
    key = "_".join(ids)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _ask_format(task, ids, seen, key)
        if not _is_conversation(seen):
            return
        rules = answer_rules()
        st.selectbox(
            "Ideal answer",
            list(rules),
            index=list(rules).index(chosen.choices.answer),
            format_func=lambda rule: rules[rule],
            key=f"answer_{key}",
            on_change=lambda: choose(ids, answer=st.session_state[f"answer_{key}"]),
        )
        st.toggle(
            "Cut quoted mails and signatures",
            value=not chosen.choices.keep_quotes,
            key=f"cut_{key}",
            help="What is cut is shown below each message, and can be put back later.",
            on_change=lambda: choose(ids, keep_quotes=not st.session_state[f"cut_{key}"]),
        )
    if seen.is_repairable:
        st.toggle(
            "Repair letters that were decoded wrongly (such as Ã¼ for ü)",
            value=chosen.choices.repair,
            key=f"repair_{key}",
            on_change=lambda: choose(ids, repair=st.session_state[f"repair_{key}"]),
        )


def _ask_format(task: Task, ids: Sequence[str], seen: Preview, key: str) -> None:
    """The format that was recognised and how sure that is, and the others to choose from."""
    fitting = [one.format for one in IMPORTERS if task.intake in one.intakes]
    likely = [one for one in (seen.format, *seen.others) if one]
    formats = list(dict.fromkeys([*likely, *(one for one in fitting if one not in likely)]))
    if not formats:
        return

    def title(format: str) -> str:
        words = named(format).title
        return f"{words} ({_how_sure(ids, seen)})" if format == seen.format else words

    st.selectbox(
        "Read as",
        formats,
        index=0,
        format_func=title,
        key=f"format_{key}_{seen.format}",
        on_change=lambda: choose(ids, format=st.session_state[f"format_{key}_{seen.format}"]),
    )


def _how_sure(ids: Sequence[str], seen: Preview) -> str:
    if chosen_for(ids[0]).format:
        return "as you chose"
    if seen.confidence >= SURE:
        return "recognised"
    return "probably" if seen.confidence >= PROBABLE else "perhaps"


def _is_conversation(seen: Preview) -> bool:
    """True when the rows are conversations of a help desk or of mails, not rows of a table."""
    return seen.refusal is None and not seen.columns and any(e.origin for e in seen.examples)


def _show_examples(seen: Preview) -> None:
    if not seen.examples:
        return
    st.subheader("First examples", anchor=False)
    looked = f"The first {seen.rows_looked_at:,} rows were looked at. " if not seen.is_whole else ""
    st.caption(f"{looked}Choose a row to read it whole.")
    lines = [_line(example) for example in seen.examples]
    chosen = st.dataframe(
        lines,
        hide_index=True,
        height=min(250, 38 + 36 * len(lines)),
        on_select="rerun",
        selection_mode="single-row",
        key=f"ingest_first_{seen.name}_{seen.format}",
    )
    for place in chosen["selection"]["rows"]:
        if place < len(seen.examples):
            _show_whole(seen.examples[place])


def _show_whole(example: Example) -> None:
    """A whole example: its turns, what was cut from them, what came after, what is odd."""
    with st.container(border=True):
        for remark in example.remarks:
            st.badge(remark, icon=":material/priority_high:", color="orange")
        conversation(example.messages)
        if example.answer:
            st.badge("Ideal answer", icon=":material/school:", color="green")
            conversation((example.answer,))
        if example.following:
            with st.expander("What was said afterwards (not learned)"):
                conversation(example.following)
        if example.cuts:
            with st.expander(f"What was cut ({len(example.cuts)})"):
                for cut in example.cuts:
                    st.badge(str(cut.kind), color="gray")
                    st.text(cut.text)


def _line(example: Example) -> dict[str, str | int]:
    answer = example.answer
    first = next((m for m in example.messages if m.speaker == Speaker.USER), example.messages[0])
    called = ", ".join(call.name for call in answer.tool_calls) if answer else ""
    line: dict[str, str | int] = {
        "Row": example.source.row,
        "Category": ", ".join(s.value for s in example.suggestions if "." not in s.question),
        "Message": _short(first.content),
        "Ideal answer": _short(answer.content if answer else "") or called,
    }
    if len(example.messages) > 1:
        line["Turns before it"] = len(example.messages)
    if example.cuts:
        line["Cut"] = len(example.cuts)
    if example.remarks:
        line["To look at"] = " ".join(example.remarks)
    return line


def _short(text: str) -> str:
    one_line = " ".join(text[: _LENGTH * 2].split())
    return one_line if len(one_line) <= _LENGTH else one_line[: _LENGTH - 1] + "…"
