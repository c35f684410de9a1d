import json
from collections import Counter

from curation.review.decision import Decision
from curation.sample.invoice import make_invoices
from curation.sample.reviewers import EXPERTS, experts_for, opinion_on_invoice, opinion_on_ticket
from curation.sample.ticket import Flaw
from curation.sample.tickets import make_tickets

TICKETS = make_tickets()
OPINIONS = [
    [opinion_on_ticket(expert, ticket) for expert in experts_for(position)]
    for position, ticket in enumerate(TICKETS)
]
SHARED = [opinions for opinions in OPINIONS if len(opinions) > 1]


def test_an_expert_says_the_same_every_time():
    assert opinion_on_ticket(EXPERTS[0], TICKETS[0]) == opinion_on_ticket(EXPERTS[0], TICKETS[0])


def test_most_tickets_have_two_reviews_and_some_have_none():
    assert Counter(map(len, OPINIONS)) == {2: 96, 1: 12, 0: 12}


def test_every_expert_reviews_with_every_other():
    pairs = {frozenset(o.expert.id for o in opinions) for opinions in SHARED}
    assert {frozenset(p) for p in (("ada", "ben"), ("ben", "chi"), ("ada", "chi"))} <= pairs


def test_labels_are_neither_all_alike_nor_all_different():
    labels = [{o.label for o in os if o.decision == Decision.ACCEPT} for os in SHARED]
    split = sum(len(found) > 1 for found in labels)
    assert 5 <= split <= len(SHARED) // 3


def test_decisions_differ_now_and_then():
    split = sum(len({o.decision for o in opinions}) > 1 for opinions in SHARED)
    assert 3 <= split <= len(SHARED) // 4


def test_edits_differ_now_and_then():
    split = sum(
        len({o.text for o in opinions if o.decision == Decision.ACCEPT}) > 1 for opinions in SHARED
    )
    assert 5 <= split <= len(SHARED) // 3


def test_wrong_replies_are_rejected_by_all():
    for opinions, ticket in zip(OPINIONS, TICKETS, strict=True):
        if ticket.flaw == Flaw.WRONG:
            assert {o.decision for o in opinions} <= {Decision.REJECT}


def test_a_rejection_has_no_answers():
    rejected = [o for opinions in OPINIONS for o in opinions if o.decision == Decision.REJECT]
    assert rejected
    assert not any(o.text or o.label for o in rejected)


def test_invoices_are_mostly_read_alike():
    same = 0
    for invoice in make_invoices():
        answers = {opinion_on_invoice(expert, invoice).text for expert in EXPERTS}
        same += len(answers) == 1
    assert 20 <= same < 40


def test_an_answer_to_an_invoice_has_all_fields():
    invoice = make_invoices()[0]
    for expert in EXPERTS:
        assert set(json.loads(opinion_on_invoice(expert, invoice).text)) == set(invoice.fields)
