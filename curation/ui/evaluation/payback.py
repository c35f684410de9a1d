"""What base and tuned model cost a month, and when training has paid back, with the arithmetic."""

import streamlit as st

from curation.evaluation.contestant import Cost
from curation.evaluation.payback import Usage, payback, payback_sentence
from curation.ui.page import Visit
from curation.workflow.evaluation.evaluation_results import Result, result_costs
from curation.workflow.training.models import choose_model


def show_payback(visit: Visit, result: Result) -> None:
    """Volumes and prices to change, and what they come to."""
    with st.expander("Cost of a month, and when it pays back"):
        costs = result_costs(visit.workspace, result.evaluation)
        with st.container(horizontal=True):
            requests = st.number_input(
                "Requests a month", 0, value=10_000, step=1000, width=200, key="pay_requests"
            )
            once = st.number_input(
                "Paid once, in dollars", 0.0, value=0.0, width=200, key="pay_once"
            )
        first, last = result.evaluation.contestants[0], result.evaluation.contestants[-1]
        usages = []
        for title, one in (("base", first), ("tuned", last)):
            price = choose_model(provider=one.provider, name=one.model).price
            cost = costs.get(one.model)
            with st.container(horizontal=True):
                usages.append(_usage(title, cost, price.input if price else 0.0,
                                     price.output if price else 0.0))  # fmt: skip
        for title, usage in zip(("Base", "Tuned"), usages, strict=True):
            st.text(f"{title}: {usage.arithmetic(int(requests))}.")
        st.text(payback_sentence(payback(*usages, requests=int(requests), once=once)))
        st.caption(
            "Tokens are what the test examples took. A tuned model often needs a shorter prompt: "
            "write its tokens in. Prices are for a million tokens, in US dollars."
        )


def _usage(title: str, cost: Cost | None, input_price: float, output_price: float) -> Usage:
    read = cost.input_tokens / cost.answers if cost else 0.0
    written = cost.output_tokens / cost.answers if cost else 0.0

    def ask(label: str, name: str, value: float) -> float:
        return st.number_input(
            f"{label}, {title}", 0.0, value=round(value, 4), width=200, key=f"pay_{name}_{title}"
        )

    return Usage(
        input_tokens=ask("Tokens read", "read", read),
        output_tokens=ask("Tokens written", "written", written),
        input_price=ask("Price of reading", "in", input_price),
        output_price=ask("Price of writing", "out", output_price),
    )
