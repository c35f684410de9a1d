"""Facts in an answer that the question does not hold."""

from hypothesis import given
from hypothesis import strategies as st

from curation.balance.checks.check import Checked
from curation.balance.checks.invented import invented

FACTS = ("€ 12", "$12.50", "30 EUR", "a.b@c.org", "https://x.org/a", "123456")


@given(
    before=st.lists(st.text("ab.,;", max_size=8), max_size=5),
    fact=st.sampled_from(FACTS),
    after=st.lists(st.text("ab;:", max_size=8), max_size=5),
)
def test_a_fact_is_found_wherever_it_stands(before: list[str], fact: str, after: list[str]):
    answer = "\n".join([" ".join(before), fact, " ".join(after)])
    assert fact in (invented(Checked(id="a", answer=answer)) or "")
