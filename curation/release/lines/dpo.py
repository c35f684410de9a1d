"""Preference lines: one prompt, the better answer and the worse one."""

from difflib import SequenceMatcher

from curation.example import Json, Message, Speaker
from curation.release.gold import GoldExample
from curation.release.lines.prompt import answer, missing_answer, preferred, prompt
from curation.task import Task

NO_WORSE_ANSWER = "no worse answer"
SMALL_EDIT = "the edit is too small for a pair"
NO_EDIT_REASON = "the edit has no reason"
SAME_ANSWER = "both answers are the same"
TOOL_ANSWER = "the answer calls a tool"


def missing(gold: GoldExample, task: Task) -> str | None:
    """Why there can be no pair; None when there can. Pairs are of text only."""
    if reason := missing_answer(gold, task):
        return reason
    better, worse = answer(gold, task), _worse(gold, task)
    is_edit = gold.example.rejected is None and preferred(gold, task) is None
    if is_edit and (reason := _missing_of_edit(gold, task, better)):
        return reason
    if worse is None or not worse.content.strip():
        return NO_WORSE_ANSWER
    if better.tool_calls or worse.tool_calls:
        return TOOL_ANSWER
    return SAME_ANSWER if better.content.split() == worse.content.split() else None


def line(gold: GoldExample, task: Task) -> Json:
    """`input`, `preferred_output` and `non_preferred_output`, one message on each side."""
    worse = _worse(gold, task)
    if worse is None:
        raise ValueError(NO_WORSE_ANSWER)
    given: Json = {"messages": prompt(gold, task)}
    if gold.example.tools:
        given["tools"] = list(gold.example.tools)
    return {
        "input": given,
        "preferred_output": [_side(answer(gold, task))],
        "non_preferred_output": [_side(worse)],
    }


def change_share(before: str, after: str) -> float:
    """The share of words that differ between two texts: 0 for the same, 1 for nothing in common.

    (T - 2 M) / T with M the words in matching runs and T the words of both (1 - difflib's ratio).
    Two texts without words are the same.
    """
    old, new = before.split(), after.split()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    total = len(old) + len(new)
    return (total - 2 * sum(block.size for block in blocks)) / total if total else 0.0


def _worse(gold: GoldExample, task: Task) -> Message | None:
    """The one not preferred, or the one that came as the worse, or the draft that was changed."""
    if pair := preferred(gold, task):
        return pair[1]
    return gold.example.rejected or gold.example.answer


def _missing_of_edit(gold: GoldExample, task: Task, better: Message) -> str | None:
    """Why an edit makes no pair: nothing was edited, or too little, or nobody said why."""
    share = change_share(gold.example.answer.content, better.content) if gold.example.answer else 0
    if not share:
        return NO_WORSE_ANSWER
    if share < task.least_edit:
        return SMALL_EDIT
    return NO_EDIT_REASON if task.edit_reasons and not gold.has_edit_reason else None


def _side(message: Message) -> Json:
    return {"role": str(Speaker.ASSISTANT), "content": message.content}
