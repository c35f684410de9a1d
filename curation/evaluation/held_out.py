"""Held-out lines of a release: what a model is asked, and what it ought to answer."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from curation.example import Json, canonical_json
from curation.release.method import TrainingMethod
from curation.release.pictures import shortened

_ASKED = ("role", "content", "name", "tool_calls", "tool_call_id")
"""What of a message is sent; a weight is for training only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """One held-out line: `messages` as chat APIs take them, and the ideal answer as text.

    `item` has what graders read as `item.…`: `reference_answer`, and in a reinforcement line its
    other fields.
    """

    example_id: str
    messages: tuple[Json, ...]
    reference: str
    item: Json = field(default_factory=dict)

    @property
    def prompt(self) -> str:
        """All that is asked, message by message, instructions included."""
        return "\n\n".join(_text(m) for m in self.messages)

    @property
    def question(self) -> str:
        """What the person wrote last; empty when no message is a person's."""
        asked = [_text(m) for m in self.messages if m.get("role") == "user"]
        return asked[-1] if asked else ""


def _text(message: Json) -> str:
    """The words of a message; of a picture no more than its size."""
    content = shortened(message.get("content"))
    return content if isinstance(content, str) else canonical_json(content) if content else ""


def held_out(line: Json, method: TrainingMethod, *, example_id: str) -> HeldOut | None:
    """What a line asks and the answer it wants; None when that answer is no text.

    Of a supervised line the last message is the ideal answer, of a preference line the better one,
    of a reinforcement line its `reference_answer`.
    """
    if method == TrainingMethod.DPO:
        messages, answer = line["input"]["messages"], line["preferred_output"][-1]
    elif method == TrainingMethod.RFT:
        messages, answer = line["messages"], {"content": line.get("reference_answer")}
    else:
        messages, answer = line["messages"][:-1], line["messages"][-1]
    reference = answer.get("content")
    if not isinstance(reference, str) or not reference.strip():
        return None
    return HeldOut(
        example_id=example_id,
        messages=tuple({k: m[k] for k in _ASKED if k in m} for m in messages),
        reference=reference,
        item=_item(line, method, reference),
    )


def _item(line: Json, method: TrainingMethod, reference: str) -> Json:
    if method == TrainingMethod.RFT:
        return {name: value for name, value in line.items() if name not in ("messages", "tools")}
    found: Json = {"reference_answer": reference}
    with suppress(ValueError, RecursionError):
        fields = json.loads(reference)
        if isinstance(fields, dict):
            found["reference_fields"] = fields
    return found


def prompt_key(line: Json) -> str:
    """A hash of what a line asks, whatever the case, white space and system prompt."""
    messages = line["input"]["messages"] if "input" in line else line["messages"]
    if "input" not in line and messages[-1].get("role") == "assistant":
        messages = messages[:-1]
    said = [
        [m.get("role"), " ".join(str(m.get("content") or "").split()).casefold()]
        for m in messages
        if m.get("role") not in ("system", "developer")
    ]
    return hashlib.sha256(canonical_json(said).encode("utf-8", "surrogatepass")).hexdigest()


def leaked(train: Iterable[Json], test: Iterable[Json]) -> int:
    """How many test lines ask what a training line asks too."""
    known = {prompt_key(line) for line in train}
    return sum(prompt_key(line) in known for line in test)
