"""The texts of a conversation: what was asked, what an answer says, and how many tokens it has."""

import json
import re
from collections import Counter
from collections.abc import Sequence

from curation.trainer.records import Json

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def tokens(text: str) -> list[str]:
    """The words, numbers and marks of a text, as this server counts tokens."""
    return _TOKEN.findall(text)


def text_of(message: Json) -> str:
    """The words of a message, whether its content is a text or a list of parts; "" for none."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return "\n".join(str(part.get("text", "")) for part in parts if isinstance(part, dict))


def said(message: Json) -> str:
    """All that a message says: its words, then each tool call as a name and its arguments.

    Arguments that are JSON are written with sorted keys, so that equal calls are equal texts.
    """
    calls = [
        f"{call['function']['name']}({_sorted(call['function'].get('arguments', ''))})"
        for call in message.get("tool_calls") or ()
    ]
    return "\n".join([text_of(message), *calls]).strip()


def asked(messages: Sequence[Json]) -> str:
    """What a conversation asks: the last user message and all that followed it.

    What followed are tool calls and their results, which the next answer depends on. Without a
    user message it is everything but the instructions.
    """
    speakers = [message.get("role") for message in messages]
    if "user" in speakers:
        begins = len(speakers) - 1 - speakers[::-1].index("user")
        relevant = list(messages[begins:])
    else:
        relevant = [m for m in messages if m.get("role") not in ("system", "developer")]
    return "\n".join(text for text in map(said, relevant) if text)


def first_sentence(text: str) -> str:
    """The first sentence or line that is not blank; "" when there is none."""
    return next((part.strip() for part in _SENTENCE.split(text.strip()) if part.strip()), "")


def count_tokens(text: str) -> Counter[str]:
    """How often each token stands in a text, whatever its case."""
    return Counter(tokens(text.lower()))


def token_f1(answer: Counter[str], truth: Counter[str]) -> float:
    """How much two texts overlap in tokens, whatever their order: 0 nothing, 1 all.

    The harmonic mean of precision and recall over the two multisets of tokens. Two empty texts
    agree (1), an empty one and another do not (0).
    """
    if not answer and not truth:
        return 1.0
    shared = sum(min(count, truth[token]) for token, count in answer.items() if token in truth)
    return 2 * shared / (answer.total() + truth.total())


def shortened(text: str, most: int) -> str:
    """The text up to and with its token number `most`."""
    places = [match.end() for match in _TOKEN.finditer(text)]
    return text if len(places) <= most else text[: places[most - 1]]


def _sorted(arguments: object) -> str:
    try:
        value = json.loads(arguments) if isinstance(arguments, str) else arguments
    except ValueError:
        return str(arguments)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
