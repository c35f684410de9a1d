"""Routes: what comes first, how many answers are wanted, and who is asked."""

from datetime import datetime
from itertools import pairwise

import pytest

from curation.review.decision import Decision
from curation.review.events import Judged, stance_of
from curation.review.queue import Queue
from curation.review.route import (
    Facts,
    Order,
    Route,
    Routing,
    Slice,
    ask_first,
    gaps_of,
    is_hidden,
    make_route,
)

NOW = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - the store keeps UTC without a zone
PEOPLE = ["ann", "ben", "chi"]


def queue_by(routing, facts, *, overlap=2, gaps=None, seed="task"):
    queue = Queue(overlap=overlap, seed=seed)
    route = make_route(routing, facts, gaps=gaps or {}, seed=seed)
    queue.open_only(dict.fromkeys(facts, 1), route)
    return queue


def judged(example_id, reviewer, stance="accept", decision=Decision.ACCEPT):
    return Judged(
        example_id=example_id, version=1, reviewer=reviewer, decision=decision, stance=stance
    )


def test_the_oldest_come_first_for_everybody():
    facts = {f"e{n}": Facts(since=n) for n in (3, 1, 2)}
    queue = queue_by(Routing(order=Order.OLDEST), facts)
    assert [queue.next_for(who, 9, NOW) for who in ("ann", "ben")] == [["e1", "e2", "e3"]] * 2


def test_the_least_certain_come_first_but_for_one_in_ten():
    facts = {f"e{n}": Facts(score=n / 1000) for n in range(1000)}
    order = queue_by(Routing(order=Order.UNCERTAIN), facts).next_for("ann", 1000, NOW)
    first = [int(example_id[1:]) for example_id in order[:100]]
    elsewhere = sum(number > 120 for number in first)
    assert 2 <= elsewhere <= 25  # a tenth is at random
    in_order = [n for n in first if n <= 120]
    assert sum(a > b for a, b in pairwise(in_order)) <= 25


def test_an_example_without_a_score_is_the_least_certain():
    facts = {"sure": Facts(score=0.9), "silent": Facts()}
    queue = queue_by(Routing(order=Order.UNCERTAIN), facts, seed="s")
    assert queue.next_for("ann", 1, NOW) == ["silent"]


def test_what_the_mix_lacks_takes_turns_in_proportion():
    facts = {f"{label}{n}": Facts(label=label) for label in "abc" for n in range(200)}
    order = Routing(order=Order.MISSING)
    queue = queue_by(order, facts, gaps={"a": 120.0, "b": 60.0})
    first = queue.next_for("ann", 100, NOW)
    counts = {label: sum(e.startswith(label) for e in first) for label in "abc"}
    assert counts["a"] > 1.5 * counts["b"] > 1.5 * counts["c"]


def test_a_gap_is_what_is_lacked_of_the_share_of_everything():
    assert gaps_of({"a": 0.5, "b": 0.5}, {"a": 40, "b": 0}, 60) == {"a": 10.0, "b": 50.0}
    assert gaps_of({"a": 0.1}, {"a": 40}, 60) == {"a": 0.0}


def test_another_seed_shuffles_anew():
    facts = {f"e{n}": Facts() for n in range(20)}
    orders = [queue_by(Routing(), facts, seed=seed).next_for("ann", 20, NOW) for seed in "ab"]
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])


def test_a_further_person_is_asked_where_the_first_ones_disagree():
    queue = queue_by(Routing(extra=1), {"same": Facts(), "split": Facts()})
    for example_id, second in (("same", "accept"), ("split", "reject")):
        queue.record(judged(example_id, "ann"))
        queue.record(judged(example_id, "ben", second))
    assert (queue.next_for("chi", 9, NOW), queue.disputed()) == (["split"], 1)
    queue.record(judged("split", "chi"))
    assert queue.next_for("dan", 9, NOW) == []


def test_disagreement_comes_before_what_is_merely_begun():
    queue = queue_by(
        Routing(order=Order.DISAGREEMENT, extra=1), {f"e{n}": Facts() for n in range(9)}
    )
    for n in range(8):
        queue.record(judged(f"e{n}", "ann"))
    queue.record(judged("e5", "ben", "reject"))
    assert queue.next_for("chi", 1, NOW) == ["e5"]


def test_a_slice_may_want_more_answers():
    facts = {"hard": Facts(label="refund"), "plain": Facts(label="delivery")}
    queue = queue_by(Routing(slices=(Slice(label="refund", wanted=3),)), facts)
    for who in ("ann", "ben"):
        queue.record(judged("hard", who))
        queue.record(judged("plain", who))
    assert queue.next_for("chi", 9, NOW) == ["hard"]


def test_a_slice_goes_to_its_people_only_and_is_left_for_nobody_else():
    facts = {"hard": Facts(label="refund"), "plain": Facts(label="delivery")}
    queue = queue_by(Routing(slices=(Slice(label="refund", people=("ann",)),)), facts)
    assert [len(queue.next_for(who, 9, NOW)) for who in PEOPLE] == [2, 1, 1]
    assert [queue.left_for(who) for who in PEOPLE] == [2, 1, 1]
    queue.record(judged("hard", "ann"))
    queue.record(judged("plain", "ben"))
    assert [queue.left_for(who) for who in PEOPLE] == [1, 0, 1]


def test_all_others_can_have_people_of_their_own():
    facts = {"hard": Facts(label="refund"), "plain": Facts(label="delivery")}
    rows = (Slice(label="refund"), Slice(label="", people=("ben",)))
    queue = queue_by(Routing(slices=rows), facts)
    assert queue.next_for("ann", 9, NOW) == ["hard"]


@pytest.mark.parametrize("labels", [("category",), ("category", "tone")])
def test_written_answers_are_no_part_of_a_stance(labels):
    given = {"category": "refund", "tone": "kind", "reply": "One."}
    other = {**given, "reply": "Another."}
    stances = {stance_of(Decision.ACCEPT, answers, labels) for answers in (given, other)}
    assert len(stances) == 1
    assert stance_of(Decision.ACCEPT, {**given, "category": "x"}, labels) not in stances


def test_so_many_in_a_hundred_are_hidden_and_stay_hidden_when_the_share_grows():
    pairs = [(f"r{n % 7}", f"e{n}") for n in range(2000)]
    tenth = {pair for pair in pairs if is_hidden(10, *pair)}
    assert 140 <= len(tenth) <= 260
    assert tenth < {pair for pair in pairs if is_hidden(20, *pair)}
    assert not any(is_hidden(0, *pair) for pair in pairs)
    assert all(is_hidden(100, *pair) for pair in pairs)


def test_what_is_asked_comes_before_everything_and_is_for_one_person():
    route = ask_first(Route(places={"a": 0.5}), {"b": ("ann", 3), "c": ("ben", 4)})
    assert route.first == ("b", "c")
    assert route.wanted == {"b": 3, "c": 4}
    assert route.people_of[route.slice_of["b"]] == {"ann"}
    assert route.places == {"a": 0.5}
