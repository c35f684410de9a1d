"""Help Scout: conversations of its API with their threads, newest thread first."""

import re
from collections.abc import Sequence

from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.helpdesks.desk import Desk, Page, Part, People
from curation.ingest.helpdesks.desk_reading import desk_importer
from curation.ingest.helpdesks.object_fields import (
    Object,
    id_in,
    is_html,
    metadata_of,
    needed_id,
    object_in,
    objects_in,
    text_in,
)
from curation.ingest.helpdesks.ticket_turns import (
    UNKNOWN_TICKET,
    merged_into,
    origin_of,
    refuse_if,
)
from curation.ingest.helpdesks.timestamps import utc_text

_CONVERSATION = {"number", "threads", "mailboxId", "primaryCustomer", "folderId", "preview",
                 "closedBy", "customerWaitingSince", "userUpdatedAt", "createdBy"}  # fmt: skip
_THREAD = {"createdBy", "source", "action", "body", "customer", "savedReplyId", "openedAt",
           "assignedTo", "cc", "bcc"}  # fmt: skip
_AUTHORS = {
    "customer": Author.CUSTOMER,
    "message": Author.AGENT,
    "reply": Author.AGENT,
    "note": Author.AGENT,
    "phone": Author.CUSTOMER,
    "beaconchat": Author.SYSTEM,
    "chat": Author.CUSTOMER,
}
"""Who says something in a thread of a kind; `createdBy` knows better where it is there."""

_RATINGS = {"great": 3.0, "good": 3.0, "okay": 2.0, "not-good": 1.0, "bad": 1.0, "notgood": 1.0}
_ADDRESS = re.compile(r"/conversations/(\d+)")


def _part(value: Object) -> Part | None:
    keys = set(value)
    if "mailboxId" in keys or len(keys & _CONVERSATION) >= 5:
        return Part.TICKET if len(keys & _CONVERSATION) >= 3 else None
    if "type" in keys and len(keys & _THREAD) >= 4:
        return Part.MESSAGE
    return None


def _inside(conversation: Object) -> list[Object]:
    """The threads, oldest first."""
    return objects_in(object_in(conversation, "_embedded"), "threads")[::-1]


def _conversation_of_thread(thread: Object, page: Page) -> str:
    found = id_in(thread, "conversationId")
    for links in (object_in(thread, "_links"), object_in(page.around, "_links")):
        for name in ("conversation", "self", "page"):
            address = _ADDRESS.search(text_in(object_in(links, name), "href"))
            found = found or (address[1] if address else "")
    return found


def turn_of(thread: Object, conversation: Object, people: People) -> Turn:
    """The turn of a thread; line items and drafts are nobody's words."""
    kind = text_in(thread, "type")
    author = _AUTHORS.get(kind, Author.SYSTEM)
    maker = text_in(object_in(thread, "createdBy"), "type")
    if author != Author.SYSTEM and maker in ("customer", "user"):
        author = Author.CUSTOMER if maker == "customer" else Author.AGENT
    if kind in ("phone", "customer"):
        author = Author.CUSTOMER  # an agent may write down what a customer said
    if text_in(thread, "state") in ("draft", "hidden", "review"):
        author = Author.SYSTEM
    text = text_in(thread, "body")
    rating = thread.get("rating")
    rating = rating.get("rating") if isinstance(rating, dict) else rating
    return Turn(
        author=author,
        text=text or text_in(object_in(thread, "action"), "text"),
        is_html=is_html(text),
        is_private=kind == "note",
        sent_at=utc_text(thread.get("createdAt")),
        rating=_RATINGS.get(str(rating).casefold()),
    )


def conversation_of(conversation: Object, turns: Sequence[Turn], people: People) -> Conversation:
    """The conversation with the turns of its threads."""
    number = needed_id(conversation, "id")
    state = text_in(conversation, "state")
    refuse_if(spam=text_in(conversation, "status") == "spam", deleted=state == "deleted")
    created = utc_text(conversation.get("createdAt"))
    customer = object_in(conversation, "primaryCustomer")
    source = object_in(conversation, "source")
    tags = objects_in(conversation, "tags")
    return Conversation(
        id=number,
        origin=origin_of("help_scout", "", created, number),
        turns=tuple(turns),
        subject=text_in(conversation, "subject"),
        customer=id_in(customer, "id", "email"),
        merged_into=merged_into(turns) or (UNKNOWN_TICKET if state == "merged" else ""),
        metadata=metadata_of(
            created=created,
            number=conversation.get("number"),
            status=conversation.get("status"),
            channel=conversation.get("type") or source.get("type"),
            tags=[tag.get("tag") for tag in tags],
        ),
    )


HELP_SCOUT_DESK = Desk(
    format="help_scout",
    part=_part,
    turn=turn_of,
    conversation=conversation_of,
    inside=_inside,
    ticket_of=_conversation_of_thread,
)

HELP_SCOUT = desk_importer(
    HELP_SCOUT_DESK,
    title="Help Scout (JSON)",
)
