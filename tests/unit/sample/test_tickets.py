import csv
import io
import re
from collections import Counter
from itertools import combinations, pairwise

import pytest

from curation.sample.banks import situations
from curation.sample.planted import CONTRADICTED
from curation.sample.ticket import Flaw
from curation.sample.tickets import (
    COLUMNS,
    PRODUCTION_MIX,
    make_tickets,
    production_mix_csv,
    tickets_csv,
)
from curation.settings import ROOT
from curation.task import parse_task

TICKETS = make_tickets()
BY_ID = {ticket.ticket_id: ticket for ticket in TICKETS}


def likeness(one, other):
    """The Jaccard similarity of two tickets' pairs of neighbouring words."""
    pairs = []
    for ticket in (one, other):
        words = re.findall(r"\w+", f"{ticket.subject} {ticket.message}".lower())
        pairs.append(set(pairwise(words)))
    return len(pairs[0] & pairs[1]) / len(pairs[0] | pairs[1])


def test_the_same_seed_gives_the_same_tickets():
    assert make_tickets(7) == make_tickets(7)


def test_another_seed_gives_other_tickets():
    assert make_tickets(7) != make_tickets(8)


def test_there_are_120_tickets_with_different_messages():
    assert len({(ticket.subject, ticket.message) for ticket in TICKETS}) == 120


def test_numbers_are_different():
    assert len(BY_ID) == 120


def test_the_categories_are_those_of_the_task():
    text = (ROOT / "data" / "tasks" / "support-replies.toml").read_text()
    task = parse_task(text, task_id="support-replies")
    options = set(task.question("category").options)
    assert {ticket.category for ticket in TICKETS} == options == set(PRODUCTION_MIX)


def test_three_of_five_tickets_are_deliveries():
    assert Counter(ticket.meant for ticket in TICKETS)["delivery"] == 72


def test_production_needs_few_deliveries():
    assert PRODUCTION_MIX["delivery"] == 0.05
    assert sum(PRODUCTION_MIX.values()) == pytest.approx(1)


def test_eight_tickets_are_near_duplicates():
    assert sum(bool(ticket.twin_of) for ticket in TICKETS) == 8


@pytest.mark.parametrize("ticket", [t for t in TICKETS if t.twin_of], ids=lambda t: t.ticket_id)
def test_a_near_duplicate_is_hardly_changed(ticket):
    assert likeness(ticket, BY_ID[ticket.twin_of]) > 0.8
    assert ticket.message != BY_ID[ticket.twin_of].message


def test_no_others_are_alike():
    """Apart from what is planted, no two tickets share more than half of their word pairs."""
    own = [t for t in TICKETS if not t.twin_of and t.subject != CONTRADICTED]
    alike = [(a.ticket_id, b.ticket_id) for a, b in combinations(own, 2) if likeness(a, b) > 0.5]
    assert not alike


def test_one_question_is_answered_in_two_ways():
    one, other = (ticket for ticket in TICKETS if ticket.subject == CONTRADICTED)
    rules = {re.findall(r"within (\d+) days", ticket.reply)[0] for ticket in (one, other)}
    assert rules == {"14", "30"}
    assert likeness(one, other) > 0.8


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_is_there(flaw):
    assert any(ticket.flaw == flaw for ticket in TICKETS)


def test_some_categories_are_wrong():
    wrong = sum(ticket.category != ticket.meant for ticket in TICKETS)
    assert 3 <= wrong <= 15


def test_several_customers_write_more_than_once():
    assert sum(count > 1 for count in Counter(t.customer for t in TICKETS).values()) >= 10


def test_messages_are_short_and_long():
    lengths = sorted(len(ticket.message) for ticket in TICKETS)
    assert lengths[0] < 110
    assert lengths[-1] > 400


@pytest.mark.parametrize(
    "pattern",
    [
        r"[\w.]+@example\.(com|org|net)",
        r"\+\d\d? ",
        r"\b(GB|NL|DE|FR)\d\d ",
        r"\b\d{4} \d{4} \d{4} \d{4}\b",
        r"\b\d+\.\d+\.\d+\.\d+\b",
        r"https://",
        r"\b(ORD-|#|L)\d{5}",
    ],
)
def test_messages_hold_every_kind_of_personal_value_and_order_numbers(pattern):
    assert sum(bool(re.search(pattern, ticket.message)) for ticket in TICKETS) >= 2


def test_no_slot_is_left_open():
    for ticket in TICKETS:
        assert "{" not in "".join((ticket.subject, ticket.message, ticket.reply, *ticket.ideal))


@pytest.mark.parametrize("situation", situations(), ids=lambda s: s.id)
def test_every_situation_is_used(situation):
    asks = [ask.lower().rstrip(".?") for ask in situation.ask if "{" not in ask]
    messages = [ticket.message.lower() for ticket in TICKETS]
    assert any(ask in message for ask in asks for message in messages)


def test_the_export_has_four_rows_without_a_message():
    rows = list(csv.DictReader(io.StringIO(tickets_csv(TICKETS), newline="")))
    blank = [row for row in rows if not (row["subject"] + row["message"]).strip()]
    assert (len(rows), len(blank)) == (124, 4)
    assert tuple(rows[0]) == COLUMNS


def test_the_mix_is_written_as_category_and_share():
    rows = list(csv.DictReader(io.StringIO(production_mix_csv())))
    assert {row["category"]: float(row["share"]) for row in rows} == PRODUCTION_MIX
