"""Phone numbers that nobody has, of the same country and in the same groups."""

from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.shape import characters

FICTIONAL: dict[str, tuple[str, ...]] = {
    "44": ("7700900", "2079460", "1632960", "1134960", "1214960", "1614960"),
    "49": ("3023125", "4066969", "8999998", "22147109", "15228817", "17139200"),
    "33": ("199000", "261910", "353010", "465710", "536490", "639980"),
    "61": ("491570", "255501", "755501", "370101"),
    "353": ("20910",),
    "46": ("701740", "406280", "846500"),
}
"""The first digits, without the trunk zero, of numbers that are kept for stories by country.

Sources: Ofcom, numbers for drama; Bundesnetzagentur, Mitteilung 148/2021; ARCEP decision 2018-0881;
ACMA, numbers for use in creative works; ComReg; PTS. North America has 555-0100 to 555-0199.
"""

_AREAS = ("201", "212", "303", "312", "404", "415", "503", "512", "602", "617", "702", "713", "818")
_TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
_CODES = (
    *("1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45"),
    *("46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62"),
    *("63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"),
)
"""Country codes of one and two digits; all others have three."""


def phone(written: str, draw: Draw, known: Known) -> str:
    """Another number with as many digits; letters of an extension ("ext") stay."""
    digits = "".join(c for c in characters(written) if c.isdecimal())
    new = known.following(digits) or _number(written.lstrip("( "), digits, draw)
    left = iter(new)
    return "".join(next(left) if c.isdecimal() else c for c in written)


def _number(written: str, digits: str, draw: Draw) -> str:
    if written.startswith("+"):
        return _international("", digits, draw)
    if digits.startswith("00") and len(digits) > 9:
        return _international("00", digits[2:], draw)
    if digits.startswith("0"):
        return "0" + _national(_trunk_country(digits), digits[1:], draw)
    if len(digits) == 11 and digits[0] == "1":
        return "1" + _american(digits[1:], draw)
    if len(digits) == 7:
        return "55501" + draw.digits(2)
    return _american(digits, draw) if len(digits) == 10 else _unassigned(digits, draw)


def _international(prefix: str, digits: str, draw: Draw) -> str:
    code = next((c for c in (digits[:1], digits[:2]) if c in _CODES), digits[:3])
    rest = digits[len(code) :]
    if code == "1" and len(rest) == 10:
        return prefix + code + _american(rest, draw)
    if rest.startswith("0"):  # "+49 (0)30 …"
        return prefix + code + "0" + _national(code, rest[1:], draw)
    return prefix + code + _national(code, rest, draw)


def _trunk_country(digits: str) -> str:
    """The country that a number with a trunk zero looks like; empty when it may be many."""
    if len(digits) == 11 and digits[:2] in ("01", "02", "07"):
        return "44"
    if len(digits) == 10 and digits[:2] == "04":
        return "61"
    return "33" if len(digits) == 10 and digits[1] in "1234567" else "49"


def _american(digits: str, draw: Draw) -> str:
    area = digits[:3] if digits[:3] in _TOLL_FREE else draw.pick(_AREAS)
    return f"{area}55501{draw.digits(2)}"


def _national(country: str, digits: str, draw: Draw) -> str:
    starts = [s for s in FICTIONAL.get(country, ()) if len(s) + 2 <= len(digits)]
    same = [start for start in starts if start[0] == digits[:1]]
    if not starts:
        return _unassigned(digits, draw)
    start = draw.pick(same or starts)
    return start + draw.digits(len(digits) - len(start))


def _unassigned(digits: str, draw: Draw) -> str:
    """The first digit, then 555 01: given out nowhere that we know of."""
    head = (digits[:1] + "55501")[: max(1, len(digits) - 3)]
    return head + draw.digits(len(digits) - len(head))
