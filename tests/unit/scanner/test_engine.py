"""The scanner as a whole: long texts, JSON, placeholders, time limits, no network."""

import logging
import socket

import pytest
from presidio_analyzer import Pattern, PatternRecognizer, pattern_recognizer

from curation.privacy.span import SCAN_INCOMPLETE
from curation.scanner.engine import Scanner


def test_positions_count_code_points(engine):
    text = "😀😀 alice@x.com"
    (span,) = engine.scan(text)
    assert (span.begins, span.ends) == (3, 14)


def test_a_value_in_json_is_found_beside_an_escape(scan):
    assert scan(r'{"note": "Hi\nann@x.com"}') == [("EMAIL_ADDRESS", "ann@x.com")]


def test_a_place_in_json_is_where_the_value_is_written(engine):
    text = r'["\u00fc\n", "ann@x.com"]'
    (span,) = engine.scan(text)
    assert text[span.begins : span.ends] == "ann@x.com"


@pytest.mark.parametrize(
    "text",
    ["<EMAIL_1>", "Dear <NAME_1>", "[PHONE NUMBER]", "call {{Support Phone}}", "XXXX XXXX", "****"],
)
def test_what_is_masked_already_is_no_finding(scan, text):
    assert scan(text) == []


@pytest.mark.parametrize("text", ["", " \n", "---", "😀"])
def test_a_text_without_letters_has_no_findings(scan, text):
    assert scan(text) == []


def test_a_value_at_every_place_of_a_long_text_is_found(values):
    text = "word " * 700 + "".join(f"a{i}@x.com and some words " for i in range(400))
    assert values("EMAIL_ADDRESS", text) == [f"a{i}@x.com" for i in range(400)]


@pytest.mark.parametrize(
    "text",
    ["a.b_c-" * 4000 + "@", "a.a." * 5000, "1.1." * 5000, "0 " * 12000, "Aa " * 8000, "@" * 24000],
    ids=["e-mail", "address", "numbers", "digits", "names", "at signs"],
)
def test_hostile_text_is_scanned_to_the_end(engine, text):
    """Presidio's own patterns need 15 to 20 seconds for each of these."""
    assert not [span for span in engine.scan(text) if span.entity == SCAN_INCOMPLETE]


def test_a_pattern_that_is_given_up_leaves_the_scan_incomplete(monkeypatch):
    bomb = PatternRecognizer(supported_entity="BOMB", patterns=[Pattern("bomb", r"(a+a+)+b", 1.0)])
    impatient = Scanner(extra=[bomb])
    monkeypatch.setattr(pattern_recognizer, "REGEX_TIMEOUT_SECONDS", 0.05)
    entities = [span.entity for span in impatient.scan("mail x@y.org " + "a" * 3000)]
    assert entities == ["EMAIL_ADDRESS", SCAN_INCOMPLETE]


def test_presidio_logs_nothing(engine, caplog, capfd):
    """A wrong IBAN is an error with the number in it, at Presidio's."""
    with caplog.at_level(logging.DEBUG):
        engine.scan("DE00 0000 0000 0000 0000 00 and GB00 XXXX 1234 alice@x.com")
    assert not [record for record in caplog.records if record.name == "presidio-analyzer"]
    assert "".join(capfd.readouterr()) == ""


def test_a_scan_opens_no_connection(monkeypatch):
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("A scan tried to reach the network.")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    found = Scanner().scan("alice@x.com, https://www.example.com, +49 30 901820")
    assert len(found) == 3


@pytest.mark.parametrize(
    "written",
    [
        "ali\u200bce@x.com",
        "alice&#64;x.com",
        "ali\u00adce@x.com",
        "ａｌｉｃｅ@x.com",
        "alice@exam=\nple.com",
    ],
    ids=["zero width", "HTML", "soft hyphen", "full width", "quoted-printable"],
)
def test_a_value_written_another_way_is_found_where_it_is_written(engine, written):
    text = f"Write to {written} or call"
    (span,) = engine.scan(text)
    assert text[span.begins : span.ends] == written


def test_a_recogniser_that_fails_leaves_the_scan_incomplete():
    class Broken(PatternRecognizer):
        def analyze(self, *arguments: object, **named: object) -> list[object]:
            raise ValueError

    broken = Broken(supported_entity="X", patterns=[Pattern("x", "x", 1.0)])
    assert [span.entity for span in Scanner(extra=[broken]).scan("any text")] == [SCAN_INCOMPLETE]


def test_texts_of_a_batch_are_tagged_as_each_alone(engine):
    texts = [
        f"My name is {name}, I live in Lyon." for name in ("Anna Berg", "Jean Martin", "Li Wei")
    ] * 4
    texts += ["", "no letters: 12", "hello my name is anna berg"]
    assert engine.scan_all(texts) == [engine.scan(text) for text in texts]
