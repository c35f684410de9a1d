"""Which parts of a text are not in English: what was learnt from English is not believed there."""

import re
from functools import lru_cache

from curation.scanner.names.words import split_words

LEAST = 2
"""Different words of another language that a paragraph must hold; of a whole text one more."""

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OTHER = _words(
    # German
    "und das ist nicht ich wir sie mit für auf ein eine einen einem einer auch sich im"
    " zur zum bei aus nach wie noch bitte danke vielen ihre ihren ihrer mein meine meinen haben"
    " habe hat wird werden wurde kann können sehr über oder aber wenn dass keine mehr unser unsere"
    " rechnung rechnungsnummer rechnungsdatum lieferung bestellung kundennummer menge betrag"
    " gesamtbetrag zahlbar einzelpreis gesamtpreis netto brutto mwst ust-idnr zzgl steuernummer"
    # French
    " et les une pas vous nous je il elle pour dans avec sur que qui ce cette mon ma mes"
    " votre vos notre bonjour merci être avoir mais plus très été fait facture désignation quantité"
    " montant règlement tva prix unitaire échéance jours commande livraison adresse"
    # Spanish and Portuguese
    " y una es por para con que se mi su pero más muy está este esta gracias pedido factura"
    " fecha importe cantidad precio vencimiento iva número cliente não uma você meu minha obrigado"
    " obrigada fatura quantidade preço valor dias são também quando como"
    # Italian
    " il lo gli della dello degli è sono non che per mio mia grazie ordine fattura quantità prezzo"
    " importo scadenza totale imponibile giorni ho ha questo questa alla nel dal"
    # Dutch
    " het een en niet ik wij we zijn met voor op naar ook bij uit maar mijn uw bedankt bestelling"
    " factuur factuurnummer factuurdatum aantal bedrag prijs btw vervaldatum heb heeft wordt kunnen"
    # Nordic and Polish
    " och att det som på för är jag har inte av till med og ikke jeg på til er faktura antal belopp"
    " moms summa förfallodatum nie jest się na do że dziękuję zamówienie faktury kwota"
) - _words("met me have in on as was the for will to so an at no per of plus are he she it we do")
"""The commonest words of the languages around us, and what invoices in them say."""

ENGLISH = _words(
    "the and of to is your you for with from this that we are on at by have has was were my our not"
    " but can could would please thank thanks i it be will an in me am or if when what which there"
    " they he she do does did about been had how order invoice date due bill qty unit price amount"
    " payable total description within days"
)


@lru_cache(maxsize=4)
def lower_words(text: str) -> tuple[str, ...]:
    """Every word of a text in lower case."""
    return tuple([word.text.lower() for word in split_words(text)])


@lru_cache(maxsize=4)
def other_language(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs (begin, end) that are in another language, in order; most texts have none.

    A paragraph with too few telling words is in the language of the text.
    """
    lower = lower_words(text)
    others = OTHER.intersection(lower)
    if len(others) < LEAST:
        return ()
    whole = len(others) - len(ENGLISH.intersection(lower))
    words = [(word.begins, low) for word, low in zip(split_words(text), lower, strict=True)]
    default = whole > 0 and len(others) > LEAST
    parts: list[tuple[int, int]] = []
    begins = 0
    for ends in (*(gap.end() for gap in _PARAGRAPH.finditer(text)), len(text)):
        said = {low for place, low in words if begins <= place < ends}
        told = len(said & OTHER) - len(said & ENGLISH)
        if told >= LEAST or (default and told > -LEAST):
            parts.append((begins, ends))
        begins = ends
    return tuple(parts)


def in_part(parts: tuple[tuple[int, int], ...], place: int) -> bool:
    """True when a place is in one of the paragraphs."""
    return any(begins <= place < ends for begins, ends in parts)
