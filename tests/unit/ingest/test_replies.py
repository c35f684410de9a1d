"""What a person newly wrote stays; what was quoted and signed is cut and can be put back."""

import csv
from email import message_from_bytes, policy

import pytest

from curation.example import Cut, CutKind
from curation.ingest.html_text import html_to_text
from curation.ingest.replies import cut_reply


def put_back(text: str, cuts: tuple[Cut, ...]) -> str:
    for cut in reversed(cuts):
        text = text[: cut.position] + cut.text + text[cut.position :]
    return text


def kinds(text: str, **options) -> list[CutKind]:
    return [cut.kind for cut in cut_reply(text, **options)[1]]


def reply_of(path) -> tuple[str, bool]:
    """The body of a saved reply and whether it is HTML."""
    if path.suffix == ".html":
        return path.read_text(), True
    body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain", "html"))
    return body.get_content(), body.get_content_subtype() == "html"


def test_replies_of_real_clients_are_cut_to_what_was_written(shared):
    """The one miss keeps a line that the phone put there; it is a signature, and cut as one."""
    missed = {}
    for path in sorted((shared / "tickets/email/reply_clients").iterdir()):
        if path.suffix not in (".html", ".eml"):
            continue
        expected_file = path.with_name(path.stem + "_reply_text")
        expected = "Hi. I am fine.\n\nThanks,\nAlex" if path.suffix == ".html" else "Hello"
        if expected_file.exists():
            expected = expected_file.read_text().strip()
        text, is_html = reply_of(path)
        found = cut_reply(text, is_html=is_html)[0]
        if found != expected:
            missed[path.name] = found
    assert missed == {"standard_replies__iphone.eml": "Hello"}


PLAIN = {
    "correct_sig.txt": "this is an email with a correct -- signature.",
    "email_1_4.txt": "Awesome! I haven't had another problem with it.",
    "email_2_3.txt": "Outlook with a reply above headers using unusual format",
    "email_BlackBerry.txt": "Here is another email",
    "email_iPhone.txt": "Here is another email",
    "email_sent_from_my_not_signature.txt": "Here is another email\n\n"
    "Sent from my desk, is much easier then my mobile phone.",
}
ENDS = {
    "email_1_1.txt": "-Abhishek Kona",
    "email_one_is_not_on.txt": "Locally (on development), when I run...",
    "email_partial_quote_header.txt": "fails, the tunnel is not working.",
    "email_sig_delimiter_in_middle_of_line.txt": "kthxbai",
    "greedy_on.txt": "fails, the tunnel is not working.",
    "pathological.txt": "get back to a computer.",
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_reply_is_cut_to_what_was_written(shared, name):
    text = (shared / "tickets/email/reply_text" / name).read_text()
    assert cut_reply(text)[0] == PLAIN[name]


@pytest.mark.parametrize("name", ENDS)
def test_a_plain_reply_ends_where_its_writer_ended(shared, name):
    text = (shared / "tickets/email/reply_text" / name).read_text()
    found = cut_reply(text)[0]
    assert found.endswith(ENDS[name])
    assert text.startswith(found)


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, 3 May 2021 at 10:14, Bob Stone <bob@example.com> wrote:",
        "On Mon, 3 May 2021 at 10:14, Robert Bartholomew Stone\n<bob@example.com> wrote:",
        "Am 03.05.2021 um 10:14 schrieb Bob Stein:",
        "Am Mo., 3. Mai 2021 um 10:14 Uhr schrieb Bob Stein <bob@example.com>:",
        "Le lun. 3 mai 2021 à 10:14, Bob Pierre <bob@example.com> a écrit :",
        "El lun, 3 may 2021 a las 10:14, Bob (<bob@example.com>) escribió:",
        "Il giorno lun 3 mag 2021 alle ore 10:14 Bob <bob@example.com> ha scritto:",
        "Op ma 3 mei 2021 om 10:14 schreef Bob <bob@example.com>:",
        "pon., 3 maj 2021 o 10:14 Bob <bob@example.com> napisał(a):",
        "пн, 3 мая 2021 г. в 10:14, Bob <bob@example.com>:",
        "3 мая 2021, 10:14, Bob <bob@example.com> пишет:",
        "Den mån 3 maj 2021 kl 10:14 skrev Bob <bob@example.com>:",
        "Den man. 3. maj 2021 kl. 10.14 skrev Bob <bob@example.com>:",
        "man. 3. mai 2021 kl. 10:14 skrev Bob <bob@example.com>:",
        "2021年5月3日(月) 10:14 Bob <bob@example.com>:",
        "在 2021年5月3日，10:14，Bob <bob@example.com> 写道：",
    ],
)
def test_an_attribution_is_cut_with_what_it_introduces(attribution):
    assert cut_reply(f"It works.\n\n{attribution}\n\n> Does it?")[0] == "It works."


@pytest.mark.parametrize(
    "headers",
    [
        "From: Bob <bob@example.com>\nSent: Monday, May 3, 2021 10:14\nTo: Ann\nSubject: Kettle",
        "Von: Bob\nGesendet: Montag, 3. Mai 2021 10:14\nAn: Ann\nBetreff: Kessel",
        "De : Bob\nEnvoyé : lundi 3 mai 2021 10:14\nÀ : Ann\nObjet : Bouilloire",
        "________________________________\nFrom: Bob\nDate: 3 May\nTo: Ann",
        "-----Original Message-----\nFrom: Bob",
        "-----Ursprüngliche Nachricht-----\nVon: Bob",
        "Am 03.05.2021 um 10:14 schrieb Bob Stein:",
        "On May 3, 2021, at 10:14, Bob Stone <bob@example.com> wrote:",
        "##- Please type your reply above this line -##\nTicket 12",
    ],
)
def test_an_earlier_message_is_cut_from_its_headers_to_the_end(headers):
    assert cut_reply(f"It works.\n\n{headers}\n\nDoes it?\n\nBob")[0] == "It works."


def test_a_form_that_asks_for_a_journey_is_no_header():
    form = "I want a refund.\n\nFrom: Berlin\nTo: Paris\nDate: 3 May\n\nThank you"
    assert cut_reply(form) == (form, ())


def test_answers_between_quotations_stay_with_what_they_answer():
    text = "> Can I return it?\nYes.\n\n> Until when?\nJune."
    assert cut_reply(text) == (text, ())


def test_a_quotation_below_answers_between_quotations_is_cut():
    text = "> May I?\nYes.\n\n> When?\nJune.\n\n> Thanks"
    assert cut_reply(text)[0] == "> May I?\nYes.\n\n> When?\nJune."


def test_an_answer_below_a_quotation_stays():
    text = "On 3 May 2021, Bob <bob@example.com> wrote:\n> May I?\n\nYes.\n\n-- \nAnn"
    assert cut_reply(text)[0] == "Yes."
    assert kinds(text) == [CutKind.QUOTE, CutKind.SIGNATURE]


def test_text_above_and_below_a_quotation_stays_apart():
    text = "Dear Bob,\n\nOn 3 May 2021, Bob <bob@example.com> wrote:\n> May I?\n\nYes."
    assert cut_reply(text)[0] == "Dear Bob,\n\nYes."


def test_an_answer_between_quotations_of_html_stays():
    html = (
        "<div class=gmail_quote><div class=gmail_attr>On 3 May Bob wrote:</div>"
        "<blockquote class=gmail_quote>May I?</blockquote>Yes."
        "<blockquote class=gmail_quote>When?</blockquote>In June.</div>"
    )
    found = cut_reply(html, is_html=True)[0]
    assert "Yes." in found
    assert "In June." in found


def test_a_greeting_with_a_name_is_part_of_the_answer():
    text = "We sent it again.\n\nBest regards\nAnn Stone\nSupport"
    assert cut_reply(text) == (text, ())


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAnn\nSupport, Example Ltd.",
        "--\nAnn\n+49 30 1234",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Get Outlook for Android",
        "Sent from Mail for Windows",
        "iPhoneから送信",
    ],
)
def test_a_signature_is_cut(signature):
    found, cuts = cut_reply(f"We sent it again.\n\n{signature}")
    assert (found, [cut.kind for cut in cuts]) == ("We sent it again.", [CutKind.SIGNATURE])


@pytest.mark.parametrize(
    "text",
    [
        "Before\n--\nHere is more of what I have to say about it.",
        "-- \nAnn",
        "| a | b |\n--|--\n| 1 | 2 |",
        "Sent from the phone shop yesterday, not arrived",
        "It was sent from Android devices of mine? I never did that",
        "Note:\nOn Monday I wrote: it is broken",
        "I asked twice.\nOn 3 May 2021 at 10:14 I wrote:\nIt is broken.",
        "Am 3. Mai um 10:14 Uhr schrieb ich:\nEs ist kaputt.",
    ],
)
def test_what_only_looks_like_a_signature_or_a_quotation_stays(text):
    assert cut_reply(text) == (text, ())


def test_a_forwarded_message_is_what_its_sender_wants_to_be_read():
    text = (
        "Is this real?\n\n---------- Forwarded message ---------\nFrom: A <a@example.com>\n"
        "Date: Mon, 3 May 2021\nSubject: Prize\nTo: <b@example.com>\n\nYou have won."
    )
    assert cut_reply(text) == (text, ())


def test_nothing_is_cut_where_nothing_would_be_left():
    text = "> May I?\n> When?"
    assert cut_reply(text) == (text, ())


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ('<div class="gmail_quote">On 3 May Bob wrote:<br>May I?</div>', CutKind.QUOTE),
        ('<blockquote type="cite">May I?</blockquote>', CutKind.QUOTE),
        ('<div id="divRplyFwdMsg">From: Bob</div><div>May I?</div>', CutKind.QUOTE),
        ('<div class="OutlookMessageHeader">Bob</div>', CutKind.QUOTE),
        ('<div class="yahoo_quoted">May I?</div>', CutKind.QUOTE),
        ('<div class="moz-cite-prefix">Bob:</div>', CutKind.QUOTE),
        (
            "<hr><b>Von:</b> B<br><b>Gesendet:</b> 3. Mai<br><b>An:</b> A<br>Darf ich?",
            CutKind.QUOTE,
        ),
        ('<span class="js-signatureMarker"></span><div>Ann</div>', CutKind.SIGNATURE),
        ('<div class="gmail_signature">Ann</div>', CutKind.SIGNATURE),
        ('<div class="moz-signature">Ann</div>', CutKind.SIGNATURE),
    ],
)
def test_what_a_mail_program_marked_in_html_is_cut(html, kind):
    found, cuts = cut_reply(f"<div>Yes.</div>{html}", is_html=True)
    assert (found, [cut.kind for cut in cuts]) == ("Yes.", [kind])


def test_a_block_quotation_that_no_program_introduced_stays():
    html = "<p>The terms say:</p><blockquote>Two years.</blockquote>"
    assert cut_reply(html, is_html=True)[0] == "The terms say:\n\nTwo years."


def test_the_whole_of_a_real_reply_can_be_put_back(shared):
    for path in (shared / "tickets/email/reply_clients").glob("*.[he]*ml"):
        text, is_html = reply_of(path)
        whole = html_to_text(text) if is_html else text.strip()
        assert put_back(*cut_reply(text, is_html=is_html)) == whole


@pytest.mark.parametrize(
    "piece",
    ["On Jan 1, 2021 x wrote", "On " * 40 + "\n", "> a\nb:\n", "From: a\n", "_" * 90 + " ",
     "-- \n", "Sent from my ", ">" * 300, ":\n\n", "<a@b.c " * 9 + ":\n"],
)  # fmt: skip
def test_no_text_takes_long(piece):
    """A pattern that goes back over 200 kB would not come to an end here."""
    text = "x\n" + piece * (200_000 // len(piece))
    assert put_back(*cut_reply(text)) == text.strip()


def test_no_text_of_a_desk_or_of_its_customers_is_cut(shared):
    """2,264 questions and answers, and 766 complaints, none of which quotes a mail."""
    texts = []
    for name in ("bitext_support/bitext_support.csv", "cfpb_complaints/complaints.csv"):
        with (shared / "tickets" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts += [row.get(c, "") for c in ("instruction", "response")]
                texts.append(row.get("Consumer complaint narrative", ""))
    assert len([text for text in texts if text]) == 2 * 2264 + 766
    assert [text for text in texts if cut_reply(text)[1]] == []
