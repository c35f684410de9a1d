"""Ready-made tuning lines of all shapes; one shape = one row of the table."""

from collections.abc import Callable, Mapping
from typing import Any

from curation.example import Message, Speaker
from curation.ingest.chat_lines import checked_prompt, is_chat_line, read_chat_line
from curation.ingest.choices import AnswerRule
from curation.ingest.preference_pairs import is_whole_pair, read_whole_pair
from curation.ingest.rows import Row, answer_from, prompt_from
from curation.ingest.share_gpt import is_share_gpt, read_share_gpt
from curation.ingest.source_file import RowRefused
from curation.ingest.transcript import EVENT_LEFT_OUT, SPEAKERS, row_of_turns

Line = Mapping[str, Any]

_PAIR_LISTS = ("original", "turns", "dialogue", "dialog")


def _is_alpaca_with_history(line: Line) -> bool:
    return "instruction" in line and "output" in line and bool({"history", "system"} & set(line))


def _read_alpaca_with_history(line: Line) -> Row:
    """The instruction and its input, after a system prompt and earlier questions and answers."""
    texts = [line.get(name) or "" for name in ("system", "instruction", "input", "output")]
    history = line.get("history") or []
    if not all(isinstance(text, str) for text in texts) or not _is_pairs(history):
        raise RowRefused(
            "The instruction, the system prompt or the history is not text.",
            'Write history as [["question", "answer"], …].',
        )
    system, instruction, given, output = texts
    messages = [Message(speaker=Speaker.SYSTEM, content=system)] if system.strip() else []
    for question, answer in history:
        messages += [
            Message(speaker=Speaker.USER, content=question),
            Message(speaker=Speaker.ASSISTANT, content=answer),
        ]
    prompt = (*messages, *prompt_from(instruction, given))
    return Row(prompt=checked_prompt(prompt), answer=answer_from(output))


def _is_speaker_pairs(line: Line) -> bool:
    return any(_is_pairs(line.get(name)) and line[name] for name in _PAIR_LISTS)


def _read_speaker_pairs(line: Line) -> Row:
    """The turns of [[speaker, text], …]; what the desk's program did is left out."""
    pairs = next(line[name] for name in _PAIR_LISTS if _is_pairs(line.get(name)) and line[name])
    known = [(SPEAKERS.get(who.casefold()), text) for who, text in pairs]
    messages = [Message(speaker=who, content=text) for who, text in known if who and text.strip()]
    left_out = len(messages) < len(known)
    return row_of_turns(messages, AnswerRule.LAST, remarks=(EVENT_LEFT_OUT,) if left_out else ())


def _is_pairs(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
        for pair in value
    )


SHAPES: tuple[tuple[Callable[[Line], bool], Callable[[Line], Row]], ...] = (
    (is_chat_line, read_chat_line),
    (is_share_gpt, read_share_gpt),
    (is_whole_pair, read_whole_pair),
    (_is_alpaca_with_history, _read_alpaca_with_history),
    (_is_speaker_pairs, _read_speaker_pairs),
)
"""One shape = what tells it and what reads it; the first that fits reads the line."""


def is_tuning_line(line: Line) -> bool:
    """True for a line of one of the shapes."""
    return any(fits(line) for fits, _ in SHAPES)


def read_tuning_line(line: Line) -> Row:
    """The row of a line of one of the shapes; RowRefused with a plain reason."""
    return next(read for fits, read in SHAPES if fits(line))(line)
