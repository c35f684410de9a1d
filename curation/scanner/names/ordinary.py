"""Which English words are ordinary: a list of them, and the forms that endings make of it."""

import re
from collections.abc import Iterator

_END = re.compile(
    r"(?:tion|tions|ment|ments|ness|able|ible|ship|ings|ing|less|ful|ously|ally|ities|ity|ance"
    r"|ence|ised|ized|ated|ware|works|ology|ism|ical|ective|phone|book|line|port|wise|proof"
    r"|ably|ibly|izing|ising|ality|ability|graphy|logist|ists)$"
)
_FORMS = (
    ("'s", ("",)),
    ("s", ("",)),
    ("es", ("", "e")),
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ier", ("y",)),
    ("iest", ("y",)),
    ("ily", ("y",)),
    ("iness", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ings", ("", "e")),
    ("er", ("", "e")),
    ("ers", ("", "e")),
    ("or", ("", "e")),
    ("ors", ("", "e")),
    ("est", ("", "e")),
    ("ly", ("", "le")),
    ("al", ("", "e")),
    ("y", ("", "e")),
    ("ion", ("", "e")),
    ("ions", ("", "e")),
    ("ation", ("", "e")),
    ("ations", ("", "e")),
    ("ant", ("", "e")),
    ("en", ("", "e")),
    ("ened", ("",)),
)
_BEFORE = re.compile(
    r"(?:un|re|dis|in|im|non|pre|over|mis|out|under|up|down|co|de|inter|auto|e|multi|self|sub)-?"
)
_SHORTEST = 3
_LONGEST = 24


def may_be_ordinary(word: str, ordinary: frozenset[str]) -> bool:
    """True for a word in lower case that the list holds in another form, or that ends like one.

    Endings and prefixes are taken off once: unsubscribed is known by subscribe.
    """
    if len(word) > _LONGEST:
        return False
    parts = re.split("[-/]", word)
    if len(parts) > 1 and all(len(part) > 1 for part in parts):
        return all(part in ordinary or _is_form(part, ordinary) for part in parts)
    if bool(_END.search(word)) or _is_form(word, ordinary):
        return True
    before = _BEFORE.match(word)
    rest = word[before.end() :] if before else ""
    return len(rest) > _SHORTEST and (rest in ordinary or _is_form(rest, ordinary))


def _is_form(word: str, ordinary: frozenset[str]) -> bool:
    return any(len(stem) >= _SHORTEST and stem in ordinary for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    for ending, instead in _FORMS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            for end in instead:
                yield stem + end
            if len(stem) > _SHORTEST and stem[-1] == stem[-2]:
                yield stem[:-1]  # stopped, running
