"""Asking many questions at once, with clients that are busy, silent or dear."""

import threading

import pytest

from curation.errors import NotReady, ProviderBusy, ProviderRefused, ProviderUnreachable
from curation.evaluation.contestant import Contestant, Reply
from curation.workflow.background import Cancelled
from curation.workflow.evaluation.asking import MOST_WAIT, TRIES, Ask, Asking, Limits

ONE = Contestant(provider="fake", model="base")
SILENT = ProviderUnreachable("Silent", cause="It is off.", cure="Start it.")


def busy(wait=None):
    return ProviderBusy("Busy", cause="Too many.", cure="Wait.", code="rate_limit", wait=wait)


def asks(count, most=0.0):
    return [
        Ask(key=str(n), contestant=ONE, messages=({"role": "user", "content": str(n)},), most=most)
        for n in range(count)
    ]


class Client:
    """Raises the given errors first, then answers; knows how many were asked at the same time."""

    def __init__(self, *errors, together=1):
        self.errors = list(errors)
        self.asked = []
        self.barrier = threading.Barrier(together)

    def answer(self, model, messages, *, max_tokens, temperature, seed, retries):
        assert retries == 0  # whoever asks many keeps count of the tries
        self.asked.append(messages[0]["content"])
        if self.errors:
            raise self.errors.pop(0)
        self.barrier.wait(timeout=30)
        return Reply(text="yes")


def run(client, questions, *, progress=lambda done, total, message: None, cost=0.0, **limits):
    kept, paused = {}, []
    settings = {"at_once": 1, "pause": paused.append, **limits}

    def keep(ask, reply, seconds):
        kept[ask.key] = reply.text

    asking = Asking(
        lambda name: client, keep, limits=Limits(**settings), cost=lambda ask, reply: cost
    )
    try:
        asking.run(questions, progress)
    finally:
        run.kept, run.paused = kept, paused
    return kept


def test_as_many_questions_are_under_way_at_once_as_wanted():
    """The barrier opens only when four are there together."""
    assert len(run(Client(together=4), asks(8), at_once=4)) == 8


def test_a_busy_provider_is_asked_again_after_the_time_it_named():
    client = Client(busy(7.0))
    assert len(run(client, asks(2))) == 2
    assert client.asked == ["0", "0", "1"]
    assert run.paused[0] == 7.0


def test_without_a_named_time_the_waits_double():
    run(Client(busy(), busy(), SILENT), asks(1))
    assert [seconds for seconds in run.paused if seconds in (2, 4, 8)] == [2, 4, 8]


def test_a_provider_that_stays_busy_ends_the_round_and_keeps_what_was_answered():
    questions = asks(3)

    class Later(Client):
        def answer(self, model, messages, **settings):
            if messages[0]["content"] == "1":
                self.errors = [busy(1.0)]
            return super().answer(model, messages, **settings)

    later = Later()
    with pytest.raises(ProviderBusy):
        run(later, questions)
    assert run.kept == {"0": "yes"}
    assert later.asked.count("1") == TRIES


def test_a_provider_that_wants_a_very_long_wait_is_not_waited_for():
    client = Client(busy(MOST_WAIT + 1))
    with pytest.raises(ProviderBusy):
        run(client, asks(1))
    assert client.asked == ["0"]


def test_a_refusal_is_not_tried_again():
    client = Client(ProviderRefused("No", cause="Unknown model.", cure="Name another."))
    with pytest.raises(ProviderRefused):
        run(client, asks(1))
    assert client.asked == ["0"]


def test_stopping_asks_nothing_more():
    def stop(done, total, message):
        if done == 1:
            raise Cancelled

    client = Client()
    with pytest.raises(Cancelled):
        run(client, asks(50), progress=stop)
    assert len(client.asked) <= 2


def test_a_ceiling_is_never_passed():
    """Each question can cost 3 and costs 2: after 2 + 2 + 2 + 2, another 3 would pass 10."""
    with pytest.raises(NotReady, match="ceiling"):
        run(Client(), asks(20, most=3.0), cost=2.0, ceiling=10.0)
    assert len(run.kept) == 4


def test_what_is_under_way_counts_against_the_ceiling():
    """Four at once could cost 12: only three are asked before one has ended."""
    with pytest.raises(NotReady):
        run(Client(), asks(20, most=3.0), cost=3.0, ceiling=10.0, at_once=4)
    assert len(run.kept) == 3


def test_a_ceiling_that_is_high_enough_stops_nothing():
    assert len(run(Client(), asks(5, most=3.0), cost=2.0, ceiling=15.0)) == 5


def test_progress_tells_what_was_spent():
    told = []
    run(Client(), asks(2), progress=lambda *step: told.append(step), cost=0.5)
    assert told[-1] == (2, 2, "1.00 US dollars so far")
