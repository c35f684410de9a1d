"""Tokens, epochs and cost with the arithmetic in the margin."""

import pytest

from curation.release.cost import auto_epochs, estimate, lengths, line_tokens
from curation.release.method import TrainingMethod
from curation.release.model import find_model, parse_models
from curation.settings import ROOT
from tests.unit.release.makers import TOOL, WORDS

MODELS = parse_models((ROOT / "data" / "models.toml").read_text())
MINI = find_model(MODELS, provider="openai", name="gpt-4.1-mini")


@pytest.mark.parametrize(
    ("lines", "epochs"),
    [(0, 0), (1, 25), (10, 10), (20, 5), (33, 3), (34, 3), (8333, 3), (10_000, 2), (25_000, 1)],
)
def test_automatic_epochs_follow_the_published_rule(lines, epochs):
    assert auto_epochs(lines) == epochs


def test_the_tokens_of_a_line_are_texts_roles_and_marks():
    """3 for the line + (3 + user + 2 words) + (3 + assistant + 1 word) = 3 + 6 + 5."""
    line = {
        "messages": [
            {"role": "user", "content": "Where is"},
            {"role": "assistant", "content": "Here."},
        ]
    }
    assert line_tokens(line, TrainingMethod.SFT, WORDS) == 14


def test_the_prompt_of_a_pair_is_read_with_each_answer():
    """Prompt 3 + (3 + 1 + 2) = 9, twice; answers (3 + 1 + 1) and (3 + 1 + 2)."""
    line = {
        "input": {"messages": [{"role": "user", "content": "Where is"}]},
        "preferred_output": [{"role": "assistant", "content": "Here."}],
        "non_preferred_output": [{"role": "assistant", "content": "No idea."}],
    }
    assert line_tokens(line, TrainingMethod.DPO, WORDS) == 18 + 5 + 6


def test_tools_are_counted_once_per_line():
    line = {"messages": [], "tools": [TOOL]}
    assert line_tokens(line, TrainingMethod.SFT, WORDS) == 3 + 1


@pytest.mark.parametrize("line", [{}, {"messages": "x"}, {"messages": [1]}, {"input": []}])
@pytest.mark.parametrize("method", list(TrainingMethod))
def test_a_line_that_is_no_line_is_counted_without_failing(line, method):
    assert line_tokens(line, method, WORDS) >= 3


def test_the_cost_is_tokens_times_epochs_times_price():
    """100 lines of 1,000 tokens, 3 epochs, 5 dollars a million: 0.3 million * 5."""
    found = estimate([1000] * 100, MINI, estimated=False)
    assert (found.billed, found.cost) == (300_000, pytest.approx(1.5))


def test_what_is_longer_than_the_context_is_billed_up_to_it():
    found = estimate([100_000, 10], MINI, estimated=False, epochs=1)
    assert found.billed == 65_536 + 10


def test_a_model_without_a_price_has_no_cost():
    foundry = find_model(MODELS, provider="foundry", name="gpt-4.1-mini")
    assert estimate([10], foundry, estimated=False).cost is None


def test_the_local_model_is_free():
    nearest = find_model(MODELS, provider="local", name="nearest")
    assert estimate([10], nearest, estimated=False).cost == 0


@pytest.mark.parametrize(
    "name",
    [
        "gpt-4.1-mini-2025-04-14",
        "ft:gpt-4.1-mini-2025-04-14:acme:tickets:abc",
        "gpt-4.1-mini-2025-04-14.ft-0123",
    ],
)
def test_a_tuned_model_is_read_as_its_base(name):
    assert find_model(MODELS, provider="openai", name=name) == MINI


def test_every_listed_openai_model_has_a_dated_price_with_its_source():
    priced = [model.price for model in MODELS if model.provider == "openai"]
    assert all(price and price.as_of and price.source for price in priced)


def test_an_unknown_model_makes_the_estimate_an_estimate():
    unknown = find_model(MODELS, provider="openai", name="gpt-99")
    assert estimate([10], unknown, estimated=False).estimated


def test_lines_are_counted_by_the_power_of_two_that_holds_them():
    assert lengths([64, 65, 128, 129, 700]) == {"64": 1, "128": 2, "256": 1, "512": 0, "1024": 1}
    assert lengths([]) == {}
