"""Dates of birth."""

import pytest


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("born 4 July 1989", "4 July 1989"),
        ("I was born on July 4th, 1989 in", "July 4th, 1989"),
        ("DOB: 04/07/1989", "04/07/1989"),
        ("D.O.B. 1989-07-04", "1989-07-04"),
        ("date of birth is 04.07.1989", "04.07.1989"),
        ('"date_of_birth": "1989-07-04"', "1989-07-04"),
        ("my birthday is the 4th of July", "4th of July"),
        ("birthday: Jul 4", "Jul 4"),
        ("born in 1989", "1989"),
        ("geboren am 4. Juli 1989", "4. Juli 1989"),
        ("Geburtsdatum: 04.07.1989", "04.07.1989"),
        ("née le 4 juillet 1989", "4 juillet 1989"),
        ("nacido el 4 de julio de 1989", "4 de julio de 1989"),
        ("nata il 4 luglio 1989", "4 luglio 1989"),
        ("04/07/1989 (DOB)", "04/07/1989"),
        ("July 4, 1989 is my birthday", "July 4, 1989"),
    ],
)
def test_a_date_that_somebody_was_born_on_is_found(values, text, date):
    assert values("DATE_OF_BIRTH", text) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "ordered on 4 July 2024",
        "Invoice date: 04/07/2024",
        "a new company was born",
        "the stubborn 4 July 2024 order",
        "DOB: XX/XX/1989",
        "my birthday gift",
    ],
)
def test_other_dates_are_nobodys(values, text):
    assert values("DATE_OF_BIRTH", text) == []
