"""Which parts of a text are not in English."""

import pytest

from curation.scanner.engine import scanner
from curation.scanner.names.languages import ENGLISH, OTHER, other_language

GERMAN = (
    "Für unsere Leistungen erlauben wir uns zu berechnen:\n\nPos. Bezeichnung  Menge  Einzelpreis"
)
ENGLISH_TEXT = "Hello, the parcel has not arrived and I would like to have my money back."


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "Bonjour, je n'ai pas reçu ma commande et vous prie de me répondre.",
        "Hola, mi pedido no ha llegado, ¿pueden ayudarme por favor? Gracias",
        "Buongiorno, il mio ordine non è arrivato",
        "Mijn bestelling is niet aangekomen, wat nu? Bedankt voor uw antwoord",
        "Olá, meu pedido não chegou, obrigado",
    ],
)
def test_a_text_in_another_language_is_told_whole(text):
    assert (other_language(text)[0][0], other_language(text)[-1][1]) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Anna Berg\nHamburg",
        ENGLISH_TEXT,
        "My husband Jürgen und Söhne GmbH, Los Angeles, Las Vegas: please call me about my order.",
        "Vincent van der Berg, 12 rue de la Paix, Paris, asked for a refund of the invoice.",
    ],
)
def test_english_with_foreign_names_is_english(text):
    assert other_language(text) == ()


def test_only_the_paragraph_that_is_in_another_language_is_told():
    text = (
        f"{ENGLISH_TEXT}\n\n{GERMAN.partition(chr(10))[0]} mit und ohne das Paket\n\n{ENGLISH_TEXT}"
    )
    assert [text[b:e].strip()[:3] for b, e in other_language(text)] == ["Für"]


def test_no_word_tells_both():
    assert not OTHER & ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "Désignation   Qté   Prix unitaire\nRèglement à 30 jours, pas d'escompte. Votre facture",
        "Rechnungsdatum: 12.03.2026\nFälligkeit: sofort\nZahlbar ohne Abzug, vielen Dank für alles",
    ],
)
def test_plain_words_of_another_language_are_no_names(text):
    assert {span.entity for span in scanner().scan(text)} <= {"DATE_TIME"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guten Tag Frau Müller,\n\nmein Paket ist nicht da.", "Müller"),
        ("Das Paket ist nicht da.\n\nMit freundlichen Grüßen\nJürgen Weber", "Jürgen Weber"),
        ("Bonjour, je m'appelle Claire Dubois et je n'ai pas reçu ma commande", "Claire Dubois"),
        ("Hola, me llamo José García y mi pedido no ha llegado", "José García"),
        ("Il mio ordine non è arrivato.\nCordiali saluti,\nMarco Rossi", "Marco Rossi"),
        (
            "Mijn bestelling is er niet.\nMet vriendelijke groet,\nPieter de Vries",
            "Pieter de Vries",
        ),
        ("Rechnung\nAnsprechpartner und Kontakt für Sie ist Anna Huber", "Anna Huber"),
    ],
)
def test_names_are_found_where_the_language_tells_them(text, name):
    found = {text[span.begins : span.ends] for span in scanner().scan(text)}
    assert name in found
