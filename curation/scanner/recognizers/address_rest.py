"""What follows a street in an address: units, postcode, town, region and country."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Kind

UP = r"[^\W\d_a-zß-ÿ][\w'’.-]{0,30}"
"""A word with a capital."""
TOWN = (
    rf"{UP}(?:[ -](?:(?:am|an|der|de|del|di|du|la|le|les|sur|sous|aan|den|upon|of|y|i)[ -]){{0,2}}"
    rf"{UP}){{0,3}}"
)
STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY]|PR|AB|BC|MB|NB|NL|NS|ON|PE|QC|SK|NSW|VIC|QLD|ACT|TAS)"
)
IRELAND = r"[AC-FHKNPRTV-Y]\d[\dW][ ](?=[A-Z]{0,3}\d)[A-Z0-9]{4}"
UK = r"[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?[ ]\d[ABD-HJLNP-UW-Z]{2}"
CANADA = r"[A-CEGHJ-NPR-TVXY]\d[A-Z][ ]\d[A-Z]\d"
CODE = (
    rf"(?:(?:[A-Z]{{1,2}}-)?(?:\d{{5}}-\d{{4}}|\d{{4}}-\d{{3}}|\d{{2}}-\d{{3}}|\d{{3}}[ ]\d{{2}}"
    rf"|\d{{4,6}}"
    rf"|\d{{4}}[ ]?[A-Z]{{2}})|{UK}|{CANADA}|{IRELAND})(?![\w-]|[.,]\d|[ ]?[€$£%])"
)
_GAP = r"(?:[ \t]*,[ \t]*(?:\r?\n[ \t>|]*)?|[ \t]*\r?\n[ \t>|]*(?:,[ \t]*)?|[ \t]+-[ \t]+)"
_END = r"(?=[ \t]*(?:[,;.\n\r)\]\"'>|]|\Z))"
_SAID = r"(?=[ ][a-zß-ÿ]{2})"
"""A postcode with its town may stand in the middle of a sentence."""
_PART = re.compile(
    rf"{_GAP}(?:(?P<code>{CODE})(?:[ ](?P<town>{TOWN})(?:{_END}|{_SAID})|{_END})"
    rf"|(?P<town2>{TOWN}?)(?P<state>,?[ ]{STATE})?[ ](?P<code2>{CODE}){_END}"
    rf"|(?P<state2>{STATE})(?:[ ](?P<code3>{CODE}))?{_END}"
    rf"|(?P<unit>[A-Za-z]{{2,9}}\.?[ ]?#?[A-Z]?\d{{1,5}}[A-Z]?){_END}"
    rf"|(?P<words>{TOWN}){_END})"
    rf"|[ ](?P<code4>{CODE})(?:[ ](?P<town4>{TOWN})(?:{_END}|{_SAID})|{_END})"
    rf"|[ ]in[ ](?:(?P<code5>{CODE})[ ])?(?P<town5>{TOWN}){_END}"
)
_NO_TOWNS = re.compile(
    r"\b(?:regards|thanks|thank|sincerely|cheers|please|dear|hi|hello|phone|tel|fax|mobile|e-?mail"
    r"|mail|invoice|date|order|total|customer|website|web|vat|iban|account|note|my|your|we|i|the"
    r"|and"
    r"|ust|idnr|steuernummer|siret|tva|nif|cif|piva|partita|kvk|btw|rechnung|facture|factura"
    r"|fattura|factuur|but|is|best|kind|yours|sent|from|to|subject|ship|bill|attn|contact|euros?"
    r"|dollars?|pounds?|st[üu]ck|pieces|items)\b",
    re.IGNORECASE,
)
_PARTS = 6


def address_rest(text: str, begins: int) -> Iterator[Kind]:
    """Postcode and places in the parts after a street: `, 10115 Berlin`, or lines of a block.

    Lines of words alone count only in a block that has a postcode; after a comma one does.
    """
    found: list[Kind] = []
    held: list[Kind] = []
    has_code = False
    for number in range(_PARTS):
        part = _PART.match(text, begins, begins + 160)
        if part is None:
            break
        new = list(_kinds(part))
        if any(_NO_TOWNS.search(text[kind[1] : kind[2]]) for kind in new):
            break
        has_code = has_code or any(kind[0] == "POSTCODE" for kind in new)
        alone = part.group("words") is not None
        if alone and ("\n" in part.group() or number > 2):
            held += new
        else:
            found += new
        begins = part.end()
    yield from found
    if has_code:
        yield from held


def _kinds(part: re.Match[str]) -> Iterator[Kind]:
    for name, (begins, ends) in ((name, part.span(name)) for name in part.groupdict()):
        if begins < ends and name != "unit":
            first = begins + len(part.group(name)) - len(part.group(name).lstrip(", "))
            kind = "POSTCODE" if name.startswith("code") else "LOCATION"
            yield kind, first, ends, 0.7
