"""Which examples of a label are kept."""

from curation.balance.cover import BLOCK, cover

TOPICS = ("late parcel order", "card payment refund", "password login account")
TEXTS = {f"{topic}{n}": f"{words} {n}" for topic, words in enumerate(TOPICS) for n in range(10)}
IDS = [f"{topic}{n}" for topic in range(3) for n in range(10)]
EQUAL = dict.fromkeys(IDS, 1.0)


def test_the_first_ones_are_of_different_topics():
    assert {name[0] for name in cover(IDS, 3, TEXTS, EQUAL)} == {"0", "1", "2"}


def test_more_only_adds():
    assert cover(IDS, 9, TEXTS, EQUAL)[:4] == cover(IDS, 4, TEXTS, EQUAL)


def test_of_equal_texts_the_better_one_is_taken():
    texts = dict.fromkeys("abc", "where is my parcel")
    assert cover(list("abc"), 1, texts, {"a": 0.5, "b": 1.0, "c": 0.5}) == ["b"]


def test_what_several_say_is_covered_by_one_of_them():
    """Two topics, of 9 texts and of 1: the first taken stands for the nine."""
    texts = {f"m{n}": f"late parcel {n}" for n in range(9)} | {"z": "cancel contract"}
    first, second = cover(list(texts), 2, texts, {})
    assert (first[0], second) == ("m", "z")


def test_texts_without_words_keep_their_order():
    assert cover(list("abc"), 2, {"a": "", "b": "?", "c": ""}, {}) == ["a", "b"]


def test_all_that_is_wanted_is_all():
    assert cover(IDS, 99, TEXTS, EQUAL) == IDS


def test_many_texts_are_dealt_out_and_more_still_only_adds():
    ids = [str(n) for n in range(BLOCK + 300)]
    texts = {name: f"{TOPICS[int(name) % 3]} {name}" for name in ids}
    few, more = cover(ids, 7, texts, {}), cover(ids, 30, texts, {})
    assert (len(set(few)), more[:7]) == (7, few)
