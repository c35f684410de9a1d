"""Facts in an answer that the question does not hold."""

import re

from curation.balance.checks.check import SENTENCES, Check, Checked, OneByOne, Severity

_FACT = re.compile(
    r"https?://\S+|[\w.+-]+@[\w-]+\.\w+|[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|EUR|USD|GBP|euros?)"
    r"|\b(?=\w*\d{4})[\w-]{5,}",
    re.IGNORECASE,
)
_CLUES = re.compile(
    r"(?<!\S)(?:\S*[\d@€$£]\S*(?:\s\S*[\d@€$£]\S*)*(?:\s\S+)?|\S*https?://\S+)", re.IGNORECASE
)
"""Where a fact may be, with the word that follows: far faster than the expression for facts."""

_LONG = re.compile(r"\d{4}")
_MONEY = re.compile(r"\d[\d.,]*\s?(?:EUR|USD|GBP)", re.IGNORECASE)


def may_have_fact(answer: str) -> bool:
    """False for an answer that needs no closer look, which takes far longer."""
    return bool(
        any(mark in answer for mark in "€$£@")
        or _LONG.search(answer)
        or _MONEY.search(answer)
        or "http" in answer.lower()
    )


def invented(one: Checked) -> str | None:
    """The amounts, links, addresses and long numbers of the answer that are in no message."""
    if not may_have_fact(one.answer):
        return None
    known = _digits(one.question)
    facts = [
        fact
        for place in _CLUES.findall(one.answer)
        for fact in _FACT.findall(place)
        if _digits(fact) not in known
    ]
    return ", ".join(dict.fromkeys(facts))[:200] if facts else None


def _digits(text: str) -> str:
    """The text without blanks, marks at the end of a word and signs of currencies."""
    return re.sub(r"[\s€$£#]|eur(?:os?)?|usd|gbp|[.,;:!?)]+(?=\s|$)", "", text.casefold())


INVENTED = Check(
    name="invented",
    title="The answer states a fact that the question does not hold",
    severity=Severity.WARNING,
    cure="Check the amount, link or number; take it out when a model could not know it.",
    find=OneByOne(invented),
    kinds=SENTENCES,
)
