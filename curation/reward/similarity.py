"""How alike two texts are, from 0 to 1, by the measures that graders name.

Words are runs of characters without blanks, in lower case, except for `fuzzy_match`, which compares
characters as they are. Two empty texts are alike (1), an empty one and another are not (0).
"""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence

Similarity = Callable[[str, str], float]


def fuzzy_match(text: str, reference: str) -> float:
    """2 x the longest common subsequence of characters, by the characters of both."""
    whole = len(text) + len(reference)
    return 2 * common_length(text, reference) / whole if whole else 1.0


def bleu(text: str, reference: str) -> float:
    """BLEU of one sentence with up to 4 words (Papineni et al. 2002), add-one from 2 words on.

    The smoothing is Lin and Och's (2004). Without a common word it is 0.
    """
    words, wanted = _words(text), _words(reference)
    if not words or not wanted:
        return float(words == wanted)
    logs = []
    for size in range(1, 5):
        shared, own, _ = _shared(words, wanted, size)
        extra = 0 if size == 1 else 1
        if shared + extra == 0:
            return 0.0
        logs.append(math.log((shared + extra) / (own + extra)))
    brevity = min(0.0, 1 - len(wanted) / len(words))
    return math.exp(brevity + sum(logs) / 4)


def gleu(text: str, reference: str) -> float:
    """The smaller of precision and recall over all runs of 1 to 4 words (Wu et al. 2016)."""
    words, wanted = _words(text), _words(reference)
    counts = [_shared(words, wanted, size) for size in range(1, 5)]
    shared, own, others = (sum(column) for column in zip(*counts, strict=True))
    return shared / max(own, others) if max(own, others) else 1.0


def meteor(text: str, reference: str) -> float:
    """METEOR with equal words only, without stems and synonyms (Banerjee and Lavie 2005).

    10 P R / (R + 9 P) x (1 - 0.5 (chunks / matches)^3), each word matched to the first free one.
    """
    words, wanted = _words(text), _words(reference)
    if not words or not wanted:
        return float(words == wanted)
    free: dict[str, list[int]] = {}
    for place, word in enumerate(wanted):
        free.setdefault(word, []).append(place)
    places = [free[word].pop(0) if free.get(word) else -1 for word in words]
    matched = [place for place in places if place >= 0]
    if not matched:
        return 0.0
    precision, recall = len(matched) / len(words), len(matched) / len(wanted)
    chunks = sum(
        place >= 0 and (number == 0 or places[number - 1] != place - 1 or place == 0)
        for number, place in enumerate(places)
    )
    mean = 10 * precision * recall / (recall + 9 * precision)
    return mean * (1 - 0.5 * (chunks / len(matched)) ** 3)


def rouge(size: int) -> Similarity:
    """ROUGE-N (Lin 2004) for runs of `size` words: the harmonic mean of precision and recall."""

    def measure(text: str, reference: str) -> float:
        shared, own, others = _shared(_words(text), _words(reference), size)
        return 2 * shared / (own + others) if own + others else float(text == reference)

    return measure


def rouge_l(text: str, reference: str) -> float:
    """ROUGE-L (Lin 2004): 2 x the longest common subsequence of words, by the words of both."""
    words, wanted = _words(text), _words(reference)
    whole = len(words) + len(wanted)
    return 2 * common_length(words, wanted) / whole if whole else 1.0


SIMILARITIES: Mapping[str, Similarity] = {
    "fuzzy_match": fuzzy_match,
    "bleu": bleu,
    "gleu": gleu,
    "meteor": meteor,
    **{f"rouge_{size}": rouge(size) for size in range(1, 6)},
    "rouge_l": rouge_l,
}


def common_length(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    """The length of the longest common subsequence, a row of bits at a time (Hyyrö 2004)."""
    masks: dict[Hashable, int] = {}
    for place, sign in enumerate(left):
        masks[sign] = masks.get(sign, 0) | 1 << place
    whole = (1 << len(left)) - 1
    row = whole
    for sign in right:
        hit = row & masks.get(sign, 0)
        row = ((row + hit) | (row - hit)) & whole
    return len(left) - row.bit_count()


def _words(text: str) -> list[str]:
    return text.lower().split()


def _shared(words: Sequence[str], wanted: Sequence[str], size: int) -> tuple[int, int, int]:
    """How many runs of `size` words both have, and how many each has."""
    own, others = (
        Counter(tuple(side[n : n + size]) for n in range(len(side) - size + 1))
        for side in (words, wanted)
    )
    return (own & others).total(), own.total(), others.total()
