"""Rules about the messages of a line."""

from collections.abc import Iterator

from curation.release.method import TrainingMethod
from curation.release.validation.rule import (
    Line,
    Purpose,
    is_unicode,
    objects,
    quoted,
    text_of,
    texts_of,
)

ROLES = ("system", "user", "assistant", "tool", "function")
GRADED_ROLES = ("developer", "user", "assistant", "tool")
"""Of lines of reinforcement, whose instructions are a developer's."""
KEYS = {"role", "content", "name", "weight", "tool_calls", "tool_call_id", "function_call"}
_PROMPT = {"messages", "tools", "parallel_tool_calls"}
_LINE_KEYS = {
    TrainingMethod.SFT: _PROMPT | {"functions"},
    TrainingMethod.DPO: _PROMPT | {"input", "preferred_output", "non_preferred_output"},
}
SPECIAL_TOKENS = (
    *("<|endoftext|>", "<|endofprompt|>", "<|startoftext|>"),
    *("<|im_start|>", "<|im_end|>", "<|im_sep|>"),
    *("<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>"),
    *("<|start|>", "<|end|>", "<|message|>", "<|channel|>", "<|return|>", "<|call|>"),
)
"""Marks that models use between texts; a provider refuses a file that has one inside a text."""


def messages_are_there(line: Line, purpose: Purpose) -> Iterator[str]:
    """`messages` is a list of at least one object."""
    messages = line.holder.get("messages")
    if not isinstance(messages, list) or not messages:
        yield "There is no list of messages."
    elif len(objects(messages)) < len(messages):
        yield "A message is not an object."


def roles_are_known(line: Line, purpose: Purpose) -> Iterator[str]:
    """Every role is known; instructions are the system's, of reinforcement a developer's."""
    known = GRADED_ROLES if purpose.method == TrainingMethod.RFT else ROLES
    for place, message in line.messages:
        role = message.get("role")
        if role not in known:
            yield f"{place} has the role {quoted(role)}; known are {', '.join(known)}."


def keys_are_known(line: Line, purpose: Purpose) -> Iterator[str]:
    """No message has a key that nobody reads."""
    for place, message in line.messages:
        for key in message.keys() - KEYS:
            yield f"{place} has the unknown key {quoted(key)}."


def line_keys_are_known(line: Line, purpose: Purpose) -> Iterator[str]:
    """No line has a key that nobody reads; lines of reinforcement have fields of their own."""
    given = [*line.content, *(line.holder if line.holder is not line.content else ())]
    for key in given:
        if key not in _LINE_KEYS[purpose.method]:
            yield f"The line has the unknown key {quoted(key)}."


def content_is_there(line: Line, purpose: Purpose) -> Iterator[str]:
    """Every message has text; only an assistant that calls a tool may have none."""
    for place, message in line.messages:
        content = message.get("content")
        calls = message.get("role") == "assistant" and (
            message.get("tool_calls") or message.get("function_call")
        )
        if content is not None and not _is_content(content):
            yield f"{place} has content that is neither text nor a list of parts."
        elif not calls and not text_of(message).strip() and not _has_picture(content):
            yield f"{place} is empty."


def weight_is_right(line: Line, purpose: Purpose) -> Iterator[str]:
    """`weight` is 0 or 1 and stands on messages of the assistant only."""
    for place, message in line.messages:
        if "weight" not in message:
            continue
        weight = message["weight"]
        if isinstance(weight, bool) or weight not in (0, 1):
            yield f"{place} has a weight that is neither 0 nor 1."
        elif message.get("role") != "assistant":
            yield f"{place} has a weight, which only an assistant's message may have."


def something_is_learned(line: Line, purpose: Purpose) -> Iterator[str]:
    """At least one message of the assistant has a weight other than 0."""
    answers = [m for _, m in line.messages if m.get("role") == "assistant"]
    if answers and all(message.get("weight") == 0 for message in answers):
        yield "Every answer has the weight 0, so nothing would be learned."


def assistant_is_last(line: Line, purpose: Purpose) -> Iterator[str]:
    """The last message is the assistant's: the answer to learn."""
    messages = objects(line.content.get("messages"))
    if messages and messages[-1].get("role") != "assistant":
        yield "The last message is not the assistant's."


def no_special_tokens(line: Line, purpose: Purpose) -> Iterator[str]:
    """No text has a special token, such as `<|endoftext|>`, in it."""
    for place, message in line.messages:
        for text in texts_of(message):
            found = [token for token in SPECIAL_TOKENS if token in text]
            if found:
                yield f"{place} holds the special token {found[0]}."


def text_is_unicode(line: Line, purpose: Purpose) -> Iterator[str]:
    """No text holds half a surrogate pair, which cannot be written as UTF-8."""
    for place, message in line.messages:
        if any(not is_unicode(text) for text in texts_of(message)):
            yield f"{place} holds half a character (a lone surrogate)."


def fits_the_context(line: Line, purpose: Purpose) -> Iterator[str]:
    """The line is no longer than the model's context: the rest would be cut, with the answer."""
    limit = purpose.model.context
    if limit is not None and line.tokens > limit:
        yield f"It has about {line.tokens:,} tokens; the model reads {limit:,}."


def _is_content(content: object) -> bool:
    return isinstance(content, str) or (
        isinstance(content, list) and len(objects(content)) == len(content)
    )


def _has_picture(content: object) -> bool:
    return any(part.get("type") == "image_url" for part in objects(content))
