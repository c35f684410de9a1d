"""Street addresses."""

import pytest

from curation.scanner.recognizers.street import Street


def streets(text: str) -> list[str]:
    places = {
        (begins, ends) for kind, begins, ends, _ in Street().find_kinds(text) if "STREET" in kind
    }
    longest = [
        p for p in places if not any(o[0] <= p[0] and p[1] <= o[1] and o != p for o in places)
    ]
    return [text[begins:ends] for begins, ends in sorted(longest)]


@pytest.mark.parametrize(
    "street",
    [
        "12 Main Street",
        "1600 Pennsylvania Ave NW",
        "221B Baker Street",
        "45 N. Oak Blvd Apt 4",
        "7 Abbey Close",
        "363 52 Huntly Street",
        "Hauptstraße 12a",
        "Lange Straße 5",
        "Musterstr. 5",
        "12 bis rue de la Paix",
        "5 avenue des Champs-Élysées",
        "Rue du Midi 15",
        "Calle Mayor, 5",
        "C/ Alcalá 12",
        "Via Roma 131",
        "Piazza della Signoria 3",
        "Van Goghlaan 12",
        "Kerkstraat 8",
        "Storgatan 3",
        "Mellemvej 32",
        "Rua do Arenque 1634",
        "ul. Miła 53",
        "Fő utca 3",
        "PO Box 123",
        "P.O. Box 4567",
        "Postfach 10 20 30",
        "PSC 5217, Box 0219",
        "19902 Dobrovského 1394 Apt. 066",
        "12, JALAN SS21/1A",
        "45 oak street",
    ],
)
def test_a_street_with_its_number_is_found_whole(street):
    assert streets(f"I live at {street}, since May") == [street]


@pytest.mark.parametrize(
    "text",
    [
        "it takes 10 minutes drive",
        "a 2 way street",
        "5 Star Drive",
        "3 Days on the Road",
        "Order 12 Blue Way products",
        "12 PLASTIC PLACE 3.95 158.00",
        "40    3.95    158.00",
        "Via E-Mail 3 Tage",
        "in 5 days",
        "1st Place",
        "1 LLC SUED MI IN COURT",
        "Montag 12 Uhr",
        "wall street",
        "page 5 of the main road",
    ],
)
def test_other_words_with_numbers_are_no_street(text):
    assert streets(text) == []


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("12 High Street, Leeds LS1 4AP, UK", "POSTCODE", "LS1 4AP"),
        ("12 High Street, Leeds LS1 4AP, UK", "LOCATION", "Leeds"),
        ("5 rue de la Paix, 75002 Paris", "POSTCODE", "75002"),
        ("5 rue de la Paix, 75002 Paris", "LOCATION", "Paris"),
        ("Hauptstraße 5\n10115 Berlin", "LOCATION", "Berlin"),
        ("52 Huntly Street\n Suite 132\n BARMOLLOCH\n Kenya 13429", "LOCATION", "BARMOLLOCH"),
        ("Via Roma 1\n20121 Milano", "POSTCODE", "20121"),
        ("Hauptstraße 5, 10115 Berlin ist meine Adresse", "POSTCODE", "10115"),
        ("5 rue de la Paix 75002 Paris est mon adresse", "LOCATION", "Paris"),
    ],
)
def test_the_rest_of_an_address_is_found_part_by_part(text, entity, value):
    found = [(kind, text[begins:ends]) for kind, begins, ends, _ in Street().find_kinds(text)]
    assert (entity, value) in found


def test_a_document_number_below_an_address_is_no_postcode():
    text = "5 Orchard Close\nEdinburgh EH1 9ZZ\nInvoice 007015\nNorthgate School"
    codes = [
        text[begins:ends]
        for kind, begins, ends, _ in Street().find_kinds(text)
        if kind == "POSTCODE"
    ]
    assert codes == ["EH1 9ZZ"]


def test_the_lines_below_an_address_are_no_places():
    text = "12 Main Street\nKind regards\nAnna"
    assert [kind for kind, *_ in Street().find_kinds(text)] == ["STREET_ADDRESS"]


def test_an_amount_behind_a_street_is_no_postcode():
    text = "for 12 Main Street, 40000 Euro are due"
    assert [kind for kind, *_ in Street().find_kinds(text)] == ["STREET_ADDRESS"]
