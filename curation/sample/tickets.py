"""The tickets of the sample project: 120 exchanges with a known answer, and a few bad rows."""

import csv
import io
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from curation.sample.banks import Situation, Words, situations, words
from curation.sample.customers import Customer, make_customers, make_ip
from curation.sample.planted import contradiction, twins, with_wrong_reply
from curation.sample.ticket import Flaw, Ticket

SEED = 20261120
COLUMNS = ("ticket_id", "customer", "subject", "message", "reply", "category")

MIX = {
    "delivery": 67,
    "refund": 11,
    "billing": 10,
    "account": 8,
    "product": 9,
    "cancellation": 5,
}
"""Tickets per category, before the near-duplicates and the contradiction are added."""

PRODUCTION_MIX = {
    "delivery": 0.05,
    "refund": 0.28,
    "billing": 0.22,
    "account": 0.18,
    "product": 0.17,
    "cancellation": 0.10,
}
"""What customers will really ask: deliveries are rare, and the sample has too many of them."""


def make_tickets(seed: int = SEED) -> list[Ticket]:
    """120 tickets in the order of the export: the same seed, the same tickets."""
    rng = random.Random(seed)
    bank = words()
    customers = make_customers(rng, bank, 84)
    drafts: list[Ticket] = []
    for situation, count in _shares():
        for index in range(count):
            # The power of a random number: a few customers write again and again.
            customer = customers[int(rng.random() ** 1.4 * len(customers))]
            drafts.append(_ticket(rng, bank, situation, index, customer))
    drafts += contradiction(customers[-1], customers[-2])
    drafts = [with_wrong_reply(ticket, drafts, rng) for ticket in drafts]
    rng.shuffle(drafts)
    numbered = [replace(t, ticket_id=f"T-{2001 + i}") for i, t in enumerate(drafts)]
    return numbered + twins(numbered)


def tickets_csv(tickets: list[Ticket]) -> str:
    """The export of the help desk: the tickets and four rows without a message."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for position, ticket in enumerate(tickets, 1):
        writer.writerow([getattr(ticket, column) for column in COLUMNS])
        if position in (17, 49, 83, 111):
            writer.writerow([f"T-{9000 + position}", "", "", " ", "", "delivery"])
    return text.getvalue()


def production_mix_csv() -> str:
    """The wanted mix as a table: category, share."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("category", "share"))
    writer.writerows((name, f"{share:.2f}") for name, share in PRODUCTION_MIX.items())
    return text.getvalue()


def _shares() -> list[tuple[Situation, int]]:
    """How many tickets each situation gets: a category's count, shared out evenly."""
    shared = []
    for category, count in MIX.items():
        own = [situation for situation in situations() if situation.category == category]
        shared += [(s, count // len(own) + (i < count % len(own))) for i, s in enumerate(own)]
    return shared


def _ticket(
    rng: random.Random, bank: Words, situation: Situation, index: int, customer: Customer
) -> Ticket:
    slots = _slots(rng, bank, customer)
    message = _message(rng, bank, situation, index, slots)
    ideal = (_reply(bank, situation, index, 0), _reply(bank, situation, index, 1))
    roll = rng.random()
    flaw = Flaw.WEAK if roll < 0.2 else Flaw.WRONG if roll < 0.29 else Flaw.NONE
    if flaw == Flaw.WEAK:
        reply = situation.weak[index % len(situation.weak)]
    else:
        reply = _greeted(rng, bank, ideal[index % 2])
    category = situation.category
    if rng.random() < 0.07:
        category = "product" if category == "delivery" else "delivery"
    subject = situation.subjects[index % len(situation.subjects)]
    return Ticket(
        ticket_id="",
        customer=customer.number,
        subject=_upper(subject.format_map(slots)),
        message=message,
        reply=reply.format_map(slots),
        category=category,
        meant=situation.category,
        flaw=flaw,
        ideal=(ideal[0].format_map(slots), ideal[1].format_map(slots)),
    )


def _slots(rng: random.Random, bank: Words, customer: Customer) -> Mapping[str, str]:
    product = rng.choice(bank.products)
    day = date(2026, 2, 2) + timedelta(days=rng.randrange(80))
    return {
        "product": product,
        "a_product": f"{'an' if product[0] in 'aeiou' else 'a'} {product}",
        "order": rng.choice(["ORD-{}", "#{}", "L{}-EU"]).format(rng.randrange(10000, 99999)),
        "date": f"{day.day} {day:%B}",
        "days": str(rng.randrange(4, 19)),
        "amount": f"€{rng.randrange(8, 240)}.{rng.choice(['00', '50', '90', '95'])}",
        "name": customer.name,
        "first": customer.first,
        "email": customer.email,
        "phone": customer.phone,
        "street": customer.street,
        "postcode": customer.postcode,
        "city": customer.city,
        "iban": customer.iban,
        "card": customer.card,
        "ip": make_ip(rng),
        "url": f"https://photos.example.net/{customer.last.lower().replace(chr(39), '')}/"
        f"{rng.randrange(100, 999)}",
    }


def _message(
    rng: random.Random,
    bank: Words,
    situation: Situation,
    index: int,
    slots: Mapping[str, str],
) -> str:
    """One of many combinations: two tickets of a situation share at most one sentence of three."""
    line, row = index % len(situation.problem), index // len(situation.problem)
    problem = situation.problem[line]
    detail = situation.detail[(line + row) % len(situation.detail)]
    ask = situation.ask[(line - row) % len(situation.ask)]
    contact = rng.choice(bank.contact_lines[rng.choice(situation.contacts)])
    greeting, closing = rng.choice(bank.greetings), rng.choice(bank.closings)
    style = rng.choices(["short", "plain", "contact", "letter", "long"], [18, 22, 14, 32, 14])[0]
    if style == "short":
        text = f"{problem} {ask}"
    elif style == "plain":
        text = f"{problem} {detail} {ask}"
    elif style == "contact":
        text = f"{problem} {detail}\n{ask} {contact}"
    elif style == "letter":
        text = f"{greeting}\n\n{problem} {detail} {ask} {contact}\n\n{closing}\n{{name}}"
    else:
        remark = rng.choice(bank.long_remarks)
        text = (
            f"{greeting}\n\n{problem} {detail}\n\n{remark}\n\n{ask} {contact}\n\n"
            f"{closing}\n{{name}}\n{{phone}}"
        )
    message = text.format_map(slots)
    if style == "short" and rng.random() < 0.3:
        return message.lower().rstrip(".?")
    return _upper(message)


def _reply(bank: Words, situation: Situation, index: int, variant: int) -> str:
    """A good reply without names, slots not yet filled; the variants differ in the next step."""
    answer = situation.reply[index % len(situation.reply)]
    step = situation.next[variant % len(situation.next)]
    closing = bank.reply_closings[index % len(bank.reply_closings)].split("\n")[0]
    return f"{_upper(answer)} {step}\n\n{closing}\nThe Larkfield support team"


def _greeted(rng: random.Random, bank: Words, ideal: str) -> str:
    """The reply as the help desk sent it: with a greeting and a word of thanks."""
    thanks = rng.choice(bank.reply_thanks)
    body = ideal.rsplit("\n\n", 1)[0]
    return (
        f"{rng.choice(bank.reply_greetings)}\n\n{_upper(thanks)} {_upper(body)}\n\n"
        f"{rng.choice(bank.reply_closings)}"
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
