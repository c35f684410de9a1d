"""A cut is never silent: with all cuts put back, a message is whole again."""

from hypothesis import given
from hypothesis import strategies as st

from curation.ingest.html_text import html_to_text
from curation.ingest.replies import cut_reply

LINES = st.one_of(
    st.sampled_from(
        ["", "", "  ", "> quoted", ">", "Yes.", "  indented", "-- ", "--", "Sent from my iPhone",
         "On Mon, 3 May 2021 at 10:14, B <b@example.com> wrote:", "wrote:", "From: a@example.com",
         "Sent: today", "To: b", "-----Original Message-----", "_" * 30, "mailing list\r",
         "---------- Forwarded message ---------", "Best regards",
         "2021年5月3日 B <b@example.com>:"]
    ),
    st.text(max_size=8),
)  # fmt: skip
TAGS = st.sampled_from(
    ["<div>", "</div>", "<br>", "<p>", "</p>", "<hr>", "<blockquote type=cite>", "</blockquote>",
     "<blockquote>", "<div class=gmail_quote>", "<div id=divRplyFwdMsg>", "<table><tr><td>", "<li>",
     "<span class=js-signatureMarker></span>", "<div class=gmail_signature>", "</table>", "<pre>"]
)  # fmt: skip


def put_back(text, cuts) -> str:
    for cut in reversed(cuts):
        text = text[: cut.position] + cut.text + text[cut.position :]
    return text


@given(lines=st.lists(LINES, max_size=14))
def test_a_plain_message_is_whole_again_with_its_cuts(lines):
    text = "\n".join(lines)
    assert put_back(*cut_reply(text)) == text.strip()


@given(parts=st.lists(st.one_of(TAGS, LINES), max_size=20))
def test_html_is_whole_again_with_its_cuts(parts):
    html = "".join(parts)
    assert put_back(*cut_reply(html, is_html=True)) == html_to_text(html)


@given(lines=st.lists(LINES, max_size=14))
def test_cuts_stand_in_order_inside_the_text_and_hold_something(lines):
    text, cuts = cut_reply("\n".join(lines))
    places = [cut.position for cut in cuts]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert all(cut.text for cut in cuts)


@given(lines=st.lists(LINES, max_size=14))
def test_something_is_left_of_every_message(lines):
    text = "\n".join(lines)
    assert bool(cut_reply(text)[0].strip()) == bool(text.strip())
