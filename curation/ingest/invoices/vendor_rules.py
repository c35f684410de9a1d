"""Who sends an invoice: four places where the sender's name stands, the surest first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curation.ingest.invoices import labels
from curation.ingest.invoices.page_lines import Line, Word

_FLAGS = re.IGNORECASE
_SELLER = re.compile(rf"(?:{labels.SELLER})\s*:?", _FLAGS)
_BUYER = re.compile(rf"{labels.BUYER}", _FLAGS)
_TITLE = re.compile(rf"\b{labels.TITLE}\b", _FLAGS)
_LEGAL_FORM = re.compile(labels.LEGAL_FORM, _FLAGS)
_REGISTER = re.compile(labels.REGISTER, _FLAGS)
_STREET = re.compile(labels.STREET, _FLAGS)
_POSTCODE = re.compile(labels.POSTCODE)
_FRENCH_FORM = re.compile(r"\b(SARL|SASU|SAS|SA|EURL|SNC) au capital\b", _FLAGS)
_PARTS = re.compile(r"\s+[-–·•|*]\s+|\s*[·•|]\s*|,\s+")
_NOT_A_NAME = re.compile(
    r"[:@#]|https?|www\.|^[\d\W]+$|\b(?:gln|tel|fax|page|seite|pagina|date|datum|no|nr)\b", _FLAGS
)
_NUMBER = re.compile(r"\d[.,]\d")
_TOP = 0.3  # of the first page: where a letterhead ends
_LINES = 8  # of a block that are looked at
_WORDS = 6  # of a name before an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """The sender's name, how sure the rules are from 0 to 1, and the words of the name."""

    name: str
    score: float
    words: tuple[Word, ...]


def find_vendor(lines: Sequence[Line]) -> Vendor | None:
    """The sender's name as printed; None when no rule finds one."""
    if not lines:
        return None
    first = [line for line in lines if line.page == lines[0].page]
    for rule in (_labelled, _sender_line, _letterhead, _register_block, _biggest):
        vendor = rule(first)
        if vendor:
            return _without_french_form(vendor, first)
    return None


def _labelled(lines: Sequence[Line]) -> Vendor | None:
    """The first name under a heading such as "Seller", or after it."""
    for index, line in enumerate(lines):
        for cell in line.cells():
            heading = _SELLER.match(cell.text)
            if not heading:
                continue
            rest = cell.text[heading.end() :].strip()
            if heading[0].endswith(":") and rest and _is_name(rest):
                return _vendor(0.85, cell.between(heading.end(), len(cell.text)))
            if rest:
                continue
            name = _name_of(_block(lines[index + 1 :], cell))
            if name:
                return _vendor(0.9, *name)
    return None


def _sender_line(lines: Sequence[Line]) -> Vendor | None:
    """The first part of the small line with the sender's address above the window."""
    for line in _top(lines):
        for cell in line.cells() if len(line.cells()) > 1 else [line]:
            parts = [part for part in _PARTS.split(cell.text) if part]
            if (
                len(parts) < 3
                or not _is_name(parts[0])
                or len(parts[0].split()) > _WORDS
                or _BUYER.match(parts[0])
            ):
                continue
            if _STREET.search(parts[0]) and not _LEGAL_FORM.search(parts[0]):
                continue
            address = " ".join(parts[1:])
            if _POSTCODE.search(address) and any(_STREET.search(part) for part in parts[1:]):
                return _vendor(0.85, cell.between(0, len(parts[0])))
    return None


def _letterhead(lines: Sequence[Line]) -> Vendor | None:
    """The name at the head of a block in the upper part that goes on with an address.

    Of several blocks: the one with a tax number or the like, then the one with a legal form in its
    name, then the first; the buyer's block stands under a heading or lower.
    """
    found: list[tuple[int, float, list[Line]]] = []
    for index, line in enumerate(_top(lines)):
        for cell in line.cells():
            if not _starts_block(lines[:index], cell):
                continue
            block = [cell, *_block(lines[index + 1 :], cell)]
            if _BUYER.match(cell.text) or _is_addressed(lines[:index], cell):
                continue
            name = _name_of(block)
            text = "\n".join(part.text for part in block)
            if not name or not any(_POSTCODE.search(part.text) for part in block[1:]):
                continue
            rank = 2 * bool(_REGISTER.search(text)) + bool(
                _LEGAL_FORM.search(" ".join(part.text for part in name))
            )
            found.append((-rank, line.top, name))
    if not found:
        return None
    rank, _, name = min(found, key=lambda one: one[:2])
    return _vendor(0.8 if rank else 0.6, *name)


def _register_block(lines: Sequence[Line]) -> Vendor | None:
    """A name with a legal form in the lower part that stands by a company register or the like."""
    for index, line in reversed(list(enumerate(lines))):
        for cell in line.cells():
            near = " ".join(other.text for other in lines[index : index + 5])
            match = _LEGAL_FORM.search(cell.text)
            if match and len(cell.words) <= _LINES and _REGISTER.search(near):
                name = cell.text[: match.end()]
                if _is_name(name) and not _BUYER.match(name):
                    return _vendor(0.6, cell.between(0, match.end()))
    return None


def _biggest(lines: Sequence[Line]) -> Vendor | None:
    """What is printed biggest in the upper part, without the title of the document."""
    best: tuple[float, tuple[Word, ...]] | None = None
    for line in _top(lines):
        for cell in line.cells() if line.words[0].page else [line]:
            words = cell.words
            title = _TITLE.search(cell.text)
            if title:
                words = cell.between(0, title.start())
            name = " ".join(word.text for word in words)
            size = max((word.size for word in words), default=0.0)
            is_bigger = not best or size > best[0] + 0.5
            is_short = 0 < len(words) <= _WORDS and not _NUMBER.search(name)
            if is_short and is_bigger and _is_name(name) and not _BUYER.match(name):
                best = size, words
    return _vendor(0.5, Line(best[1])) if best else None


def _top(lines: Sequence[Line]) -> list[Line]:
    height = max(line.bottom for line in lines)
    return [line for line in lines if line.top <= height * _TOP]


def _block(lines: Sequence[Line], head: Line) -> list[Line]:
    """The cells under a cell that begin or end where it does, without a gap between them."""
    block: list[Line] = []
    above = head
    for line in lines:
        height = above.bottom - above.top
        if line.page != head.page or line.top - above.bottom > 1.3 * height:
            break
        here = next((cell for cell in line.cells() if _are_aligned(head, cell)), None)
        if here:
            block.append(here)
            above = here
        if len(block) == _LINES:
            break
    return block


def _starts_block(before: Sequence[Line], cell: Line) -> bool:
    """True unless a cell stands right above that is aligned and is no title."""
    for line in reversed(before):
        height = cell.bottom - cell.top
        if cell.top - line.bottom > 1.3 * height:
            break
        above = next((other for other in line.cells() if _are_aligned(cell, other)), None)
        if above:
            return bool(_TITLE.fullmatch(above.text.strip()))
    return True


def _is_addressed(before: Sequence[Line], cell: Line) -> bool:
    """True for what stands right under a heading such as "Bill to"."""
    for line in before[-3:]:
        for above in line.cells():
            if _are_aligned(cell, above) and _BUYER.match(above.text):
                return True
    return False


def _are_aligned(head: Line, cell: Line) -> bool:
    left = abs(head.words[0].x0 - cell.words[0].x0) <= 6
    right = abs(head.words[-1].x1 - cell.words[-1].x1) <= 6
    middle = abs(head.words[0].x0 + head.words[-1].x1 - cell.words[0].x0 - cell.words[-1].x1) <= 8
    return left or right or middle


def _name_of(block: Sequence[Line]) -> list[Line]:
    """The first line of a block that is a name; with the next when only that has a legal form."""
    for index, cell in enumerate(block):
        if not _is_name(cell.text):
            continue
        if _STREET.search(cell.text) and not _LEGAL_FORM.search(cell.text):
            return []
        after = block[index + 1] if index + 1 < len(block) else None
        if (
            after
            and not _LEGAL_FORM.search(cell.text)
            and _LEGAL_FORM.search(after.text)
            and _is_name(after.text)
        ):
            return [cell, after]
        return [cell]
    return []


def _is_name(text: str) -> bool:
    """True for what has letters and is no title, address of a machine, label or number."""
    text = text.strip()
    if _TITLE.fullmatch(text) or _NOT_A_NAME.search(text) or len(text) > 80:
        return False
    return sum(sign.isalpha() for sign in text) >= 2


def _vendor(score: float, *parts: Line | Sequence[Word]) -> Vendor:
    words = [word for part in parts for word in (part.words if isinstance(part, Line) else part)]
    while len(words) > 1 and _TITLE.fullmatch(words[-1].text):
        words.pop()
    name = " ".join(word.text for word in words).strip(" ,;-")
    return Vendor(name=name, score=score, words=tuple(words))


def _without_french_form(vendor: Vendor, lines: Sequence[Line]) -> Vendor:
    """The name without SARL and the like where the page states the form with the capital.

    French law has both mentioned beside the name of a company; they are no part of it.
    """
    forms = {match[1].upper() for line in lines for match in _FRENCH_FORM.finditer(line.text)}
    name, _, last = vendor.name.rpartition(" ")
    if name and last.upper() in forms:
        return Vendor(name=name, score=vendor.score, words=vendor.words[:-1])
    return vendor
