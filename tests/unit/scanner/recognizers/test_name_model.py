"""Names, places and companies by the trained model."""

import pytest

from curation.scanner.recognizers.name_model import NameModel

MODEL = NameModel()


def found(text):
    return {(entity, text[begins:ends]) for entity, begins, ends, _ in MODEL.find_kinds(text)}


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("Hi, my name is Anna Berg and I ordered a lamp.", "PERSON", "Anna Berg"),
        ("Regards,\nWang Xiuying\nOffice Manager", "PERSON", "Wang Xiuying"),
        ("We moved from Hamburg to Toulouse last month.", "LOCATION", "Toulouse"),
        ("I live at 14 Elm Street, Springfield.", "LOCATION", "Springfield"),
        ("I work for Vertex Consulting in Leeds.", "ORGANIZATION", "Vertex Consulting"),
    ],
)
def test_what_the_model_learnt_is_found(text, entity, value):
    assert (entity, value) in found(text)


def test_a_name_in_lower_case_is_found_with_a_low_score():
    text = "hi my name is rahul sharma and the refund has not come"
    scores = [s for e, b, n, s in MODEL.find_kinds(text) if text[b:n] == "rahul sharma"]
    assert scores


def test_given_names_in_a_row_are_people_in_lower_case_too():
    people = {("PERSON", name) for name in ("silvana", "adam", "christopher", "kristina")}
    assert people <= found("they had 6: silvana, adam, christopher, kristina, chad and caleb.")


def test_lines_of_goods_hold_no_names():
    assert found("2  Jolanta Berlin Vase   4.50   9.00") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Answer to e6fcc0253ed7a328.",
        "Navigate to Settings and Unsubscribe from the newsletter.",
        "Proceed to the Rebates page, and thank you for your patience.",
        "Where is invoice FA-08045?",
        "file: de.csv",
        "fr.json and en.txt are there",
    ],
)
def test_codes_and_ordinary_words_are_no_names(text):
    assert found(text) == set()


@pytest.mark.parametrize("country", ["Germany", "New Zealand", "United Kingdom"])
def test_a_country_is_found_wherever_it_stands(country):
    assert ("LOCATION", country) in found(f"I hear that {country} has changed the rules.")


def test_an_empty_text_has_nothing():
    assert found("") == set()
