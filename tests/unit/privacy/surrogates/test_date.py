"""Dates are moved, ages too, and what stands around the numbers stays."""

import re
from datetime import date

import pytest

from tests.unit.privacy.surrogates.made import SEEDS, replaced, surrogate


@pytest.mark.parametrize("seed", SEEDS)
def test_a_date_stays_a_date_near_by(seed):
    made = date.fromisoformat(surrogate("1989-07-04", "DATE_OF_BIRTH", seed=seed))
    assert 1 <= abs((made - date(1989, 7, 4)).days) <= 500


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("4 July 1989", r"\d{1,2} [A-Z][a-z]+ 19\d\d"),
        ("JULY 4, 1989", r"[A-Z]+ \d{1,2}, 19\d\d"),
        ("04.07.1989", r"(0[1-9]|1[0-2])\.(0[1-9]|1[0-2])\.19\d\d"),
        ("31/12/89", r"[0-3]\d/[01]\d/(8[789]|9[01])"),
        ("12. März 1975", r"\d{1,2}\. \w+ 19\d\d"),
    ],
)
@pytest.mark.parametrize("seed", SEEDS[:8])
def test_it_is_written_in_the_same_way(written, pattern, seed):
    assert re.fullmatch(pattern, surrogate(written, "DATE_OF_BIRTH", seed=seed))


def test_two_ways_to_write_a_day_stay_one_day():
    text = "1989-07-04 is 4 July 1989"
    done = replaced(text, ("1989-07-04", "DATE_OF_BIRTH"), ("4 July 1989", "DATE_OF_BIRTH"))
    one, other = done.split(" is ")
    names = "January February March April May June July August September October November December"
    day, month, year = other.split()
    assert date.fromisoformat(one) == date(int(year), names.split().index(month) + 1, int(day))


@pytest.mark.parametrize("seed", SEEDS)
def test_an_age_is_another_age(seed):
    made = re.fullmatch(r"(\d\d) years old", surrogate("34 years old", "AGE", seed=seed))
    assert made
    assert 1 <= abs(int(made[1]) - 34) <= 5


@pytest.mark.parametrize("seed", SEEDS)
def test_a_weekday_becomes_another(seed):
    made = surrogate("Tuesday", "DATE_TIME", seed=seed)
    assert made.endswith("day")
    assert made != "Tuesday"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_year_stays_a_year_near_by(seed):
    assert 1 <= abs(int(surrogate("1977", "DATE_TIME", seed=seed)) - 1977) <= 6


def test_a_time_stays_when_its_date_is_moved():
    made = surrogate("2003-08-28 12:13:52", "DATE_TIME")
    assert made.endswith(" 12:13:52")
    assert not made.startswith("2003-08-28")


@pytest.mark.parametrize("age", [1, 9, 10, 16, 17, 18, 19, 23, 99, 100])
def test_an_age_stays_near_and_on_its_side_of_coming_of_age(age):
    for seed in SEEDS[:5]:
        made = int(surrogate(f"{age} years old", "AGE", seed=seed).split()[0])
        assert 1 <= abs(made - age) <= 5
        assert (made < 18) == (age < 18)
