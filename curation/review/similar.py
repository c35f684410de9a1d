"""Which texts are alike: the words they share, rare ones counting more."""

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w{2,}")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, in their order; numbers are words too."""
    return _WORD.findall(text.casefold())


def telling_words(text: str, *, count: int = 12) -> list[str]:
    """The longest different words of a text, which few other texts have; at most `count`."""
    different = dict.fromkeys(word for word in words_of(text) if not word.isdigit())
    return sorted(different, key=len, reverse=True)[:count]


def likeness(text: str, others: Sequence[str]) -> list[float]:
    """How alike each of the others is to a text, from 0 (no word shared) to 1 (the same words).

    The cosine of TF-IDF weights, (1 + ln count) ln((1 + texts) / texts with the word), over all
    these texts (Manning, Raghavan, Schütze 2008, chapter 6; the 1 keeps a word that all texts have
    at a little more than nothing). 0 for no words.
    """
    counts = [Counter(words_of(one)) for one in (text, *others)]
    known = Counter(word for count in counts for word in count)
    weights = [
        {
            word: (1 + math.log(number)) * math.log((1 + len(counts)) / known[word])
            for word, number in count.items()
        }
        for count in counts
    ]
    own, own_length = weights[0], _length(weights[0])
    return [
        sum(weight * own.get(word, 0.0) for word, weight in other.items())
        / ((own_length * _length(other)) or 1.0)
        for other in weights[1:]
    ]


def _length(weights: dict[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))
