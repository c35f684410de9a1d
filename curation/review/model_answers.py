"""What a model is told so that it answers a question, and what of its answer is taken."""

import json
from collections.abc import Sequence

from curation.review.answers import MAX_ANSWER
from curation.review.card import read_fields, write_fields
from curation.review.submission import UNSTORABLE
from curation.task import RATINGS, Question, QuestionKind


def instruct(question: Question, options: Sequence[str], *, is_trained: bool) -> str:
    """What is said after the instructions of the task; empty where these are enough.

    They are for a text that is the trained answer: it is what a model of the task is asked for.
    """
    match question.kind:
        case QuestionKind.LABEL:
            form = "exactly one of these, and nothing else:\n" + "\n".join(options)
        case QuestionKind.RATING:
            meanings = zip(RATINGS, question.options or ("",) * len(RATINGS), strict=True)
            form = "one number, and nothing else:\n" + "\n".join(
                f"{number} {meaning}".strip() for number, meaning in meanings
            )
        case QuestionKind.FIELDS:
            keys = ", ".join(json.dumps(name, ensure_ascii=False) for name in question.fields)
            form = f"one JSON object with text for each of these keys, and nothing else: {keys}"
        case _:
            if is_trained:
                return ""
            form = "that text, and nothing else."
    begin = "" if is_trained else "Do not answer the messages: judge them. "
    return f"{begin}{question.title}: write {form}"


def take_answer(question: Question, options: Sequence[str], text: str) -> str:
    """What a model's answer suggests, as it is stored; empty where it is no answer.

    A label may be in other letters or in quotes; of fields none may be unknown, and one must have
    a value.
    """
    said = text.strip()
    if not said or len(said) > MAX_ANSWER or UNSTORABLE.search(said):
        return ""
    match question.kind:
        case QuestionKind.LABEL:
            return _label(said, options)
        case QuestionKind.RATING:
            return said if said in RATINGS else ""
        case QuestionKind.FIELDS:
            return _fields(said, question.fields)
        case QuestionKind.TEXT:
            return said
        case _:
            return ""


def _label(said: str, options: Sequence[str]) -> str:
    if said in options:
        return said
    bare = said.rstrip(".").strip("\"'`“”").casefold()
    same = [option for option in options if option.casefold() == bare]
    return same[0] if len(same) == 1 else ""


def _fields(said: str, names: tuple[str, ...]) -> str:
    try:
        value = json.loads(said)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(value, dict) or not set(value) <= set(names):
        return ""
    fields = read_fields(said, names)
    return write_fields(fields) if any(fields.values()) else ""
