"""Bank account numbers with right check digits, of the same country and in the same groups."""

from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.shape import characters, fill, scrambled


def iban(written: str, draw: Draw, known: Known) -> str:
    """Another account of another bank in the same country."""
    said = characters(written).upper()
    if len(said) < 8 or not said[:2].isalpha():
        return scrambled(written, draw)
    account = scrambled(said[4:], draw)
    return fill(written, said[:2] + check_digits(said[:2], account) + account)


def check_digits(country: str, account: str) -> str:
    """The two check digits of an IBAN: 98 minus the number modulo 97 (ISO 13616)."""
    digits = "".join(str(int(character, 36)) for character in f"{account}{country}00")
    return f"{98 - int(digits) % 97:02}"
