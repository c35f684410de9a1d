"""Suggestions by decided examples and by models: who makes them, who sees them, what is kept."""

import uuid
from dataclasses import replace

import pytest

from curation.balance.apportion import Part
from curation.balance.grouping import keys_of
from curation.errors import InputRefused, NotAllowed, NotReady, ProviderUnreachable
from curation.evaluation.contestant import Contestant, Reply
from curation.review.route import Order, Routing
from curation.review.suggested import INGEST, NEIGHBOURS
from curation.review.trials import Trying
from curation.store.audit import list_done
from curation.store.suggestions import list_current
from curation.workflow.evaluation.asking import Limits
from curation.workflow.review.review import next_cards, submit
from curation.workflow.review.routing import queue_state, set_routing, use_source
from curation.workflow.review.suggest import say, suggest_by_neighbours
from curation.workflow.review.suggest_by_model import outlook, source_of, suggest_by_model
from tests.makers import ANN, BEN, CURATOR, make_example
from tests.staged import add_examples, add_verdict
from tests.workflow.cleared import clear
from tests.workflow.review.test_review import submission

ID = "support-replies"
MODEL = Contestant(provider="openai", model="gpt-4o-mini")


def example(text, row, **more):
    return make_example(text, row=row, **more)


DECIDED = [
    (example(f"Where is my parcel number {n}? It is late.", n, group=f"c{n}"), "delivery")
    for n in range(4)
] + [(example(f"I want my money back for order {n}, please.", 10 + n), "refund") for n in range(4)]
PARCEL = example("My parcel is late. Where is it?", 30)
MONEY = example("Please give my money back for the order.", 31, answer=None)
ODD = example("Zebras sing quietly.", 32)


class Table:
    """A client that answers as told, by a word of the question; it can fail after some answers."""

    def __init__(self, says, fails_after=None):
        self.says = says
        self.asked = []
        self.fails_after = fails_after

    def answer(self, model, messages, *, max_tokens, temperature, seed, retries):
        if self.fails_after is not None and len(self.asked) >= self.fails_after:
            raise ProviderUnreachable("No answer", cause="It is off.", cure="Start it.")
        self.asked.append(messages)
        text = messages[-1]["content"]
        return Reply(text=next(said for word, said in self.says.items() if word in text))


@pytest.fixture
def task(workspace):
    return workspace.task(ID)


@pytest.fixture
def desk(workspace):
    """Eight decided examples and three open ones, of which one is like no other."""
    for number, (one, label) in enumerate(DECIDED):
        answers = {"category": label, "reply": f"About {label}."}
        add_verdict(workspace.store, one, verdict_id=f"v{number}", answers=answers)
    clear(workspace, [*(one for one, _ in DECIDED), PARCEL, MONEY, ODD])
    return workspace


def from_neighbours(workspace, task, request_id="n1"):
    return suggest_by_neighbours(workspace, CURATOR, task, request_id=request_id)


def use(workspace, task, source=NEIGHBOURS):
    return use_source(workspace, CURATOR, task, source, request_id=uuid.uuid4().hex)


def shown_to(workspace, task, actor=ANN):
    return {card.example_id: card for card in next_cards(workspace, actor, task, 9)}


def test_open_examples_have_the_label_of_those_that_are_like_them(desk, task):
    found = from_neighbours(desk, task)
    assert (found.asked, found.suggested) == (4, 3)  # three labels, and a text where there is none
    assert (found.tried, found.given, found.right) == (8, 8, 8)
    use(desk, task)
    cards = shown_to(desk, task)
    assert cards[PARCEL.id].proposed["category"] == "delivery"
    assert cards[MONEY.id].proposed["category"] == "refund"
    assert cards[ODD.id].proposed["category"] == ""
    assert cards[PARCEL.id].suggested["category"].agent == NEIGHBOURS
    assert cards[PARCEL.id].suggested["category"].score > 0.5
    assert say(found).startswith("3 of 4 questions have a suggestion. Tried on 8 decided examples")


def test_a_text_is_suggested_where_the_example_has_none(desk, task):
    from_neighbours(desk, task)
    use(desk, task)
    cards = shown_to(desk, task)
    assert cards[MONEY.id].proposed["reply"] == "About refund."
    assert cards[MONEY.id].suggested["reply"].score > 0.5
    assert cards[PARCEL.id].proposed["reply"] == PARCEL.answer.content


def test_the_same_again_adds_only_what_changed(desk, task):
    from_neighbours(desk, task)
    before = desk.store.value("select count(*) from made_suggestion")
    from_neighbours(desk, task, "n2")
    assert desk.store.value("select count(*) from made_suggestion") == before == 3
    other = [example(f"My parcel is late. Where is it? {n}", 40 + n) for n in range(5)]
    for number, one in enumerate(other):
        answers = {"category": "refund", "reply": "Yes."}
        add_verdict(desk.store, one, verdict_id=f"w{number}", answers=answers)
    clear(desk, other)
    from_neighbours(desk, task, "n3")
    current = list_current(desk.store, ID, source=NEIGHBOURS)
    assert current[PARCEL.id, 1, "category"].value == "refund"
    assert desk.store.value("select count(*) from made_suggestion") > before


def test_what_a_release_tests_with_teaches_nothing(desk, task):
    keys = {keys_of(one, example_id=one.id)[0] for one, label in DECIDED if label == "refund"}
    keys |= {keys_of(one, example_id="x")[-1] for one, label in DECIDED if label == "delivery"}
    desk.store.append(
        "split",
        [
            {
                "task": ID,
                "group_key": key,
                "part": str(Part.TEST),
                "recorded_at": desk.now(),
            }
            for key in keys
        ],
    )
    with pytest.raises(NotReady):
        from_neighbours(desk, task)


def test_rejected_examples_teach_nothing_and_without_accepted_ones_nothing_begins(workspace, task):
    add_verdict(workspace.store, PARCEL, outcome="reject")
    clear(workspace, [PARCEL, MONEY])
    with pytest.raises(NotReady):
        from_neighbours(workspace, task)


def test_only_curators_have_answers_suggested(desk, task):
    with pytest.raises(NotAllowed):
        suggest_by_neighbours(desk, ANN, task, request_id="n")
    with pytest.raises(NotAllowed):
        suggest_by_model(desk, ANN, task, MODEL, limit=1, request_id="m", client=Table({}))
    with pytest.raises(NotAllowed):
        use_source(desk, ANN, task, INGEST, request_id="u")


def test_a_source_that_has_suggested_nothing_cannot_be_used(desk, task):
    with pytest.raises(InputRefused):
        use(desk, task)
    with pytest.raises(InputRefused):
        set_routing(desk, CURATOR, task, Routing(source=NEIGHBOURS), request_id="r")


def test_a_task_of_documents_has_nothing_from_neighbours(workspace):
    with pytest.raises(InputRefused):
        from_neighbours(workspace, workspace.task("invoice-fields"))


def test_what_was_suggested_is_kept_with_the_answer_and_counted_by_source(desk, task):
    early = shown_to(desk, task)[PARCEL.id]
    sent = submission(early, category="refund")
    assert submit(desk, ANN, task, [sent])[0].saved
    from_neighbours(desk, task)
    use(desk, task)
    cards = shown_to(desk, task, BEN)
    sent = [
        submission(cards[PARCEL.id], category="delivery"),
        submission(cards[MONEY.id], category="delivery", reply="No."),
        submission(cards[ODD.id], category="refund"),
    ]
    assert all(receipt.saved for receipt in submit(desk, BEN, task, sent))
    pull = queue_state(desk, CURATOR, task).pull
    assert {source: (one[False].answers, one[False].same) for source, one in pull.items()} == {
        NEIGHBOURS: (2, 1)
    }
    rows = desk.store.read("select source, answer from review_suggestion order by answer")
    assert [tuple(row.values()) for row in rows] == [
        (NEIGHBOURS, ""),
        (NEIGHBOURS, "About refund."),
        (NEIGHBOURS, "delivery"),
        (NEIGHBOURS, "refund"),
    ]
    from_neighbours(desk, task, "later")
    use(desk, task, INGEST)
    assert queue_state(desk, CURATOR, task).pull == pull


def test_what_was_shown_counts_and_not_what_would_be_shown_now(desk, task):
    from_neighbours(desk, task)
    use(desk, task)
    card = shown_to(desk, task)[PARCEL.id]
    use(desk, task, INGEST)
    assert submit(desk, ANN, task, [submission(card, category="refund")])[0].saved
    pull = queue_state(desk, CURATOR, task).pull
    assert {source: (one[False].answers, one[False].same) for source, one in pull.items()} == {
        NEIGHBOURS: (1, 0)
    }


def test_the_trail_tells_who_had_answers_suggested_by_whom(desk, task):
    from_neighbours(desk, task)
    by_model(desk, task, Table(SAYS))
    done = [(one.actor, one.subject) for one in list_done(desk.store, what="suggestions", limit=9)]
    assert done == [(CURATOR.id, f"from {source_of(MODEL)}"), (CURATOR.id, "from neighbours")]


def test_a_hidden_suggestion_is_kept_too(desk, task):
    from_neighbours(desk, task)
    set_routing(
        desk, CURATOR, task, Routing(source=NEIGHBOURS, hidden=100, told=True), request_id="r"
    )
    card = shown_to(desk, task)[PARCEL.id]
    assert (card.proposed["category"], card.withheld) == ("", {"category": "delivery"})
    (receipt,) = submit(desk, ANN, task, [submission(card, category="refund")])
    assert "was “delivery”" in receipt.note
    state = queue_state(desk, CURATOR, task)
    assert (state.pull[NEIGHBOURS][True].answers, state.pull[NEIGHBOURS][True].same) == (1, 0)
    assert state.moved == {NEIGHBOURS: (1, 0)}


def test_a_known_example_tells_nothing_by_its_suggestion(desk, task):
    from_neighbours(desk, task)
    answers = {"category": "delivery", "reply": "Soon."}
    add_verdict(desk.store, PARCEL, verdict_id="now", answers=answers)
    routing = Routing(source=NEIGHBOURS, trying=Trying(first=9))
    set_routing(desk, CURATOR, task, routing, request_id="r")
    cards = shown_to(desk, task)
    assert PARCEL.id in cards
    assert {card.proposed["category"] for card in cards.values()} == {""}
    assert all(not card.suggested for card in cards.values())


def test_the_least_certain_suggestion_comes_first(desk, task):
    from_neighbours(desk, task)
    current = list_current(desk.store, ID, source=NEIGHBOURS)
    routing = Routing(order=Order.UNCERTAIN, source=NEIGHBOURS, seed="s")
    set_routing(desk, CURATOR, task, routing, request_id="r")
    cards = [card.example_id for card in next_cards(desk, ANN, task, 9)]
    sure = {e: current[e, 1, "category"].confidence or 0 for e in (PARCEL.id, MONEY.id)}
    assert cards == [ODD.id, *sorted(sure, key=sure.__getitem__)]


SAYS = {"parcel": "delivery", "money": "I think refund", "Zebras": "Refund."}


def by_model(workspace, task, client, **more):
    settings = {"limit": 10, "request_id": uuid.uuid4().hex, **more}
    return suggest_by_model(workspace, CURATOR, task, MODEL, client=client, **settings)


def test_a_model_suggests_and_what_is_no_label_is_counted_and_left_out(desk, task):
    client = Table(SAYS)
    found = by_model(desk, task, client)
    assert (found.asked, found.suggested, found.unfit) == (4, 3, 1)
    use(desk, task, source_of(MODEL))
    cards = shown_to(desk, task)
    proposed = {e: cards[e].proposed["category"] for e in (PARCEL.id, MONEY.id, ODD.id)}
    assert proposed == {PARCEL.id: "delivery", MONEY.id: "", ODD.id: "refund"}
    assert cards[MONEY.id].proposed["reply"] == "I think refund"
    assert cards[PARCEL.id].suggested["category"].agent == "gpt-4o-mini@openai"
    system = client.asked[0][0]
    assert system["role"] == "system"
    assert system["content"].startswith(task.system_prompt)


def test_a_model_is_asked_nothing_twice_and_new_examples_only(desk, task):
    by_model(desk, task, Table(SAYS))
    client = Table(SAYS)
    assert by_model(desk, task, client).asked == 0
    clear(desk, [example("Another parcel", 50)])
    assert by_model(desk, task, client).asked == len(client.asked) == 1


def test_a_run_that_breaks_off_keeps_what_it_heard_and_goes_on(desk, task):
    limits = Limits(at_once=1, pause=lambda seconds: None)
    broken = Table(SAYS, fails_after=2)
    with pytest.raises(ProviderUnreachable):
        by_model(desk, task, broken, limits=limits)
    assert len(list_current(desk.store, ID, source=source_of(MODEL))) == 2
    client = Table(SAYS)
    by_model(desk, task, client, limits=limits)
    assert len(client.asked) + len(broken.asked) == 4


def test_the_ceiling_ends_the_asking(desk, task):
    with pytest.raises(NotReady):
        by_model(desk, task, Table(SAYS), limits=Limits(ceiling=0.0))


def test_only_so_many_examples_are_asked_about_and_the_cost_is_known_before(desk, task):
    ahead = outlook(desk, task, MODEL, limit=2)
    assert (ahead.waiting, ahead.examples) == (3, 2)
    assert 0 < ahead.most < 0.01
    client = Table(SAYS)
    by_model(desk, task, client, limit=2)
    assert len(client.asked) == ahead.questions
    assert outlook(desk, task, MODEL, limit=2).examples == 1
    unknown = replace(MODEL, model="nobody-knows")
    assert outlook(desk, task, unknown, limit=2).most is None


def test_an_example_that_waits_for_the_privacy_check_is_sent_to_nobody(desk, task):
    add_examples(desk.store, [example("Secret parcel of Julia Hartmann", 60)])
    add_examples(desk.store, [PARCEL], version=2)
    client = Table(SAYS)
    by_model(desk, task, client)
    sent = str(client.asked)
    assert "Secret" not in sent
    assert "parcel" not in sent
