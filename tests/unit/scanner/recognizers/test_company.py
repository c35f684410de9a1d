"""Companies by their legal form, in texts that are not in English."""

import pytest

from curation.scanner.recognizers.company import Company

COMPANY = Company()


def found(text):
    return [text[begins:ends] for begins, ends, _ in COMPANY.find(text)]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Rechnung\nMaschinenbau  Ostertag GmbH\nMenge und Betrag", "Maschinenbau  Ostertag GmbH"),
        ("Kessler & Töchter OHG\nwir danken für Ihre Bestellung", "Kessler & Töchter OHG"),
        ("Facture\nMenuiserie Roussel SARL\nmontant pour vous", "Menuiserie Roussel SARL"),
        ("Fattura\nOfficine Lario S.r.l.\nquantità e prezzo", "Officine Lario S.r.l."),
        ("Factuur\nBakkerij De Korenaar B.V.\naantal en bedrag", "Bakkerij De Korenaar B.V."),
    ],
)
def test_the_words_with_a_capital_before_a_legal_form_are_a_company(text, company):
    assert found(text) == [company]


@pytest.mark.parametrize(
    "text",
    [
        "The invoice of Ostertag GmbH has not been paid by our team.",
        "Wir fragen bei der GmbH nach und schreiben Ihnen",
        "Rechnung\nGmbH\nMenge",
    ],
)
def test_english_texts_and_a_legal_form_alone_tell_no_company(text):
    assert found(text) == []
