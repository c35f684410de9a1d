"""Names that words of other languages tell."""

import pytest

from curation.scanner.recognizers.person_elsewhere import PersonElsewhere

PERSON = PersonElsewhere()


def found(text):
    return [text[begins:ends] for begins, ends, _ in PERSON.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guten Tag Frau Müller,\nwo ist mein Paket?", "Müller"),
        ("Sehr geehrter Herr Dr. Krause,", "Krause"),
        ("Mit freundlichen Grüßen\nJürgen Weber", "Jürgen Weber"),
        ("MfG\n\nAnna Huber", "Anna Huber"),
        ("Ich heiße Anna Huber und warte.", "Anna Huber"),
        ("Je m'appelle Claire Dubois.", "Claire Dubois"),
        ("Bonjour Claire,", "Claire"),
        ("Hola, me llamo José García y espero", "José García"),
        ("Cordiali saluti,\nMarco Rossi", "Marco Rossi"),
        ("Met vriendelijke groet,\nPieter de Vries", "Pieter de Vries"),
        ("Olá João, tudo bem", "João"),
        ("Mvh\nAstrid Lindqvist", "Astrid Lindqvist"),
    ],
)
def test_the_name_where_the_language_tells_it(text, name):
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    ["Hallo Zusammen,", "Bonjour Madame,", "Liebe Kundenservice", "Danke für alles", "Hi Anna,"],
)
def test_nobody_is_called_so(text):
    assert found(text) == []
