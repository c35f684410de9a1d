"""Zammad: tickets and articles become conversations, with names or with numbers alone."""

from tests.unit.ingest.helpdesks.desks import (
    as_file,
    example_of,
    fault_of,
    outcomes_of,
    recognised,
    told,
)


def ticket(**changes) -> dict:
    return {"id": 3, "number": "53003", "title": "Lamp", "group_id": 1, "state_id": 4,
            "priority_id": 2, "customer_id": 7, "owner_id": 2, "article_count": 2,
            "created_at": "2026-03-01T10:00:00.000Z"} | changes  # fmt: skip


def article(number: int, sender: str | None, body: str, **changes) -> dict:
    return {"id": number, "ticket_id": 3, "from": "Ann", "to": "Help", "cc": None, "subject": "",
            "body": body, "content_type": "text/html", "internal": False, "type": "email",
            "sender": sender, "created_by_id": 7 if sender == "Customer" else 2, "attachments": [],
            "created_at": f"2026-03-0{number}T10:00:00.000Z"} | changes  # fmt: skip


ARTICLES = [
    article(1, "Customer", "It is<br>dark"),
    article(2, "Agent", "He is angry", internal=True, type="note"),
    article(3, "Agent", "<p>Turn it.</p>"),
    article(4, "System", "Your ticket was closed"),
]
ANSWERED = [("user", "Lamp\n\nIt is\ndark"), ("assistant", "Turn it.")]


def test_tickets_and_articles_are_one_bundle():
    files = as_file(ARTICLES, "articles.json"), as_file([ticket()], "tickets.json")
    assert recognised(*files) == [("zammad", ["articles.json", "tickets.json"])]


def test_articles_are_joined_and_internal_and_system_ones_left_out():
    example = example_of("zammad", [ticket()], ARTICLES)
    assert told(example) == ANSWERED
    assert (example.group, example.metadata["id"]) == ("7", "53003")


def test_names_are_kept_where_the_export_has_them():
    named = ticket(state="closed", group="Lamps", customer="ann@example.org")
    assert example_of("zammad", [named], ARTICLES).metadata["group"] == "Lamps"


def test_numbers_tell_the_sender_where_there_are_no_names():
    numbered = [one | {"sender": None, "sender_id": n}
                for one, n in zip(ARTICLES, (2, 1, 1, 3), strict=True)]  # fmt: skip
    assert told(example_of("zammad", [ticket()], numbered)) == ANSWERED


def test_who_made_an_article_tells_the_sender_at_last():
    bare = [one | {"sender": None} for one in ARTICLES[:3]]
    assert told(example_of("zammad", [ticket()], bare)) == ANSWERED


def test_answers_that_name_objects_by_kind_are_read():
    assets = {"assets": {"Ticket": {"3": ticket()}, "User": {},
                         "TicketArticle": {str(one["id"]): one for one in ARTICLES}},
              "record_ids": [3]}  # fmt: skip
    assert recognised(as_file(assets))[0][0] == "zammad"
    assert told(example_of("zammad", assets)) == ANSWERED


def test_plain_text_is_not_read_as_html():
    plain = article(1, "Customer", "a < b\nc", content_type="text/plain")
    assert told(example_of("zammad", [ticket(title="")], [plain])) == [("user", "a < b\nc")]


def test_an_automatic_reply_is_left_out():
    robot = article(5, "Agent", "We got it", preferences={"is-auto-response": True})
    assert told(example_of("zammad", [ticket()], [*ARTICLES, robot])) == ANSWERED


def test_a_merged_ticket_is_refused_as_such():
    assert "merged" in fault_of("zammad", [ticket(state="merged")]).reason


def test_articles_of_two_tickets_go_to_their_own():
    other = article(1, "Customer", "No heat", id=9, ticket_id=4)
    lamp, heat = outcomes_of("zammad", [ticket(), ticket(id=4, title="Oven")], [*ARTICLES, other])
    assert (told(lamp), told(heat)) == (ANSWERED, [("user", "Oven\n\nNo heat")])
