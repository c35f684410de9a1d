"""Texts that look the same and are not: one says no, or another number."""

import re
from collections import Counter
from collections.abc import Sequence

_NEGATIONS = frozenset(
    re.findall(
        r"\w+",
        """
        no not never none nobody nothing without cannot nor
        nicht kein keine keinen keinem keiner nie niemals nichts ohne
        ne pas jamais rien aucun aucune sans nunca nada sin ningun ninguna
        non mai senza nessun nessuna niet geen nooit zonder
        """,
    )
)
_NUMBERS = frozenset(
    re.findall(
        r"\w+",
        """
        zero one two three four five six seven eight nine ten eleven twelve once twice half double
        zwei drei vier sechs sieben acht neun zehn
        """,
    )
)


def is_contrast(one: Sequence[str], other: Sequence[str]) -> bool:
    """True when two texts, as words in small letters, differ in a negation or in a number.

    "I can verify" and "I can't verify" are a contrast; so are 12 and 13 euros. Words such as "no"
    are known in English, German, French, Spanish, Italian and Dutch.
    """
    return _telling(one) != _telling(other)


def _telling(words: Sequence[str]) -> Counter[str]:
    """The negations, all alike, and the numbers of a text, each as often as it stands there."""
    found: Counter[str] = Counter()
    for word in words:
        if word in _NEGATIONS or word.endswith("n't"):
            found["not"] += 1
        elif word[0].isdigit() or word in _NUMBERS:
            found[word] += 1
    return found
