"""Street addresses by rule: a house number beside a street word, units, PO boxes.

One finding for each part on a line, not one for the whole block: an answer that quotes the street
alone then quotes a value that is replaced everywhere alike.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from curation.scanner.guards import is_item_line, line_around
from curation.scanner.recognizers.address_rest import address_rest
from curation.scanner.recognizers.finder import Finder, Kind

_UP = r"[^\W\d_a-zß-ÿ][\w'’./-]{0,30}"
"""A word with a capital."""
_NO = r"\d{1,5}(?:[-/]\d{1,5})?(?:[ ]?[A-Za-z](?![\w'’]))?"
_LEAD = r"(?<![\w.,$€£#/-])(?<!\d[ ])"
_SURE = (
    r"street|str|st|road|rd|avenue|ave|av|lane|ln|drive|dr|court|ct|crescent|cres|square|sq"
    r"|boulevard|blvd|terrace|terr|parkway|pkwy|highway|hwy|mews|turnpike|tpke|gdns|plaza"
    r"|broadway|trl"
)
_LOOSE = (  # ordinary words too: they must end the phrase
    r"close|way|place|pl|ter|gardens?|grove|hill|row|walk|circle|cir|trail|loop|alley|pike|quay"
    r"|wharf|parade|esplanade|rise|green|heights|ridge|path|crossing|run|point|mall|bay|view|vale"
    r"|park"
)
_ENGLISH = (
    rf"(?:(?:{_SURE})\b|(?:{_LOOSE})\b"
    r"(?=\.?[ ]*(?:[,;:.\n)\]\"'|\\]|\Z|(?:in|near|and|is|was|apt|suite|unit)\b)))"
)
_LATIN_BEFORE = (  # the street word stands first: Rue …, Via …, Calle …
    r"(?:rue|avenue|av\.?|boulevard|bd\.?|blvd\.?|place|chemin|all[eé]e|impasse|quai|cours|passage"
    r"|faubourg|sentier|ruelle|via|viale|v\.le|piazza|piazzale|p\.za|corso|c\.so|vicolo|largo"
    r"|contrada|calle|c/|avenida|avda\.?|plaza|pza\.?|paseo|camino|carretera|ctra\.?|ronda"
    r"|traves[ií]a|rua|r[uú]a|travessa|pra[cç]a|estrada|alameda|carrer|passeig|jalan|jln\.?|jl\.?"
    r"|lorong|persiaran|lebuh|ul\.|ulica|al\.|aleja|pl\.|os\.|strada|str\.|bulevardul|ulitsa"
    r"|allee|straat)(?![ ](?i:e-?mail|post|telefon|phone|internet|web|fax|sms|paypal|app|chat)\b)"
)
_SMALL = (
    r"(?:de|du|des|del|della|delle|dei|di|da|do|das|dos|la|le|les|el|los|las|l['’]|d['’]"
    r"|dell['’]|y|e|et|of|the|van|von|der|den|and)"
)
_NAMED = rf"(?:(?:{_SMALL}[ ]?){{0,3}}{_UP}(?:[ ](?:{_SMALL}[ ]?){{0,2}}{_UP}){{0,3}})"
_COMPOUND = (  # the street word ends the name: Hauptstraße, Kerkstraat, Storgatan, Fő utca
    r"(?:stra(?:ß|ss)en?|str\.?|gasse|allee|chaussee|ufer|damm|platz|weg|ring|steig|stieg|promenade"
    r"|straat|laan|plein|gracht|kade|dijk|singel|steeg|dreef|plantsoen|pad"
    r"|gatan|gata|gaten|gate|gade|v[äa]gen|vegen|veien|veg|vei|v[äa]g|vej|vejen|stien|bakken"
    r"|stræde|torget|torg|torv|gränd|katu|tie|kuja|polku|intie)"
)
_AFTER = (
    r"(?:utca|út|u\.|tér|körút|köz|sokak|sk\.|caddesi|cad\.|bulvar[ıi]|sok\.|ulice|náměstí"
    r"|gatv[eė]|iela|tänav|tee|mnt)"
)
_UNIT_WORDS = (
    r"apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|building|bldg|app|appartement|wohnung"
    r"|piso|puerta|interno|scala|[eé]tage|lgh|kat|daire"
)
_UNIT = rf"(?i:(?:{_UNIT_WORDS})\.?[ ]?(?:no\.?[ ]?)?#?[A-Z]?\d{{1,5}}[A-Z]?(?![\w@]))"
_TAIL = rf"(?:,?[ ]{_UNIT})?"
_FORMS: tuple[tuple[str, str], ...] = (
    # 12 Main Street, 1600 Pennsylvania Ave NW, 05575 615 Benedum Drive
    (
        _SURE + "|" + _LOOSE,
        rf"{_LEAD}(?:\d{{3,5}}[ ])?{_NO}[ ](?:(?:[NSEW]\.?|North|South|East"
        rf"|West)[ ])?"
        rf"(?:(?!(?i:in|of|at|to|by|for|the|and|or|on|is|was)[ ]){_UP}[ ]){{1,4}}?"
        rf"(?i:{_ENGLISH})\.?(?:[ ][NSEW]{{1,2}}\b)?(?!['’]s){_TAIL}",
    ),
    # Rue de la Paix 12, 12 bis rue de la Paix, Via Roma 131, ul. Miła 53
    (
        _LATIN_BEFORE,
        rf"{_LEAD}(?:\d{{3,5}}[ ])?{_NO}(?:[ ](?i:bis|ter"
        rf"|quater))?,?[ ](?i:{_LATIN_BEFORE})[ ]?{_NAMED}{_TAIL}",
    ),
    (
        _LATIN_BEFORE,
        rf"(?<![\w.])(?:\d{{3,5}}[ ])?(?i:{_LATIN_BEFORE})[ ]?{_NAMED}(?:,?[ ](?i:n|no|nr"
        rf"|num)[º°.]{{0,2}}[ ]?|[ ]|,[ ](?!\d{{4}}))"
        rf"(?!\d{{5}}){_NO}(?![.,]?\d)(?:[ ]?[ºª°]?[ ]?[A-Z](?!\w))?{_TAIL}",
    ),
    # Hauptstraße 12a, Van Goghlaan 12, Lange Straße 5, Fő utca 3.
    (
        rf"\w*{_COMPOUND}",
        rf"(?<![\w.])(?:\d{{3,5}}[ ])?(?:{_UP}[ ]){{0,2}}[^\W\d_a-zß-ÿ][\w'’.-]{{1,40}}?"
        rf"(?i:{_COMPOUND})[ ]{_NO}"
        rf"(?![.,:]?\d|[ ]?(?i:uhr|%|st[üu]ck|km|m|kg)\b){_TAIL}",
    ),
    (
        rf"{_COMPOUND}|street|road|avenue|lane|drive|square",
        rf"(?<![\w.])(?:\d{{3,5}}[ ])?(?:{_UP}[ ]){{1,3}}(?i:{_COMPOUND}|street|road|avenue|lane"
        rf"|drive|square)[ ]{_NO}(?![.,:]?\d|[ ]?(?i:uhr|%)\b){_TAIL}",
    ),
    # 1394 Dobrovského 12 Apt. 066: the unit makes it an address
    (
        _UNIT_WORDS,
        rf"{_LEAD}(?:\d{{1,5}}[ ]){{0,2}}(?:{_UP}[ ]){{1,3}}{_NO},?[ ]{_UNIT}",
    ),
    (
        _AFTER,
        rf"(?<![\w.])(?:{_UP}[ ]){{1,3}}{_AFTER}[ ](?:[Nn]o:?[ ]?)?{_NO}(?![.,:]?\d){_TAIL}",
    ),
)
_PLAIN = re.compile(  # chat in lower case: street words in full only
    rf"{_LEAD}\d{{1,5}}[a-z]?[ ](?:(?!(?:the|on|a|an|of|in|for|to|and|or|is|my|our|your|this"
    rf"|that|minutes?"
    r"|hours?|days?|weeks?|months?|years?|times|way|ways|more|other|different|from"
    r"|at)\b)[a-z]{2,20}[ ]){1,3}"
    r"(?:street|road|avenue|lane|drive|boulevard|blvd|crescent|terrace|st|rd"
    r"|ave)\b(?![ ]?[-/'’]\w)",
)
_BOX_WORDS = (
    "p|po|post|postfach|postbus|bo[iî]te|b|bp|apartado|casella|c|caixa|postboks|skr|psc|cmr|unit"
    "|[adf]po"
)
_BOX = re.compile(
    r"(?<!\w)(?:p\.?[ ]?o\.?[ ]?box|post office box|postfach|postbus|bo[iî]te postale"
    r"|b\.?p\.?(?=[ ]\d)"
    r"|apartado(?: de correos)?|casella postale|c\.p\.(?=[ ]\d)|caixa postal|postboks"
    r"|skr\. poczt\.)"
    r"[ :#]{1,2}(?:no\.?[ ])?\d{1,7}(?:[ ]\d{2,3}(?!\d)){0,2}(?![.,]\d)"
    r"|(?<!\w)(?:psc|unit|cmr)[ ]\d{2,5},?[ ]box[ ]\d{1,5}(?!\w)"
    r"|(?<!\w)(?:apo|fpo|dpo)[ ,]{1,2}(?:aa|ae|ap)[ ]\d{5}(?:-\d{4})?(?!\w)",
    re.IGNORECASE,
)
_UNIT_LINE = re.compile(rf"(?im)(?<![^\n>|,])[ \t>|]{{0,6}}(?P<unit>{_UNIT})(?=[ \t]*(?:[\n,]|\Z))")
_UNIT_INLINE = re.compile(rf"(?<![\w]){_UNIT}(?=[ ]\d{{2,5}}[ ]{_UP})")
_PATTERNS = tuple(re.compile(form) for _, form in _FORMS)
_GATES = tuple(
    re.compile(rf"(?:{words})(?![^\W\d_])|c/", re.IGNORECASE)
    for words in (*(words for words, _ in _FORMS), _UNIT_WORDS, _BOX_WORDS)
)
_WORD = re.compile(r"[^\W\d_][^\W\d_./]*(?:[./][^\W\d_]{0,3})?")
_DIGIT = re.compile(r"\d")
_WORDS_ONLY = re.compile(
    r"(?i)\d[ ](?:page|item|items|lines?|pcs|x|times|hours?|days?|weeks?|months?|years?|minutes?"
    r"|users?"
    r"|new|more|stars?)\b|^\d+[ ](?:st|nd|rd|th)\b"
)


class Street(Finder):
    """House number and street in the main European forms, units, PO boxes, and the rest of it."""

    entities = ("STREET_ADDRESS", "POSTCODE", "LOCATION")

    def find_kinds(self, text: str) -> Iterator[Kind]:
        """Every one, with the postcode and town that follow it, but none on a row of goods."""
        if not _DIGIT.search(text):
            return
        gates = _open_gates(text)
        for number, pattern in enumerate(_PATTERNS):
            for match in pattern.finditer(text) if number in gates else ():
                if not _WORDS_ONLY.search(match.group()) and not is_item_line(
                    line_around(text, *match.span())
                ):
                    yield self._street(match.start(), match.end())
                    yield from address_rest(text, match.end())
        units, boxes = len(_PATTERNS) in gates, len(_PATTERNS) + 1 in gates
        for pattern, needed in ((_PLAIN, 0 in gates), (_BOX, boxes), (_UNIT_INLINE, units)):
            for match in pattern.finditer(text) if needed else ():
                yield self._street(match.start(), match.end())
                yield from address_rest(text, match.end())
        for match in _UNIT_LINE.finditer(text) if units else ():
            yield self._street(*match.span("unit"))
            yield from address_rest(text, match.end("unit"))

    def _street(self, begins: int, ends: int) -> Kind:
        return self.entities[0], begins, ends, 0.75


def _open_gates(text: str) -> frozenset[int]:
    """Which forms a text may hold, by its words: patterns are slow, and most texts hold none."""
    nothing: frozenset[int] = frozenset()
    return nothing.union(*map(_gates_of, set(_WORD.findall(text))))


@lru_cache(maxsize=50_000)
def _gates_of(word: str) -> frozenset[int]:
    return frozenset(number for number, gate in enumerate(_GATES) if gate.match(word))
