"""The engine `nearest`: what it learns, and that its figures are what its page says."""

import json
from dataclasses import replace

import pytest

from curation.trainer.engines.engine import Order
from curation.trainer.engines.nearest import FirstSentence, Nearest
from curation.trainer.engines.text import asked, count_tokens, first_sentence, said, token_f1


def user(text):
    return {"role": "user", "content": text}


def assistant(text, **more):
    return {"role": "assistant", "content": text, **more}


def chat(question, answer):
    return {"messages": [user(question), assistant(answer)]}


def pair(question, better, worse):
    return {
        "input": {"messages": [user(question)]},
        "preferred_output": [assistant(better)],
        "non_preferred_output": [assistant(worse)],
    }


class Told:
    """Keeps what an engine reports."""

    def __init__(self):
        self.steps = []
        self.checkpoints = []

    def step(self, step, total, metrics):
        self.steps.append((step, total, metrics))

    def checkpoint(self, step, metrics, artefact):
        self.checkpoints.append((step, metrics, artefact))


def train(lines, validation=(), **changes):
    values = {
        "method": "supervised",
        "n_epochs": 3,
        "batch_size": 2,
        "learning_rate_multiplier": 1.0,
        "beta": 0.1,
        "seed": 5,
    }
    told = Told()
    artefact = Nearest().train(lines, validation, Order(**{**values, **changes}), told)
    return Nearest().open(artefact), told


def answer(model, text):
    return model.answer([user(text)])["content"]


TICKETS = [
    chat("Where is my parcel?", "Your parcel is on its way."),
    chat("When does the parcel arrive?", "Your parcel is on its way."),
    chat("I want my money back", "We refund you."),
    chat("Refund my money", "We refund you."),
]


def order(**changes):
    usual = Order(
        method="supervised", n_epochs=1, batch_size=2, learning_rate_multiplier=1, beta=0.1, seed=5
    )
    return replace(usual, **changes)


def test_training_goes_on_from_an_earlier_model_and_the_newer_answer_holds():
    earlier = Nearest().train(TICKETS, (), order(), Told())
    more = [chat("Where is my parcel?", "It arrives today."), chat("Cancel my order", "Cancelled.")]
    later = Nearest().train(more, (), order(start=earlier), Told())
    model = Nearest().open(later)
    assert len(json.loads(later)["asked"]) == len(TICKETS) + len(more) - 1  # one is asked again
    assert answer(model, "Where is my parcel?") == "It arrives today."
    assert answer(model, "Cancel my order") == "Cancelled."
    assert answer(model, "I want my money back") == "We refund you."


@pytest.mark.parametrize(("given", "rejected"), [("Hi.", []), ("Ho.", ["Hi."])])
def test_what_was_rejected_earlier_stays_rejected_unless_it_is_given_now(given, rejected):
    earlier = Nearest().train([pair("Hello", "Good day.", "Hi.")], (), order(method="dpo"), Told())
    later = Nearest().train([chat("Hey", given)], (), order(start=earlier), Told())
    assert json.loads(later)["rejected"] == rejected


def test_a_trained_prompt_gets_its_own_answer():
    model, _ = train(TICKETS)
    for line in TICKETS:
        question, wanted = line["messages"]
        assert answer(model, question["content"]) == wanted["content"]


def test_a_similar_prompt_gets_the_answer_of_the_most_similar_one():
    model, _ = train(TICKETS)
    assert answer(model, "money refund please") == "We refund you."


def test_a_prompt_like_nothing_gets_the_most_frequent_answer():
    model, _ = train([*TICKETS, chat("xyz", "We refund you.")])
    assert answer(model, "日本語") == "We refund you."


def test_left_out_lines_are_answered_by_the_others_only():
    """Two lines with unlike answers: each is answered by the other one, which is wrong."""
    _, told = train([chat("a question", "yes"), chat("a question", "no")])
    metrics = told.checkpoints[-1][1]
    assert (metrics.train_loss, metrics.train_mean_token_accuracy) == (1.0, 0.0)


def test_lines_that_repeat_each_other_are_answered_without_loss():
    _, told = train([chat("a question", "yes"), chat("a question", "yes")])
    metrics = told.checkpoints[-1][1]
    assert (metrics.train_loss, metrics.train_mean_token_accuracy) == (0.0, 1.0)


def test_one_line_alone_has_nobody_to_answer_it():
    _, told = train([chat("a question", "yes")])
    metrics = told.checkpoints[-1][1]
    assert (metrics.train_loss, metrics.train_mean_token_accuracy) == (1.0, 0.0)


def test_turns_of_one_conversation_do_not_answer_each_other():
    line = {"messages": [user("hi"), assistant("yes"), user("hi"), assistant("yes")]}
    _, told = train([line])
    assert told.checkpoints[-1][1].train_loss == 1.0


def test_validation_lines_are_answered_by_the_training_lines():
    _, told = train(TICKETS, [chat("Where is the parcel?", "Your parcel is here .")])
    metrics = told.checkpoints[-1][1]
    # "your parcel is on its way ." and "your parcel is here ." share 4 tokens: 2x4/(7+5)
    assert metrics.valid_mean_token_accuracy == pytest.approx(8 / 12, abs=1e-6)


def test_the_kept_weight_never_gets_worse():
    _, told = train(TICKETS, n_epochs=8)
    losses = [metrics.train_loss for _, metrics, _ in told.checkpoints]
    assert losses == sorted(losses, reverse=True)


def test_steps_are_counted_by_lines_and_epochs():
    _, told = train(TICKETS, n_epochs=3, batch_size=2)
    assert [step for step, _, _ in told.steps] == [1, 2, 3, 4, 5, 6]
    assert [step for step, _, _ in told.checkpoints] == [2, 4, 6]
    assert {total for _, total, _ in told.steps} == {6}


def test_many_steps_are_not_all_reported():
    _, told = train(TICKETS * 100, n_epochs=2, batch_size=1)
    assert len(told.steps) <= 42
    assert told.steps[-1][0] == 800


def test_the_same_seed_gives_the_same_model_and_figures():
    first, second = (train(TICKETS * 3)[1] for _ in range(2))
    assert (first.steps, first.checkpoints) == (second.steps, second.checkpoints)


def test_a_turn_of_weight_0_is_not_learned():
    line = {"messages": [user("a"), assistant("bad", weight=0), user("b"), assistant("good")]}
    model, _ = train([line])
    assert answer(model, "a") == "good"


def test_an_answer_that_was_not_preferred_comes_last():
    lines = [pair("Are you rude?", "Never.", "Go away."), pair("Go home", "Go away.", "Never!")]
    model, _ = train(lines, method="dpo")
    assert answer(model, "Go home") == "Never."


def test_tool_calls_are_part_of_an_answer():
    call = {"id": "c", "type": "function", "function": {"name": "find", "arguments": "{}"}}
    line = {"messages": [user("Where is W1?"), {"role": "assistant", "tool_calls": [call]}]}
    model, _ = train([line])
    assert model.answer([user("Where is W1?")]) == {
        "role": "assistant",
        "content": None,
        "tool_calls": [call],
    }


def test_what_followed_the_last_user_message_counts():
    messages = [
        user("first"),
        assistant("x"),
        user("second"),
        assistant("y"),
        {"role": "tool", "content": "result"},
    ]
    assert asked(messages) == "second\ny\nresult"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Hello. Where is it?", "Hello."),
        ("One line\nAnother", "One line"),
        ("  \n No end", "No end"),
        ("", ""),
        ("v1.2 is out! Yes", "v1.2 is out!"),
    ],
)
def test_the_untrained_model_gives_the_first_sentence(text, first):
    assert first_sentence(text) == first
    assert FirstSentence().answer([user("before"), user(text)])["content"] == first


@pytest.mark.parametrize(
    ("left", "right", "share"),
    [
        ("a b c", "a b c", 1.0),
        ("C b A", "a b c", 1.0),
        ("a b", "c d", 0.0),
        ("a a b", "a b b", 2 * 2 / 6),
        ("", "", 1.0),
        ("", "a", 0.0),
    ],
)
def test_token_f1_is_the_overlap_of_both_multisets(left, right, share):
    assert token_f1(count_tokens(left), count_tokens(right)) == pytest.approx(share)


def test_equal_calls_are_equal_texts_whatever_the_order_of_their_arguments():
    def call(arguments):
        return {"tool_calls": [{"function": {"name": "f", "arguments": arguments}}]}

    assert said(call('{"a": 1, "b": 2}')) == said(call('{"b":2,"a":1}'))
