"""What a release would take, what stands in its way, and the pages that mend it."""

import streamlit as st

from curation.release.cost import Estimate
from curation.release.readiness import Readiness, Reason
from curation.ui.show import page_path

MENDED_ON = {
    Reason.UNSCANNED: ("pages/privacy.py", "Scan"),
    Reason.UNDECIDED: ("pages/privacy.py", "Decide"),
    Reason.FEW_REVIEWS: ("pages/review.py", "Review"),
    Reason.UNSETTLED: ("pages/agreement.py", "Settle"),
    Reason.NOT_PLANNED: ("pages/balance.py", "See the plan"),
}
"""Where a reason can be mended; the others need no mending."""


def show_readiness(found: Readiness) -> None:
    """How many examples are ready, and the others by reason with the way to mend it."""
    with st.container(border=True):
        st.metric("Ready to be released", f"{found.ready:,} of {found.total:,}")
        st.progress(found.ready / found.total if found.total else 0.0)
        for reason, count in sorted(found.excluded.items(), key=lambda item: -item[1]):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"{count:,} · {reason}")
                if place := MENDED_ON.get(reason):  # type: ignore[call-overload]
                    file, label = place
                    st.page_link(page_path(file), label=label, icon=":material/arrow_forward:")


def show_estimate(estimate: Estimate) -> None:
    """Tokens and cost of one run in one sentence; an upper bound, and it says so."""
    about = "about " if estimate.estimated else ""
    sentence = (
        f"Training part: {estimate.lines:,} lines with {about}{estimate.tokens:,} tokens, read "
        f"{estimate.epochs} times: {estimate.billed:,} tokens. "
    )
    price = estimate.price
    if price is None or estimate.cost is None:
        sentence += "The price of this model is not known here."
    elif price.training == 0:
        sentence += f"Free: it {price.source}."
    else:
        sentence += (
            f"At most ${estimate.cost:,.2f} at ${price.training:,.2f} for a million tokens "
            f"({price.source}, {price.as_of})."
        )
    st.text(sentence)
