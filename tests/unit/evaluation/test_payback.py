import pytest

from curation.evaluation.contestant import Cost
from curation.evaluation.payback import Payback, Usage, glance, payback, payback_sentence

LONG = Usage(input_tokens=2000, output_tokens=0, input_price=2.0, output_price=8.0)
SHORT = Usage(input_tokens=200, output_tokens=50, input_price=3.0, output_price=12.0)


def test_two_billion_tokens_are_two_thousand_millions():
    """A million requests of 2,000 tokens at 2 dollars for a million: 4,000 dollars, not 4."""
    assert LONG.monthly(1_000_000) == pytest.approx(4000)
    assert "2,000.000 million x 2 dollars" in LONG.arithmetic(1_000_000)
    assert LONG.arithmetic(1_000_000).endswith("4,000.00 dollars a month")


def test_written_tokens_have_a_price_of_their_own():
    """1,000 x 200 / 1,000,000 x 3 = .60 and 1,000 x 50 / 1,000,000 x 12 = .60."""
    assert SHORT.monthly(1000) == pytest.approx(1.20)


def test_training_pays_back_after_what_it_cost_by_what_is_saved():
    found = payback(LONG, SHORT, requests=1_000_000, once=5600)
    assert (found.base, found.tuned, found.saved) == pytest.approx((4000, 1200, 2800))
    assert found.months == pytest.approx(2.0)
    assert "5,600.00 / 2,800.00 = 2.0 months" in payback_sentence(found)


def test_a_dearer_model_never_pays_back():
    found = Payback(base=1.0, tuned=3.0, once=10.0)
    assert found.months is None
    assert "2.00 dollars a month more" in payback_sentence(found)


def test_no_requests_save_nothing():
    assert payback(LONG, SHORT, requests=0, once=1.0).months is None


def spent(dollars: float | None) -> Cost:
    """What 20 answers took."""
    return Cost(
        answers=20, input_tokens=1, output_tokens=1, seconds_median=1.0, seconds_p95=1.0,
        dollars=dollars,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("base", "tuned", "once", "said"),
    [
        # .08 / 20 x 1,000 = 4.00 and .02 / 20 x 1,000 = 1.00; 6 / (3 / 1,000) = 2,000
        (0.08, 0.02, 6.0, "4.00 dollars to the base model, 1.00 to the tuned. 6.00 dollars of "
         "training are paid back after 2,000 requests."),
        (0.08, 0.02, None, "What training cost is not known here."),
        (0.02, 0.08, 6.0, "It pays back only by better answers."),
        (0.0, 0.0, 0.0, "Asking either model is free."),
        (None, 0.02, 6.0, ""),
    ],
)  # fmt: skip
def test_cost_and_payback_at_a_glance(base, tuned, once, said):
    assert glance(spent(base), spent(tuned), once=once).endswith(said)


def test_a_model_without_costs_has_no_glance():
    assert glance(None, spent(1.0), once=1.0) == ""


def test_equal_costs_are_said_to_be_equal():
    assert payback_sentence(Payback(base=0.0, tuned=0.0, once=5.0)).startswith("Both models cost")
