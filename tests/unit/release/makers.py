"""Makers of gold examples and lines."""

from dataclasses import replace
from datetime import datetime

from curation.example import Message, Speaker, ToolCall
from curation.release.cost import Count
from curation.release.gold import GoldExample
from curation.release.method import TrainingMethod
from curation.release.model import Model
from curation.release.validation.rule import Purpose
from curation.review.decision import Method, Outcome, Verdict
from tests.makers import make_example

NOON = datetime.fromisoformat("2026-11-20T12:00:00")
WORDS: Count = lambda text: len(text.split())  # noqa: E731
MODEL = Model(provider="test", name="model", context=20_000)


def purpose(method: str = "sft", **changes) -> Purpose:
    """A purpose whose tokens are words."""
    return replace(Purpose(method=TrainingMethod(method), model=MODEL, count=WORDS), **changes)


def make_verdict(example_id: str = "e1", **answers: str) -> Verdict:
    """An accepted verdict with these answers."""
    return Verdict(
        id=f"verdict-{example_id}",
        task="support-replies",
        example_id=example_id,
        version=1,
        outcome=Outcome.ACCEPT,
        answers=answers,
        method=Method.UNANIMOUS,
        actor="carla",
        recorded_at=NOON,
    )


def make_gold(text: str = "Where is my order?", *, name: str = "e1", example=None, **answers):
    """A gold example with the verdict's answers; the reply unless others are given."""
    return GoldExample(
        id=name,
        version=1,
        example=example or make_example(text),
        verdict=make_verdict(name, **(answers or {"category": "delivery", "reply": "Tomorrow."})),
    )


def tool_message(arguments: str = '{"order": 7}') -> Message:
    """An assistant's message that only calls a tool."""
    return Message(
        speaker=Speaker.ASSISTANT,
        tool_calls=(ToolCall(id="call_1", name="find_order", arguments=arguments),),
    )


TOOL = {"type": "function", "function": {"name": "find_order", "parameters": {"type": "object"}}}
"""A tool that a line may declare."""
