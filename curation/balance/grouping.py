"""What must not be split between training and test: keys that examples share."""

import hashlib
from collections.abc import Iterable, Mapping

from curation.example import Example, Speaker, message_to_json

INSTRUCTIONS = {Speaker.SYSTEM, Speaker.DEVELOPER}


def normalised_prompt(example: Example) -> str:
    """The prompt without instructions, case and runs of white space; digits and marks are kept.

    Two prompts with the same one are the same question to a model: 'Order 12' and 'Order 13' are
    not.
    """
    turns = []
    for message in example.messages:
        if message.speaker not in INSTRUCTIONS:
            calls = message.tool_calls and message_to_json(message)["tool_calls"]
            text = " ".join(f"{message.content} {calls or ''}".casefold().split())
            turns.append(f"{message.speaker}: {text}")
    return "\n".join(turns)


def prompt_text(example: Example) -> str:
    """What was said in the prompt, without instructions and without who said it."""
    return "\n".join(
        message.content for message in example.messages if message.speaker not in INSTRUCTIONS
    )


def keys_of(example: Example, *, example_id: str) -> tuple[str, ...]:
    """The keys of an example: itself, its group and its prompt, as hashes of 32 digits.

    Examples that share a key, directly or through others, form one group. `example_id` is given
    because the masked text of an example has an identity of its own.
    """
    keys = [f"example:{example_id}", f"prompt:{normalised_prompt(example)}"]
    if example.group:
        keys.append(f"group:{example.group}")
    return tuple(_hashed(key) for key in keys)


def link_key(one: str, other: str) -> str:
    """The key that two linked examples share, whichever is named first."""
    return _hashed("link:" + "|".join(sorted((one, other))))


def components(keys: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The groups of ids that hang together through shared keys, in the order of the ids."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for item, own in keys.items():
        for key in own:
            parent[root(f"key {key}")] = root(f"item {item}")
    groups: dict[str, list[str]] = {}
    for item in keys:
        groups.setdefault(root(f"item {item}"), []).append(item)
    return list(groups.values())


def _hashed(key: str) -> str:
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
