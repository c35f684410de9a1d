"""Names by the words around them and by the word lists, without the model."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from curation.scanner.guards import in_items, line_around
from curation.scanner.names import cues
from curation.scanner.names.gazetteers import Gazetteers, gazetteers
from curation.scanner.names.languages import OTHER, in_part, other_language
from curation.scanner.names.words import Word, split_words
from curation.scanner.names.words import shape as shape_of

Found = tuple[int, int, float]

shape = lru_cache(maxsize=20_000)(shape_of)

_NAME = r"[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]+)*"
_PART = rf"(?:{_NAME}|[^\W\d_a-z]\.|van|von|de|der|da|di|bin|al|el)"
_FULL = rf"{_PART}(?:,? {_PART}){{0,4}}"
_LABELLED = re.compile(
    r"(?im:^[ \t>*]*(?:(?:full |customer |contact |card ?holder |account |patient |passenger "
    r"|guest |recipient |employee |first |last |billing |shipping |your )*name|from|to|cc|bcc|attn"
    r"|attention|contact|customer|client|passenger|guest|patient|cashier|agent|requester|assignee"
    r"|sold to|bill(?:ed)? to|ship(?:ped)? to|deliver(?:ed)? to|prepared by|approved by|signed by"
    r"|issued to|served by|c/o|care of|reporter|sender|recipient|tenant|payee|insured"
    r")\.?[ \t]*(?:[:#]|\t)[ \t]*(?:\n[ \t]*)?)"
    rf"(?P<name>{_FULL})(?=[ \t]*(?:$|[\n<(,;|\[]))"
)
_SPEAKER = re.compile(
    r"(?m)^[ \t]*(?:\[[^\]\n]{1,30}\][ \t]*|\(\d{1,2}:\d\d(?::\d\d)?\)[ \t]*|\d{1,2}:\d\d[ \t]+)?"
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,2}})(?: \(\d[^)\n]{{1,20}}\))?:(?= )"
)
_ENDS_ORG = re.compile(r"\W*(?:" + "|".join(map(re.escape, sorted(cues.ORG_ENDS))) + r")\b", re.I)
_TWO_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,6}")
_OPENERS = frozenset({"can", "may", "will", "do", "so", "no", "in", "an", "see", "tell", "ask"})
_CAPITALISED = frozenset({"Xx", "XxX", "Xx-Xx"})
_STARTS = _CAPITALISED | {"X"}
"""Also an initial; its stop belongs to it."""
_LABELS = cues.NAME_LABELS | cues.PLACE_LABELS | cues.ORG_LABELS


def find_names(text: str) -> Iterator[Found]:
    """Every name that a label, a speaker's colon or the word lists tell, most surely first."""
    lists = gazetteers()
    others = other_language(text)
    for rule, score in ((_LABELLED, 0.75), (_SPEAKER, 0.6)):
        for match in rule.finditer(text):
            name = match.group("name")
            if _may_be_name(name, lists) and (
                not in_part(others, match.start()) or lists.may_be_name(name.split()[0])
            ):
                yield match.start("name"), match.end("name"), score
    for begins, ends, score in _runs(text, lists):
        if not in_part(others, begins) or _is_full_name(text[begins:ends], lists):
            yield begins, ends, score


def _is_full_name(name: str, lists: Gazetteers) -> bool:
    """True for a known given name with another word behind it: in languages whose words we do not
    know, two capitals tell nothing."""
    words = name.lower().split()
    return len(words) > 1 and words[0] in lists.given and words[0] not in OTHER


def _may_be_name(name: str, lists: Gazetteers) -> bool:
    words = [word for word in re.split(r"[ ,]+", name) if len(word) > 1]
    if not words or any(word.lower() in cues.ORG_ENDS for word in words[1:]):
        return False
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= 4:
        return lists.is_name(words[0])
    ordinary = [lists.is_ordinary(word) or word.lower() in _LABELS for word in words]
    return not any(ordinary) or (not ordinary[0] and len(words) > 1 and lists.is_name(words[0]))


def _runs(text: str, lists: Gazetteers) -> Iterator[Found]:
    """Runs of capitalised words in a line that is not all in capitals."""
    words = split_words(text)
    shapes = [shape(word.text) for word in words]
    ends = 0
    for first, form in enumerate(shapes):
        if first < ends or form not in _STARTS:
            continue
        ends = first + 1
        while ends < len(words) and _goes_on(words, shapes, ends):
            ends += 1
        yield from _in_run(text, words, first, ends, lists)


def _goes_on(words: Sequence[Word], shapes: Sequence[str], here: int) -> bool:
    word = words[here]
    if word.begins - words[here - 1].ends > 1:
        return False
    if shapes[here] in _STARTS:
        return True
    if word.text == ".":
        return shapes[here - 1] == "X" and word.begins == words[here - 1].ends
    return word.text.lower() in cues.PARTICLES and not _CAPITALISED.isdisjoint(
        shapes[here + 1 : here + 3]
    )


def _in_run(
    text: str, words: tuple[Word, ...], first: int, last: int, lists: Gazetteers
) -> Iterator[Found]:
    while first < last and _is_no_name(words[first].text, lists):
        if _opens_name(words[first:last], lists):
            break
        first += 1
    while last > first and (
        _is_no_name(words[last - 1].text, lists) or words[last - 1].text == "."
    ):
        last -= 1
    run = [word for word in words[first:last] if word.text[0].isalpha()]
    said = [word.text for word in run if word.text.lower() not in cues.PARTICLES]
    if not run or (len(run) == 1 and run[0].text.lower() not in lists.given):
        return
    if not _stands_free(text, run[0].begins, run[-1].ends):
        return
    begins, ends = run[0].begins, run[-1].ends
    if line_around(text, begins, ends).isupper() or _ENDS_ORG.match(text, ends):
        return
    if in_items(text, begins, ends):
        return
    known = sum(map(lists.is_name, said))
    strange = not any(map(lists.is_ordinary, said[1 if _opens_name(run, lists) else 0 :]))
    place = " ".join(word.text for word in run).lower()
    if place in lists.countries or any(w.text.lower() in cues.STREETS for w in run[1:]):
        return
    if any(word.text.lower() in cues.ORG_ENDS for word in run):
        return
    full = [word for word in run if len(word.text) > 1]
    if len(run) >= 2 and len(run) <= 5 and full and known and (strange or known >= 2):
        yield run[0].begins, run[-1].ends, 0.5 if place in lists.places else 0.6
    elif 2 <= len(run) <= 4 and strange and len(full) > 1 and place not in lists.places:
        yield run[0].begins, run[-1].ends, 0.45
    elif len(run) == 1 and known:
        low = run[0].text.lower()
        opens = run[0].begins == 0 or text[: run[0].begins].rstrip(" ")[-1:] in ".!?\n:"
        if low not in lists.place_words and not (opens and len(low) < 4):
            yield run[0].begins, run[0].ends, 0.45


def _opens_name(run: Sequence[Word], lists: Gazetteers) -> bool:
    """True for a name that is an ordinary word too, with a strange one behind it: Mark Oyelaran.

    So is any family name before two Korean syllables with a hyphen.
    """
    if len(run) < 2:
        return False
    low, behind = run[0].text.lower(), run[1].text
    if lists.is_ordinary(behind) or not lists.may_be_name(low):
        return False
    return bool(_TWO_SYLLABLES.fullmatch(behind)) or (low in lists.given and low not in _OPENERS)


def _is_no_name(word: str, lists: Gazetteers) -> bool:
    low = word.lower()
    return (
        low in lists.ordinary
        or low in cues.TITLES
        or low in cues.GREETINGS
        or (lists.is_ordinary(low) and not lists.is_name(low))
    )


def _stands_free(text: str, begins: int, ends: int) -> bool:
    """False inside an address of the web, a path, a code or a placeholder."""
    before, after = text[begins - 1 : begins], text[ends : ends + 1]
    return (
        before not in tuple("@/\\_#=&{$") and after not in tuple("@/\\_={") and not after.isdigit()
    )
