"""Dates moved by a while, written in the same way."""

import re
from datetime import date, timedelta

from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.shape import junk

MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LISTS = tuple(tuple(names.split()) for names in MONTHS)
_MOST_DAYS = 500
_MOST_YEARS = 5
_ADULT = 18
"""An age stays on its side of this one: what a child is told, an adult is not."""

_YEARS = range(1, 10000)
_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_ENDINGS = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.I)


def moved(written: str, draw: Draw, known: Known) -> str:
    """The date moved by up to 500 days, so that its year, month and day are others.

    A day of the same example is moved by as much as the next, so that spans of time stay. A time
    stays, a weekday becomes another, a year one of those near. What else is no full date gets
    other digits.
    """
    chosen = draw if known.attempt else Draw(known.seed, "days")
    days = (1 + chosen.below(_MOST_DAYS)) * chosen.pick((1, -1))
    month = next((found for found in _months(written)), None)
    numbers = [match.group() for match in _NUMBERS.finditer(written)]
    if written.capitalize() in _WEEKDAYS:
        return _cased(draw.pick(_WEEKDAYS), written)
    if numbers == [written] and len(written) == 4:
        return _years(int(written), (1 + draw.below(_MOST_YEARS)) * draw.pick((1, -1)))
    if month and len(numbers) == 2:
        year_first = len(numbers[0]) == 4
        day, year = (numbers[1], numbers[0]) if year_first else (numbers[0], numbers[1])
        new = _shifted(_year(year), month[1], int(day), days)
        if new is None:
            return junk(written, draw, known)
        text = written.replace(month[0], _cased(month[2][new.month - 1], month[0]), 1)
        texts = (_like(new.year, year), _like(new.day, day))
        text = _with_numbers(text, texts if year_first else texts[::-1])
        return _ENDINGS.sub(_ending(new.day), text)
    if len(numbers) >= 3 and not month:
        return _numeric(written, numbers[:3], days) or junk(written, draw, known)
    return junk(written, draw, known)


def aged(written: str, draw: Draw, known: Known) -> str:
    """An age up to 5 years higher or lower that is as adult; the words around the number stay."""
    if not _NUMBERS.search(written):
        return junk(written, draw, known)
    years = (1 + draw.below(_MOST_YEARS)) * draw.pick((1, -1))
    return _NUMBERS.sub(lambda match: _years(int(match.group()), years), written)


def _years(old: int, more: int) -> str:
    """The age moved so far, or else as far the other way, or else by the least that fits."""
    steps = (more, -more, *(sign * step for step in range(1, _MOST_YEARS + 1) for sign in (1, -1)))
    return str(next((old + step for step in steps if _is_like(old, old + step)), old + abs(more)))


def _is_like(old: int, new: int) -> bool:
    """True for an age with as many digits on the same side of coming of age."""
    return new > 0 and len(str(new)) == len(str(old)) and (new < _ADULT) == (old < _ADULT)


def _numeric(written: str, numbers: list[str], days: int) -> str | None:
    """A date of three numbers; where day and month cannot be told apart both stay possible."""
    if len(numbers[0]) == 4:
        order = (0, 1, 2)
    elif int(numbers[0]) > 12:
        order = (2, 1, 0)
    elif int(numbers[1]) > 12:
        order = (2, 0, 1)
    else:
        order = (2, 1, 0)
    year, month, day = (numbers[place] for place in order)
    new = _shifted(_year(year), int(month), int(day), days)
    if new is None:
        return None
    parts = [""] * 3
    values = (_like(new.year, year), _like(new.month, month), _like(_day(new, numbers), day))
    for place, text in zip(order, values, strict=True):
        parts[place] = text
    return _with_numbers(written, parts)


def _day(new: date, numbers: list[str]) -> int:
    """The day, kept to 12 at most where it might be read as a month."""
    unsure = len(numbers[0]) != 4 and int(numbers[0]) <= 12 and int(numbers[1]) <= 12
    return 1 + (new.day - 1) % 12 if unsure else new.day


def _shifted(year: int, month: int, day: int, days: int) -> date | None:
    try:
        return date(year, month, day) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None


def _year(text: str) -> int:
    return int(text) if len(text) != 2 else 1900 + int(text) + (100 if int(text) < 30 else 0)


def _like(number: int, text: str) -> str:
    """A number with as many digits as another is written with, if a zero stood before it."""
    if len(text) == 2 and number > 99:
        return f"{number % 100:02}"
    return f"{number:0{len(text)}}" if text.startswith("0") or len(text) != 1 else str(number)


def _with_numbers(text: str, numbers: tuple[str, ...] | list[str]) -> str:
    left = iter(numbers)
    return _NUMBERS.sub(lambda match: next(left, match.group()), text)


def _months(written: str) -> list[tuple[str, int, tuple[str, ...]]]:
    """Each word that names a month, its number, and the list of names it is from."""
    return [
        (word, names.index(word.lower()) + 1, names)
        for word in _WORDS.findall(written)
        for names in _LISTS
        if word.lower() in names
    ]


def _cased(name: str, written: str) -> str:
    if written.isupper():
        return name.upper()
    return name if written.islower() else name.capitalize()


def _ending(day: int) -> str:
    if 10 <= day % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
