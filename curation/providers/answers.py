"""What a model has answered, as one text."""

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from curation.evaluation.contestant import Reply
from curation.example import canonical_json
from curation.training.outlook import Offered

if TYPE_CHECKING:
    from openai.types import Model as OpenAIModel
    from openai.types.chat import ChatCompletion


def reply_of(completion: "ChatCompletion") -> Reply:
    """What was said, with the tokens that the provider has counted."""
    used = completion.usage
    return Reply(
        text=said(completion),
        input_tokens=used.prompt_tokens if used else None,
        output_tokens=used.completion_tokens if used else None,
    )


def offered(model: "OpenAIModel") -> Offered:
    """A model of a list; its end is `shutdown_date`, as a date in ISO form or a Unix time."""
    given = getattr(model, "shutdown_date", None)
    ends: date | None = None
    try:
        if isinstance(given, int | float):
            ends = datetime.fromtimestamp(given, UTC).date()
        elif given:
            ends = date.fromisoformat(str(given)[:10])
    except (ValueError, OverflowError, OSError):
        pass  # a word that is no date says nothing
    return Offered(name=model.id, ends=ends)


def said(completion: "ChatCompletion") -> str:
    """The text of the first choice; tool calls as canonical JSON `[{"arguments", "name"}]`."""
    if not completion.choices:
        return ""
    message = completion.choices[0].message
    calls = [call.function for call in message.tool_calls or () if call.type == "function"]
    if calls:
        return canonical_json(
            [{"name": call.name, "arguments": _parsed(call.arguments)} for call in calls]
        )
    return message.content or ""


def _parsed(arguments: str) -> Any:
    try:
        return json.loads(arguments)
    except ValueError:
        return arguments
