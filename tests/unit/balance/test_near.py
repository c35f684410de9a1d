"""Near-duplicates: found, grouped, and never merged across a meaning."""

from random import Random

import pytest

from curation.balance.checks.duplicates import might_be_same
from curation.balance.near import SUGGESTED, NearIndex, NearPair, duplicate_groups, near_pairs
from curation.balance.shingles import shingles
from tests.bench.bench_duplicates import planted, score

LONG = "hello there. my parcel with the blue lamp has not arrived at my house in the old town yet."


def groups(*texts, least=0.7):
    return duplicate_groups(near_pairs({str(n): t for n, t in enumerate(texts)}, least=least))


def test_the_likeness_is_the_share_of_neighbouring_words():
    """Of a b c d and a b c e two of four pairs are shared: ab, bc of ab, bc, cd, ce."""
    (pair,) = near_pairs({"x": "a b c d", "y": "a b c e"}, least=SUGGESTED)
    assert pair.likeness == pytest.approx(2 / 4)


@pytest.mark.parametrize(
    "changed",
    [
        LONG.upper(),
        LONG.replace(".", " !"),
        LONG.removeprefix("hello there.") + " hello there!",
        LONG.replace("lamp", "lmap"),
    ],
    ids=["case", "marks", "order of sentences", "typo"],
)
def test_a_copy_is_found(changed):
    assert groups(LONG, changed) == [["0", "1"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Can I verify my identity?", "I can't verify my identity."),
        ("I can verify my identity with you now", "I can’t verify my identity with you now"),
        (LONG.replace("blue lamp", "order 12"), LONG.replace("blue lamp", "order 13")),
        (LONG + " I paid $1.", LONG + " I paid."),
        (LONG, LONG.replace("has not", "has")),
    ],
)
def test_a_negation_or_a_number_is_never_merged_away(one, other):
    assert groups(one, other, least=0.2) == []


def test_a_contrast_is_told_as_one():
    (pair,) = near_pairs({"x": LONG + " I paid 12.", "y": LONG + " I paid 13."})
    assert pair.contrast


def test_texts_without_a_word_are_like_nothing():
    assert near_pairs({"x": "", "y": "", "z": "!?"}) == []


def test_many_copies_of_one_text_are_one_group():
    assert groups(*[LONG] * 100, "something else entirely here") == [
        sorted(str(n) for n in range(100))
    ]


def test_groups_do_not_depend_on_the_order_of_the_texts():
    texts = {"a": LONG, "b": LONG + " thanks", "c": "my refund is late", "d": "My refund is late!"}
    backwards = dict(reversed(texts.items()))
    assert duplicate_groups(near_pairs(texts)) == duplicate_groups(near_pairs(backwards))


def test_planted_copies_of_real_messages_are_found(shared):
    found = score(count=1500, copies=400)
    assert found["recall"] >= 0.95
    assert found["precision"] >= 0.95


def test_a_text_of_a_large_family_is_never_paired_with_itself():
    words = "my parcel with the blue lamp has not arrived at my house in the old town since monday"
    pairs = near_pairs({f"t{n}": f"{words} {chr(97 + n // 9)}{chr(97 + n % 9)}" for n in range(81)})
    assert all(pair.one != pair.other for pair in pairs)
    assert len(duplicate_groups(pairs)[0]) == 81


def test_what_else_is_in_the_set_makes_no_difference_to_a_pair():
    """Of many pairs that are just alike enough, each is found alone too."""
    texts = {
        f"{side}{n}": " ".join(
            f"{chr(97 + n // 26)}{chr(97 + n % 26)}{chr(97 + k)}" for k in range(14)
        )
        + end
        for n in range(60)
        for side, end in (("a", " p q r"), ("b", " s t"))
    }
    together = {(pair.one, pair.other) for pair in near_pairs(texts)}
    alone = {
        (pair.one, pair.other)
        for n in range(60)
        for pair in near_pairs({name: texts[name] for name in (f"a{n}", f"b{n}")})
    }
    assert together == alone


def test_what_is_new_is_held_against_what_is_known(shared):
    """A tenth is added to an index, then it is asked about half of all: as if from the start."""
    random = Random(3)
    texts = planted(count=300, copies=120, random=random)[0]
    names = list(texts)
    index = NearIndex()
    index.pairs({name: texts[name] for name in names if int(name[1:]) % 10})
    assert duplicate_groups(index.pairs(texts)) == duplicate_groups(near_pairs(texts))
    half = {name: texts[name] for name in random.sample(names, len(names) // 2)}
    assert duplicate_groups(index.pairs(half)) == duplicate_groups(near_pairs(half))


def test_what_was_compared_is_not_compared_again(monkeypatch):
    index = NearIndex()
    index.pairs({"a": LONG, "b": "my refund is late"})
    read = []
    monkeypatch.setattr(
        "curation.balance.near.shingles",
        lambda texts: shingles([read.append(text) or text for text in texts]),
    )
    index.pairs({"a": LONG, "b": "my refund is late", "c": "a new one"})
    assert read == ["a new one"]


def test_an_index_forgets_what_nobody_asks_about_any_more():
    index = NearIndex()
    index.pairs({str(n): f"{LONG} {n}" for n in range(20)})
    assert len(index.pairs({"x": LONG, "y": LONG.upper()})) == 1
    assert len(index) == 2


def near_pair(one, other, likeness, *, contrast=False):
    return NearPair(one=one, other=other, likeness=likeness, contrast=contrast)


def test_what_might_be_the_same_is_told_once_for_a_group_and_never_of_a_contrast():
    """a and b are the same, so one of c's pairs with them is enough; d differs in a number."""
    found = might_be_same(
        [
            near_pair("a", "b", 0.9),
            near_pair("b", "c", 0.6),
            near_pair("a", "c", 0.55),
            near_pair("a", "d", 0.65, contrast=True),
        ]
    )
    assert [(one.ids, one.says) for one in found] == [(("a", "c"), "60 % alike")]
