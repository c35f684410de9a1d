"""What a machine wrote is told from what a person wrote."""

import csv
import re

import pytest

from curation.ingest.auto_replies import _PHRASES, _STEMS, is_auto_reply, is_automatic_mail


@pytest.mark.parametrize(
    "text",
    [
        "Automatic reply: your order",
        "Re: Out of office",
        "Hello,\n\nI am currently out of the office until 12 May. Write to my colleagues.",
        "Thank you for your message. I’m on annual leave and back on Monday.",
        "<html><head><style>p {color: red}</style></head><p>This is an <b>automated</b> response "
        "confirming the receipt of your ticket.</p>",
        "Your request (12345) has been received and is being reviewed by our support staff.",
        "Abwesenheitsnotiz: Bestellung",
        "Guten Tag, ich bin bis zum 12. Mai nicht im Büro.",
        "Diese E-Mail wurde automatisch erstellt, bitte antworten Sie nicht darauf.",
        "Bonjour, je suis actuellement absente du bureau.",
        "Ceci est un message automatique.",
        "Estoy fuera de la oficina hasta el lunes.",
        "Sono fuori ufficio fino a lunedì.",
        "Estou de férias até segunda.",
        "Ik ben momenteel niet op kantoor.",
        "Jestem na urlopie do poniedziałku.",
        "Автоматический ответ: заказ",
        "Autosvar: beställning",
        "自動返信：お問い合わせ",
        "自动回复: 订单",
        "Undeliverable: your order",
        "This is the mail system at host mx.example.com.",
        "Ihre Nachricht konnte nicht an die Empfänger zugestellt werden.",
    ],
)
def test_a_text_that_a_machine_sent_is_told(text):
    assert is_auto_reply(text)


@pytest.mark.parametrize(
    "text",
    [
        "I cannot get your automatic reply feature to work.",
        "How do I set an out of office message?",
        "My parcel was not delivered.",
        "The courier says I am out of office hours for delivery.",
        "Your ticket has been received at the gate, so I cannot refund it.",
        "We have received your request and I looked at it: the parcel is in Leeds.",
        "I was on vacation when it arrived.",
        "Ich war im Urlaub, als es kam.",
        "",
    ],
)
def test_a_text_that_a_person_wrote_is_left_alone(text):
    assert not is_auto_reply(text)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_question_or_answer_of_a_support_desk_is_taken_for_automatic(shared):
    (file,) = (shared / "tickets/bitext_support").glob("*.csv")
    read = rows(file)
    assert len(read) == 2264
    texts = [row[column] for row in read for column in ("instruction", "response")]
    assert [text for text in texts if is_auto_reply(text)] == []


def test_no_complaint_of_a_customer_is_taken_for_automatic(shared):
    (file,) = (shared / "tickets/cfpb_complaints").glob("*.csv")
    texts = [row["Consumer complaint narrative"] for row in rows(file)]
    assert len(texts) == 766
    assert [text for text in texts if is_auto_reply(text)] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"auto-submitted": "auto-replied (vacation)", "in-reply-to": "<1@example.com>"},
        {"auto-submitted": "auto-generated"},
        {"x-autoreply": "yes"},
        {"precedence": "auto_reply"},
        {"precedence": "bulk"},
        {"content-type": 'multipart/report; report-type="delivery-status"'},
        {"from": "MAILER-DAEMON@example.com"},
        {"return-path": "<>"},
        {"list-unsubscribe": "<https://example.com/leave>"},
    ],
)
def test_headers_of_a_machine_are_told(headers):
    assert is_automatic_mail(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"auto-submitted": "no"},
        {"from": "Ann <ann@example.com>", "content-type": "text/plain"},
        {"list-unsubscribe": "<x>", "list-post": "<mailto:all@example.com>", "precedence": "list"},
        {"auto-submitted": "auto-generated", "in-reply-to": "<1@example.com>"},
    ],
)
def test_headers_of_a_person_are_told(headers):
    assert not is_automatic_mail(headers)


def test_every_phrase_holds_a_stem_by_which_it_is_looked_for():
    plain = [re.sub(r"\(\?[:=]|[()?\\]", "", phrase) for phrase in _PHRASES]
    assert [one for one in plain if not any(stem in one for stem in _STEMS)] == []
