"""Customers, threads and vendors that a set has too much of."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.too_many import too_many

MOST = 0.1
"""The share of all examples from which on one customer has too many."""


def find_customers(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The customers, threads or vendors with more than a tenth of all examples, most first."""
    return too_many(examples, lambda one: one.customer, MOST)


CUSTOMERS = Check(
    name="customers",
    title="One customer or vendor has a large share of all examples",
    severity=Severity.WARNING,
    cure="Reject some of their examples, or add others.",
    find=find_customers,
    about_all=True,
)
