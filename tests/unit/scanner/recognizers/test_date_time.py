"""Dates and times in sentences."""

import pytest


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("We flew to Leeds on Tuesday morning", "Tuesday"),
        ("it came on friday", "friday"),
        ("Date: 2003-08-28 12:13:52", "2003-08-28 12:13:52"),
        ("at 28/05/2018 23:28", "28/05/2018 23:28"),
        ("which later became the bank in 1977.", "1977"),
        ("it is a 2017 film that we saw", "2017"),
        ("I paid the whole bill on 5 March 2024", "5 March 2024"),
        ("I paid the whole bill on March 5th, 2024 by card", "March 5th, 2024"),
        ("I paid the whole bill on 05/03/2024 already", "05/03/2024"),
    ],
)
def test_a_date_in_a_sentence_is_found(values, text, date):
    assert values("DATE_TIME", text) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05",
        "Invoice date: 05/03/2024",
        "Due date 5 March 2024",
        "we sold them in 2000 pieces each",
        "3 March of bread 3.50 7.00",
        "Sunday-best",
    ],
)
def test_the_dates_of_a_form_are_left_out(values, text):
    assert values("DATE_TIME", text) == []


def test_a_date_of_birth_is_no_other_date(scan):
    assert scan("she was born on 4 July 1989 in the old town") == [("DATE_OF_BIRTH", "4 July 1989")]
