"""The queue: as many answers as wanted, never one too many, nobody asked twice, nobody starved."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from curation.review.decision import Decision
from curation.review.events import COUNTED, Judged, Promised
from curation.review.queue import QUIET, Objection, Queue
from curation.review.route import Route

NOW = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - the store keeps UTC without a zone
HALF_HOUR = timedelta(minutes=30)
IDS = [f"e{number}" for number in range(6)]
PEOPLE = ["ann", "ben", "chi"]


def queue_of(*ids: str, overlap: int = 2) -> Queue:
    queue = Queue(overlap=overlap, seed="task")
    queue.open_only(dict.fromkeys(ids, 1))
    return queue


def judged(example_id, reviewer, decision=Decision.ACCEPT, version=1):
    return Judged(example_id=example_id, version=version, reviewer=reviewer, decision=decision)


def promised(example_id, reviewer, expires_at=NOW + HALF_HOUR, version=1):
    return Promised(
        example_id=example_id, version=version, reviewer=reviewer, expires_at=expires_at
    )


def test_a_person_gets_no_example_that_they_judged():
    queue = queue_of("a", "b")
    queue.record(judged("a", "ann"))
    assert queue.next_for("ann", 9, NOW) == ["b"]


def test_what_comes_first_precedes_what_others_have_answered():
    queue = queue_of("a", "b", "c")
    queue.record(judged("a", "ben"))
    queue.open_only(dict.fromkeys("abc", 1), Route(first=("c",)))
    assert queue.next_for("ann", 9, NOW) == ["c", "a", "b"]
    assert queue.next_for("ann", 1, NOW) == ["c"]


def test_a_skipped_example_is_left_to_others():
    queue = queue_of("a", overlap=1)
    queue.record(judged("a", "ann", Decision.SKIP))
    assert queue.next_for("ann", 9, NOW) == []
    assert queue.next_for("ben", 9, NOW) == ["a"]


def test_an_example_with_all_its_answers_is_given_to_nobody():
    queue = queue_of("a")
    queue.record(judged("a", "ann"))
    queue.record(judged("a", "ben", Decision.REJECT))
    assert queue.next_for("chi", 9, NOW) == []


def test_a_promise_takes_a_place_until_it_is_over():
    queue = queue_of("a", overlap=1)
    queue.record(promised("a", "ann"))
    assert queue.next_for("ben", 9, NOW) == []
    assert queue.next_for("ben", 9, NOW + HALF_HOUR) == ["a"]


def test_what_is_promised_comes_back_first_and_in_order():
    queue = queue_of(*IDS)
    first = queue.next_for("ann", 3, NOW)
    for example_id in first:
        queue.record(promised(example_id, "ann"))
    assert queue.next_for("ann", 5, NOW)[:3] == first


def test_what_was_taken_back_comes_before_everything_else():
    queue = queue_of(*IDS)
    for example_id in queue.next_for("ann", 3, NOW):
        queue.record(promised(example_id, "ann"))
    last = queue.next_for("ann", 3, NOW)[-1]
    queue.record(judged(last, "ann"))
    queue.record(judged(last, "ann", Decision.UNDO))
    queue.record(promised(last, "ann"))
    assert queue.next_for("ann", 1, NOW) == [last]


def test_an_example_that_somebody_answered_comes_before_fresh_ones():
    queue = queue_of(*IDS)
    last = queue.next_for("ben", 6, NOW)[-1]
    queue.record(judged(last, "ann"))
    assert queue.next_for("ben", 1, NOW) == [last]


def test_two_people_begin_at_different_places():
    queue = queue_of(*(f"example {number}" for number in range(1000)))
    assert queue.next_for("ann", 20, NOW) != queue.next_for("ben", 20, NOW)


def test_the_order_of_a_person_stays_when_examples_are_added():
    few, more = queue_of("a", "b", "c", "d"), queue_of("a", "b", "c", "d", "e", "f", "g")
    order = [e for e in more.next_for("ann", 9, NOW) if e in few.open_versions]
    turned = few.next_for("ann", 9, NOW)
    assert order == turned


def test_a_new_version_is_judged_again_by_the_same_person():
    queue = queue_of("a")
    queue.record(judged("a", "ann"))
    queue.open_only({"a": 2})
    assert queue.next_for("ann", 9, NOW) == ["a"]


def test_an_answer_to_an_older_version_is_objected_to():
    queue = queue_of("a")
    queue.open_only({"a": 2})
    assert queue.objection("a", 1, "ann", NOW) == Objection.NOT_OPEN


def test_a_promise_outlasts_the_closing_of_its_example():
    queue = queue_of("a")
    queue.record(promised("a", "ann"))
    queue.open_only({})
    assert queue.objection("a", 1, "ann", NOW) is None


def test_done_counts_answers_and_not_skips():
    queue = queue_of(*IDS)
    queue.record(judged("e0", "ann"))
    queue.record(judged("e1", "ann", Decision.REJECT))
    queue.record(judged("e2", "ann", Decision.SKIP))
    queue.record(judged("e1", "ann", Decision.UNDO))
    assert queue.done_by("ann") == 1


def test_left_counts_what_a_person_may_still_be_asked():
    queue = queue_of(*IDS, overlap=1)
    queue.record(judged("e0", "ann"))
    queue.record(judged("e1", "ben"))
    queue.record(judged("e2", "ann", Decision.SKIP))
    assert (queue.left_for("ann"), queue.left_for("ben")) == (3, 4)


def test_near_the_end_nobody_is_given_more_than_their_share():
    queue = queue_of(*(f"e{n}" for n in range(12)), overlap=1)
    for who in PEOPLE:
        queue.hear(who, NOW)
    assert len(queue.next_for("ann", 30, NOW)) == 4
    assert len(queue.next_for("ann", 30, NOW + 2 * QUIET)) == 12  # the others went away


def test_who_has_nothing_takes_over_the_last_of_who_has_most():
    queue = queue_of(*"abcdefgh", overlap=1)
    queue.hear("ann", NOW)
    for example_id in "abcdefgh":
        queue.record(promised(example_id, "ann"))
    assert [p.example_id for p in queue.spare_for("ben", NOW)] == ["h", "g"]


def test_who_is_quiet_keeps_only_the_one_on_the_screen():
    queue = queue_of(*"abc", overlap=1)
    queue.hear("ann", NOW)
    for example_id in "abc":
        queue.record(promised(example_id, "ann"))
    assert queue.spare_for("ben", NOW) == []
    quiet = queue.spare_for("ben", NOW + 2 * QUIET)
    assert [p.example_id for p in quiet] == ["c", "b"]


def test_nobody_takes_over_what_they_have_judged():
    queue = queue_of("a", "b", overlap=2)
    for example_id in "ab":
        queue.record(promised(example_id, "ann"))
    queue.record(judged("b", "ben"))
    assert queue.spare_for("ben", NOW) == []


def test_what_others_answered_or_what_changed_is_lost():
    queue = queue_of("a", "b", "c", overlap=1)
    for example_id in "abc":
        queue.record(promised(example_id, "ann", expires_at=NOW))
    queue.record(judged("a", "ben"))
    queue.record(promised("b", "ann"))
    queue.open_only({"a": 1, "b": 2, "c": 1})
    assert queue.lost_by("ann", ["a", "b", "c"], NOW) == {"a", "b"}


events = st.lists(
    st.builds(
        judged,
        st.sampled_from(IDS),
        st.sampled_from(PEOPLE),
        st.sampled_from(list(Decision)),
        st.integers(1, 2),
    )
    | st.builds(promised, st.sampled_from(IDS), st.sampled_from(PEOPLE)),
    max_size=30,
)


def state(queue: Queue) -> list[object]:
    return [
        (queue.next_for(who, 9, NOW), queue.done_by(who), queue.left_for(who)) for who in PEOPLE
    ]


@given(events, st.integers(1, 3))
def test_the_same_events_give_the_same_queue_whenever_examples_are_opened(happened, overlap):
    """Replay equals state: a restart loses and changes nothing."""
    live, folded = (Queue(overlap=overlap, seed="task") for _ in range(2))
    live.open_only(dict.fromkeys(IDS, 1))
    for event in happened:
        live.record(event)
        folded.record(event)
    folded.open_only(dict.fromkeys(IDS, 1))
    assert state(live) == state(folded)


@given(events)
def test_left_is_what_a_person_would_be_given_one_by_one(happened):
    """With the promises of others over, they judge exactly as many as were said to be left."""
    queue = queue_of(*IDS)
    for event in happened:
        queue.record(event)
    later, left = NOW + 2 * HALF_HOUR, queue.left_for("ann")
    given_out = 0
    while following := queue.next_for("ann", 1, later):
        queue.record(judged(following[0], "ann", Decision.SKIP))
        given_out += 1
    assert given_out == left


class Reviewing(RuleBasedStateMachine):
    """Three people, six examples, in any order: ask, answer, take back, take over, leave, wait."""

    def __init__(self) -> None:
        super().__init__()
        self.overlap = 2
        self.queue = queue_of(*IDS, overlap=self.overlap)
        self.now = NOW
        self.answers: dict[str, dict[str, Decision]] = {example_id: {} for example_id in IDS}

    @rule(who=st.sampled_from(PEOPLE), count=st.integers(1, 4))
    def ask(self, who, count):
        self.queue.hear(who, self.now)
        ids = self.queue.next_for(who, count, self.now)
        assert len(set(ids)) == len(ids) <= count
        for example_id in ids:
            assert who not in self.answers[example_id]  # never the same person twice
            self.queue.record(promised(example_id, who, self.now + HALF_HOUR))

    @rule(
        who=st.sampled_from(PEOPLE),
        example_id=st.sampled_from(IDS),
        decision=st.sampled_from([Decision.ACCEPT, Decision.REJECT, Decision.SKIP]),
    )
    def answer(self, who, example_id, decision):
        """Answer whatever example, asked or not: what is not objected to is recorded."""
        if self.queue.objection(example_id, 1, who, self.now) is None:
            assert who not in self.answers[example_id]
            self.answers[example_id][who] = decision
            self.queue.record(judged(example_id, who, decision))

    @precondition(lambda self: any(self.answers.values()))
    @rule(data=st.data())
    def take_back(self, data):
        given_answers = [(e, who) for e, own in self.answers.items() for who in own]
        example_id, who = data.draw(st.sampled_from(given_answers))
        del self.answers[example_id][who]
        self.queue.record(judged(example_id, who, Decision.UNDO))
        self.queue.record(promised(example_id, who, self.now + HALF_HOUR))

    @rule(who=st.sampled_from(PEOPLE))
    def take_over(self, who):
        """Who has nothing gets what somebody else had to spare, and can answer it."""
        spare = [] if self.queue.next_for(who, 1, self.now) else self.queue.spare_for(who, self.now)
        for promise in spare:
            self.queue.record(replace(promise, expires_at=self.now))
            self.queue.record(promised(promise.example_id, who, self.now + HALF_HOUR))
            assert self.queue.objection(promise.example_id, 1, who, self.now) is None

    @rule(who=st.sampled_from(PEOPLE))
    def leave(self, who):
        for promise in self.queue.promised_to(who, self.now):
            self.queue.record(replace(promise, expires_at=self.now))

    @rule(minutes=st.sampled_from([10, 31]))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    @invariant()
    def never_an_answer_too_many(self):
        for own in self.answers.values():
            assert sum(decision in COUNTED for decision in own.values()) <= self.overlap

    @invariant()
    def nobody_is_starved(self):
        """When nothing is promised to anybody any more, whoever may answer something is asked."""
        later = self.now + HALF_HOUR
        for who in PEOPLE:
            wanting = [
                example_id
                for example_id, own in self.answers.items()
                if who not in own
                and sum(decision in COUNTED for decision in own.values()) < self.overlap
            ]
            assert sorted(self.queue.next_for(who, len(IDS), later)) == sorted(wanting)


Reviewing.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestReviewing = Reviewing.TestCase
