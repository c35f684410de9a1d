"""Forms of address and trades: others of the same kind."""

from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.person import like
from curation.privacy.surrogates.words import words

_FORMS = words("Mr Mrs Ms Mx Dr Miss Prof Herr Frau Madame Monsieur")
_TRADES = words(
    """
    accountant architect baker bookkeeper carpenter chemist dentist designer economist electrician
    engineer gardener journalist lawyer librarian mechanic musician nurse optician painter
    pharmacist photographer plumber programmer tailor teacher translator
    """
)


def title(written: str, draw: Draw, known: Known) -> str:
    """Another form of address, its full stop kept, or another trade in one word."""
    plain = written.rstrip(".")
    pool = _FORMS if plain.capitalize() in _FORMS else _TRADES
    return like(plain, known.word(pool, draw)) + written[len(plain) :]
