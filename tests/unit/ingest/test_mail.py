"""Mails are joined into conversations; nothing in a mail makes the reading fall."""

from pathlib import Path

import pytest

from curation.example import Example, Fault
from curation.ingest.choices import Choices
from curation.ingest.importers import bundles, kind_of, read_files, recognise
from curation.ingest.mail_message import header_names, plain_subject, read_body
from curation.ingest.source_file import SourceFile
from tests.makers import make_task

ASKED = ("ann@example.com", "help@shop.example", "Where is it?", "Mon, 3 May 2021 10:00:00 +0200")


def mail(sender, to, text, date, *, id="", answers="", subject="Kettle", more="") -> bytes:
    lines = [f"From: {sender}", f"To: {to}", f"Subject: {subject}", f"Date: {date}"]
    lines += [f"Message-ID: <{id}>"] if id else []
    lines += [f"In-Reply-To: <{answers}>"] if answers else []
    lines += [more] if more else []
    return ("\n".join(lines) + f"\n\n{text}\n").encode()


ASK = mail(*ASKED, id="1@example.com")
REPLY = mail(
    "Bob <bob@shop.example>", "ann@example.com",
    "On its way.\n\nOn 3 May 2021, ann@example.com wrote:\n> Where is it?",
    "Mon, 3 May 2021 09:30:00 +0000", id="2@shop.example", answers="1@example.com",
    subject="Re: Kettle",
)  # fmt: skip
THANKS = mail(
    "ann@example.com", "bob@shop.example", "Thanks.", "Mon, 3 May 2021 12:00:00 +0200",
    id="3@example.com", answers="2@shop.example", subject="Re: Kettle",
)  # fmt: skip


def outcomes_of(*mails: bytes, **choices):
    files = [SourceFile.of(f"{n}.eml", data) for n, data in enumerate(mails)]
    reading = read_files(files, make_task(), choices=Choices(**choices))
    outcomes = list(reading.outcomes())
    assert len(outcomes) == reading.rows
    return outcomes


def said(example: Example) -> list[str]:
    return [message.content for message in (*example.messages, example.answer) if message]


def test_mails_handed_in_together_are_a_conversation_in_the_order_of_their_dates():
    (example,) = outcomes_of(THANKS, REPLY, ASK)
    assert said(example) == ["Kettle\n\nWhere is it?", "On its way."]
    assert [message.content for message in example.following] == ["Thanks."]


def test_a_conversation_knows_its_customer_and_its_first_mail():
    (example,) = outcomes_of(ASK, REPLY)
    assert (example.group, example.origin) == ("ann@example.com", "mail:1@example.com")
    assert example.source.file == "0.eml"


def test_a_mail_without_a_reply_is_a_prompt_to_be_answered():
    (example,) = outcomes_of(ASK)
    assert (said(example), example.answer) == (["Kettle\n\nWhere is it?"], None)


def test_mails_without_ids_are_joined_by_their_subject_and_people():
    reply = mail("help@shop.example", "ann@example.com", "On its way.",
                 "Mon, 3 May 2021 11:00:00 +0200", subject="AW: Kettle")  # fmt: skip
    (example,) = outcomes_of(mail(*ASKED), reply)
    assert example.answer.content == "On its way."


def test_two_customers_with_one_subject_are_two_conversations():
    other = mail("eve@example.com", *ASKED[1:])
    assert len(outcomes_of(mail(*ASKED), other)) == 2


def test_the_desk_is_who_answers_in_most_conversations():
    """In the second one the desk writes first: the customer's reply is no answer."""
    begun = mail("bob@shop.example", "eve@example.com", "We found your kettle.", ASKED[3], id="5@x",
                 subject="Found")  # fmt: skip
    back = mail("eve@example.com", "bob@shop.example", "Great.", "Mon, 3 May 2021 13:00:00 +0200",
                id="6@x", answers="5@x", subject="Re: Found")  # fmt: skip
    again = mail("ian@example.com", *ASKED[1:], id="7@x", subject="Lid")
    answer = mail("cid@shop.example", "ian@example.com", "Yes.", "Tue, 4 May 2021 13:00:00 +0200",
                  id="8@x", answers="7@x", subject="Re: Lid")  # fmt: skip
    outcomes = outcomes_of(ASK, REPLY, begun, back, again, answer)
    found = next(one for one in outcomes if one.group == "eve@example.com")
    assert [message.speaker for message in found.messages] == ["assistant", "user"]
    assert found.answer is None


def test_an_automatic_reply_is_left_out():
    away = mail("bob@shop.example", "ann@example.com", "I am away.", ASKED[3], id="9@x",
                answers="1@example.com", more="Auto-Submitted: auto-replied")  # fmt: skip
    (example,) = outcomes_of(ASK, away)
    assert example.answer is None
    assert "An automatic reply was left out." in example.remarks


def test_a_bounce_alone_is_a_fault():
    (fault,) = outcomes_of(mail("MAILER-DAEMON@shop.example", *ASKED[1:]))
    assert "Only a machine wrote" in fault.reason


def test_a_mail_met_twice_counts_once():
    (example,) = outcomes_of(ASK, ASK, REPLY)
    assert said(example) == ["Kettle\n\nWhere is it?", "On its way."]


def test_attachments_are_told_and_not_read():
    body = (
        "--x\nContent-Type: text/plain\n\nSee the bill.\n--x\nContent-Type: application/pdf\n"
        "Content-Disposition: attachment; filename=bill-of-ann.pdf\n"
        "Content-Transfer-Encoding: base64\n\nJVBERi0=\n--x--"
    )
    (example,) = outcomes_of(
        mail(ASKED[0], ASKED[1], body, ASKED[3], more="Content-Type: multipart/mixed; boundary=x")
    )
    assert said(example) == ["Kettle\n\nSee the bill."]
    assert example.remarks == ("Attachments are not part of the text: 1 PDF.",)


def test_lines_broken_for_the_way_are_put_together():
    text = "This is one \nline.\n> Quoted \n> too\n-- \nAnn"
    raw = mail(ASKED[0], ASKED[1], text, ASKED[3], more="Content-Type: text/plain; format=flowed")
    assert read_body(raw).text == "This is one line.\n> Quoted too\n-- \nAnn\n"


def test_html_is_read_where_there_is_no_plain_text():
    raw = mail(ASKED[0], ASKED[1], "<p>Hello</p>", ASKED[3], more="Content-Type: text/html")
    (example,) = outcomes_of(raw)
    assert said(example) == ["Kettle\n\nHello"]


def test_html_that_is_sent_as_plain_text_is_read_as_html():
    assert (
        outcomes_of(mail(ASKED[0], ASKED[1], "<html><p>Hello</p>", ASKED[3]))[0]
        .messages[0]
        .content.endswith("\n\nHello")
    )


def test_an_unknown_encoding_is_told():
    raw = mail(ASKED[0], ASKED[1], "", ASKED[3], more="Content-Type: text/plain; charset=X-UNKNOWN")
    body = read_body(raw.rstrip() + b"\n\ncaf\xe9")
    assert body.text == "caf\u00e9"
    assert "encoding" in body.remarks[0]


def mailbox(*mails: bytes) -> bytes:
    return b"".join(b"From a@b Mon May  3 10:00:00 2021\n" + one + b"\n" for one in mails)


def test_a_mailbox_is_read_mail_by_mail():
    file = SourceFile.of("archive", mailbox(THANKS, ASK, REPLY))
    reading = read_files([file], make_task())
    (example,) = reading.outcomes()
    assert (reading.format, reading.rows, example.source.row) == ("mbox", 1, 2)
    assert example.answer.content == "On its way."
    assert "Mail from shop.example" in reading.note


def test_a_line_that_only_begins_with_from_divides_no_mailbox():
    text = "From here on it is broken.\n>From the shop\nto me"
    file = SourceFile.of("archive", mailbox(mail(ASKED[0], ASKED[1], text, ASKED[3])))
    (example,) = read_files([file], make_task()).outcomes()
    assert "From here on it is broken.\nFrom the shop" in said(example)[0]


def test_mails_and_mailboxes_are_one_bundle():
    kinds = [kind_of(SourceFile.of("a", ASK)), kind_of(SourceFile.of("b", mailbox(REPLY)))]
    assert [kind.format for kind in kinds] == ["eml", "mbox"]
    assert bundles(kinds) == [[0, 1]]


def test_what_is_no_mail_among_mails_is_a_fault_of_its_own():
    files = [SourceFile.of("a.eml", ASK), SourceFile.of("b.eml", b"hello")]
    outcomes = list(read_files(files, make_task(), format="eml").outcomes())
    assert [type(outcome) for outcome in outcomes] == [Example, Fault]
    assert outcomes[1].file == "b.eml"


@pytest.mark.parametrize(
    ("subject", "plain"),
    [("Re: AW: Fwd: Kettle", "Kettle"), ("[list] Re[2]: Kettle", "Kettle"), ("Re:", "Re:"),
     ("回复：订单", "订单"), ("Regarding: a", "Regarding: a")],
)  # fmt: skip
def test_a_subject_is_taken_without_what_mail_programs_add(subject, plain):
    assert plain_subject(subject) == plain


@pytest.mark.parametrize(
    "text", ["customer: hi\nagent: hello", "id,subject,body\n1,a,b", "Subject: a\n\nb", ""]
)
def test_other_texts_are_no_mail(text):
    assert header_names(text) == []


def mails_in(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.eml"))
    assert len(found) > 10
    return found


@pytest.mark.parametrize("folder", ["tickets/email/mail_gem", "badinput/mail"])
def test_every_real_mail_is_recognised_and_is_an_example_or_a_fault(shared, folder):
    for path in mails_in(shared / folder):
        file = SourceFile.of("x", path.read_bytes())
        assert recognise(file)[0].importer.format in ("eml", "mbox"), path.name
        reading = read_files([file], make_task())
        outcomes = list(reading.outcomes())
        assert len(outcomes) == reading.rows == 1, path.name
        assert isinstance(outcomes[0], Example | Fault)


def test_real_mails_together_are_all_accounted_for(shared):
    """Three are bounces; one has only an attachment, one is damaged and met twice."""
    paths = mails_in(shared / "tickets/email/mail_gem")
    files = [SourceFile.of(path.name, path.read_bytes()) for path in paths]
    reading = read_files(files, make_task())
    outcomes = list(reading.outcomes())
    assert len(outcomes) == reading.rows
    faults = [outcome for outcome in outcomes if isinstance(outcome, Fault)]
    assert {fault.file.partition("__")[2]: fault.reason.split()[0] for fault in faults} == {
        "japanese_attachment_long_name.eml": "No",
        "raw_email_with_binary_encoded.eml": "No",
        "raw_email_with_mimepart_without_content_type.eml": "Only",
        "multi_address_bounce2.eml": "Only",
        "report_422.eml": "Only",
    }
