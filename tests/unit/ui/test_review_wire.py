"""What the desk in the browser is told of a card."""

from dataclasses import replace

from curation.example import Message, Speaker, StagedExample, Suggestion, ToolCall
from curation.label_color import LabelColor
from curation.review.card import Card, make_card, offer_labels
from curation.ui.review.review_desk.wire import _question, utf16_length, write_reply
from curation.workflow.review.review import Progress
from curation.workflow.review.review_exchange import Reply
from tests.makers import make_example, make_task

TASK = make_task()


def test_labels_are_told_with_their_colors():
    question = replace(TASK.questions[0], options=("delivery", "refund"), colors=(LabelColor.ROSE,))
    told_of = _question(question, ("delivery", "refund", "found"))
    assert told_of["colors"] == [
        color.shade for color in (LabelColor.ROSE, LabelColor.BLUE, LabelColor.GREY)
    ]
    assert told_of["shades"] == [6, 2, 8]


def told(text: str, *, calls: tuple[ToolCall, ...] = ()) -> dict:
    """A message as it is told, in which every "Ann" stands for a person."""
    message = Message(speaker=Speaker.ASSISTANT, content=text, tool_calls=calls)
    example = replace(make_example(), messages=(message,))
    card = make_card(
        "e1",
        StagedExample(id="e1", example=example, version=1),
        TASK,
        offer_labels(TASK, {}),
        find=lambda text: [(text.index("Ann"), text.index("Ann") + 3)] if "Ann" in text else [],
    )
    return reply_with(card)["messages"][0]


def reply_with(card: Card) -> dict:
    """The card as the browser is told of it."""
    progress = Progress(done=0, left=1)
    reply = Reply(
        receipts=[],
        cards=[card],
        recent=[],
        options={},
        progress=progress,
        gone=[],
        thread=None,
        reader="ann",
    )
    return write_reply(reply, TASK, "ann")["cards"][0]


def test_the_places_of_surrogates_are_told():
    assert told("Dear Ann,")["replaced"] == [[5, 8]]


def test_places_are_counted_as_a_browser_counts():
    assert told("\U0001f600 Ann")["replaced"] == [[3, 6]]
    assert utf16_length("\U0001f600 é") == 4


def test_a_text_without_surrogates_has_no_places():
    assert told("Hello.")["replaced"] == []


def test_places_in_arguments_are_those_of_the_text_that_is_shown():
    call = told("", calls=(ToolCall(id="c", name="find", arguments='{"who":"Ann"}'),))["calls"][0]
    begins, ends = call["replaced"][0]
    assert call["arguments"][begins:ends] == "Ann"


def test_a_person_is_told_where_a_suggestion_comes_from_unless_it_is_hidden():
    made = Suggestion(question="category", value="refund", agent="neighbours", score=0.83)
    example = replace(make_example(), suggestions=(made,))
    staged = StagedExample(id="e1", example=example, version=1)
    card = make_card("e1", staged, TASK, offer_labels(TASK, {}), source="neighbours")
    sentence = "Suggested by similar examples, 83 % sure"
    assert reply_with(card)["suggested"] == {"category": {"says": sentence, "made": True}}
    hidden = replace(card, withheld={"category": "refund"})
    assert reply_with(hidden)["suggested"] == {}
