"""Wrong answers in clusters of like questions, each named by the words that tell it apart."""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 3
"""Fewer questions make no cluster."""
MOST = 1000
"""So many questions are compared at most: each with each other one."""
LIKENESS = 0.15
"""Two clusters are joined while the mean likeness between their questions is at least this."""
WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Questions that are alike, by their places; `words` tell them apart, the best one first."""

    words: tuple[str, ...]
    places: tuple[int, ...]


def cluster_questions(questions: Sequence[str]) -> tuple[Cluster, ...]:
    """Clusters of at least three like questions, the largest first; the others are in none.

    Likeness is the cosine of TF-IDF weights of words (without the most common English ones), and
    clusters are joined by the mean of it (average linkage; Sokal and Michener 1958). Of more than
    a thousand questions the first thousand are compared. A name is made of the words with the
    largest mean weight in the cluster, less that of all other questions.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from sklearn.feature_extraction.text import TfidfVectorizer

    compared = questions[:MOST]
    if len(compared) < FEWEST or not any(map(str.strip, compared)):
        return ()
    words = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w{3,}", stop_words="english")
    try:
        table = words.fit_transform(compared)
    except ValueError:  # nothing but common words
        return ()
    likeness = (table @ table.T).toarray()
    rows, columns = _upper(len(compared))
    joined = linkage(1 - likeness[rows, columns].clip(0, 1), method="average")
    numbers = fcluster(joined, t=1 - LIKENESS, criterion="distance")
    names = words.get_feature_names_out()
    found = []
    for number in set(numbers.tolist()):
        own = numbers == number
        if own.sum() < FEWEST:
            continue
        inside = table[own].mean(axis=0).A1
        outside = table[~own].mean(axis=0).A1 if (~own).any() else 0 * inside
        best = (inside - outside).argsort(kind="stable")[::-1][:WORDS]
        found.append(
            Cluster(
                words=tuple(str(names[place]) for place in best if inside[place] > 0),
                places=tuple(own.nonzero()[0].tolist()),
            )
        )
    return tuple(sorted(found, key=lambda one: (-len(one.places), one.words)))


def _upper(size: int) -> tuple[object, object]:
    import numpy as np

    return np.triu_indices(size, k=1)
