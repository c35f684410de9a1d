"""What looks like a personal value and is none."""

import pytest

from curation.scanner.guards import in_items, is_item_line, line_around, masked_places, touches


@pytest.mark.parametrize(
    "text",
    [
        "<EMAIL_1>",
        "<PERSON>",
        "<PHONE_NUMBER>",
        "[NAME]",
        "[Seller name]",
        "[PHONE NUMBER]",
        "[redacted]",
        "{{Customer Support Phone Number}}",
        "XXXX",
        "XX/XX/XXXX",
        "xxx-xx-xxxx",
        "****",
        "█████",
        "<CUSTOMER_12>",
    ],
)
def test_a_placeholder_is_known_whole(text):
    assert masked_places(f"a {text} b") == [(2, 2 + len(text))]


@pytest.mark.parametrize(
    "text", ["[ANNA BERG]", "[Contact Anna Berg]", "<Anna>", "a * b", "[1]", "x", "{a}", "<b>"]
)
def test_a_name_in_brackets_is_no_placeholder(text):
    assert masked_places(text) == []


def test_a_span_beside_a_placeholder_does_not_touch_it():
    assert not touches([(0, 4)], 4, 8)


def test_a_span_over_the_end_of_a_placeholder_touches_it():
    assert touches([(0, 4)], 3, 8)


@pytest.mark.parametrize(
    "line", ["40    3.95    158.00", "2 x 1.234,56 2.469,12", "SOAP 4.20 8.40", "1'000.00 2'000.00"]
)
def test_a_row_of_goods_has_two_amounts(line):
    assert is_item_line(line)


@pytest.mark.parametrize(
    "line", ["Total 158.00", "Tel 03-5513 2211", "12.34.56.78", "20.11.2026 10.30", "12 Main St"]
)
def test_other_lines_are_no_rows_of_goods(line):
    assert not is_item_line(line)


def test_the_line_around_a_place_is_whole():
    assert line_around("one\ntwo three\nfour", 8, 9) == "two three"


def test_a_row_with_a_quantity_and_what_stands_above_it_are_goods():
    text = "Seller:\nMain street 34\n1 Vollkasko Berlin\n    Quantity 2 NAR, Unit price 12\nThe end"
    for value, is_goods in (("Vollkasko", True), ("Unit", True), ("street", False), ("end", False)):
        begins = text.index(value)
        assert in_items(text, begins, begins + len(value)) is is_goods
