"""What is planted for the checks to find: near-duplicates, wrong replies, a contradiction."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from curation.sample.customers import Customer
from curation.sample.ticket import Flaw, Ticket

TWINS = {"delivery": 5, "refund": 1, "billing": 1, "account": 1}
"""Near-duplicates per category."""

CONTRADICTED = "Returning opened goods"
"""The subject of the question that was answered in two ways."""

_SHORTEST_TWIN = 180  # characters: one more word must not change a message much

_EDITS: tuple[Callable[[str], str], ...] = (
    lambda text: f"{text}\n\nThank you",
    lambda text: text.replace("\n\n", "\n").replace("Please", "please"),
    lambda text: f"{text} I am still waiting.",
    lambda text: text.replace("and", "&", 1),
    lambda text: text.replace("the ", "teh ", 1),
    lambda text: f"Second attempt: {text}",
)
"""What people change when they send a message again."""


def contradiction(one: Customer, other: Customer) -> list[Ticket]:
    """The same question twice, answered with two different rules."""
    question = (
        "I have opened the packaging of the water filter and tried it once in the garden. "
        "How many days do I have to send back something that has been opened?"
    )
    answer = (
        "You can send back an opened water filter within {} days after delivery, as long as it is "
        'clean and complete. Choose "Return" next to the order in your account.\n\n'
        "Kind regards,\nThe Larkfield support team"
    )
    return [
        Ticket(
            ticket_id="",
            customer=customer.number,
            subject=CONTRADICTED,
            message=question + thanks,
            reply=f"Hello,\n\n{answer.format(days)}",
            category="refund",
            meant="refund",
            flaw=Flaw.NONE,
            ideal=(answer.format(30), answer.format(30)),
        )
        for customer, thanks, days in ((one, "", 30), (other, " Thank you.", 14))
    ]


def with_wrong_reply(ticket: Ticket, others: Sequence[Ticket], rng: random.Random) -> Ticket:
    """The ticket; when its reply is to be wrong, with the reply of another category's ticket."""
    if ticket.flaw != Flaw.WRONG:
        return ticket
    replies = [t.reply for t in others if t.meant != ticket.meant and t.flaw == Flaw.NONE]
    return replace(ticket, reply=rng.choice(replies))


def twins(tickets: Sequence[Ticket]) -> list[Ticket]:
    """Near-duplicates of some tickets: the same customer, the same question, a word changed."""
    made: list[Ticket] = []
    for category, count in TWINS.items():
        fit = [
            ticket
            for ticket in tickets
            if ticket.meant == ticket.category == category
            and ticket.flaw == Flaw.NONE
            and len(ticket.message) >= _SHORTEST_TWIN
            and ticket.subject != CONTRADICTED
        ]
        for ticket in fit[:count]:
            made.append(
                replace(
                    ticket,
                    ticket_id=f"T-{2001 + len(tickets) + len(made)}",
                    message=_changed(ticket.message, len(made)),
                    reply=ticket.ideal[1],
                    twin_of=ticket.ticket_id,
                )
            )
    return made


def _changed(text: str, turn: int) -> str:
    """The text after one edit: each in turn, passing over those that would leave it as it is."""
    ways = (_EDITS[(turn + shift) % len(_EDITS)](text) for shift in range(len(_EDITS)))
    return next(changed for changed in ways if changed != text)
