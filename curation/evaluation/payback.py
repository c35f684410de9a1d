"""When a tuned model pays back: long prompts to the base model against short ones to the tuned."""

from dataclasses import dataclass

from curation.evaluation.contestant import Cost

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one request takes at one model: tokens, and US dollars for a million of them."""

    input_tokens: float
    output_tokens: float
    input_price: float
    output_price: float

    def monthly(self, requests: int) -> float:
        """US dollars for so many requests."""
        read = requests * self.input_tokens / MILLION * self.input_price
        return read + requests * self.output_tokens / MILLION * self.output_price

    def arithmetic(self, requests: int) -> str:
        """How the monthly cost comes about, to be checked by hand."""
        return (
            f"{requests:,} requests x {self.input_tokens:,.0f} tokens read = "
            f"{_millions(requests * self.input_tokens)} x {self.input_price:g} dollars, and "
            f"x {self.output_tokens:,.0f} tokens written = "
            f"{_millions(requests * self.output_tokens)} x {self.output_price:g} dollars: "
            f"{self.monthly(requests):,.2f} dollars a month"
        )


CENT = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Payback:
    """Monthly costs of both in US dollars, and after how many months training has paid back.

    `months` is None where nothing is saved, and 0 where training costs nothing.
    """

    base: float
    tuned: float
    once: float

    @property
    def saved(self) -> float:
        """What is saved each month; negative where the tuned model costs more."""
        return self.base - self.tuned

    @property
    def months(self) -> float | None:
        """What was paid once, by what is saved each month."""
        return self.once / self.saved if self.saved > 0 else None


def payback(base: Usage, tuned: Usage, *, requests: int, once: float) -> Payback:
    """The payback for so many requests a month; `once` is training and what else is paid once."""
    return Payback(base=base.monthly(requests), tuned=tuned.monthly(requests), once=once)


def payback_sentence(found: Payback) -> str:
    """What the payback comes to, as one sentence."""
    if abs(found.saved) < CENT / 2:
        return "Both models cost the same a month, so training pays back only by better answers."
    if found.months is None:
        return (
            f"The tuned model costs {-found.saved:,.2f} dollars a month more, so it pays back only "
            "by better answers."
        )
    return (
        f"The tuned model saves {found.saved:,.2f} dollars a month: "
        f"{found.once:,.2f} / {found.saved:,.2f} = {found.months:,.1f} months until it has paid "
        "back."
    )


def glance(base: Cost | None, tuned: Cost | None, *, once: float | None) -> str:
    """What a thousand requests cost at both, and after how many of them training has paid back.

    As measured on the test examples; "" where a cost is not known. `once` is what training cost in
    US dollars, None when nobody knows.
    """
    each = [_for_a_thousand(cost) for cost in (base, tuned)]
    first, last = each
    if first is None or last is None:
        return ""
    if not first and not last:
        return "Asking either model is free."
    said = f"A thousand requests: {first:,.2f} dollars to the base model, {last:,.2f} to the tuned."
    if last >= first:
        return f"{said} It pays back only by better answers."
    if once is None:
        return f"{said} What training cost is not known here."
    requests = 1000 * once / (first - last)
    return f"{said} {once:,.2f} dollars of training are paid back after {requests:,.0f} requests."


def _for_a_thousand(cost: Cost | None) -> float | None:
    if cost is None or cost.dollars is None or not cost.answers:
        return None
    return 1000 * cost.dollars / cost.answers


def _millions(tokens: float) -> str:
    return f"{tokens / MILLION:,.3f} million"
