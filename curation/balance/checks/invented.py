"""Facts in an answer that the question does not hold."""

import re

from curation.balance.checks.check import Check, Checked, Severity, each

_FACT = re.compile(
    r"https?://\S+|[\w.+-]+@[\w-]+\.\w+|[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|EUR|USD|GBP|euros?)"
    r"|\b(?=\w*\d{4})[\w-]{5,}",
    re.IGNORECASE,
)


def has_invented(one: Checked) -> bool:
    """True when an amount, a link, an address or a long number of the answer is in no message."""
    known = _digits(one.question)
    return any(_digits(fact) not in known for fact in _FACT.findall(one.answer))


def _digits(text: str) -> str:
    """The text without blanks, marks at the end of a word and signs of currencies."""
    return re.sub(r"[\s€$£#]|eur(?:os?)?|usd|gbp|[.,;:!?)]+(?=\s|$)", "", text.casefold())


INVENTED = Check(
    name="invented",
    title="The answer states a fact that the question does not hold",
    severity=Severity.WARNING,
    cure="Check the amount, link or number; take it out when a model could not know it.",
    find=each(has_invented),
    answers_are_sentences=True,
)
