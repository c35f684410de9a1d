"""The new text of a reply: what it quotes and how it is signed is cut, and can be put back."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from curation.example import Cut, CutKind
from curation.ingest.html_text import Mark, marked_text
from curation.ingest.reply_lines import (
    DELIMITER,
    FOOTER,
    FORWARDED,
    LIST_WORDS,
    QUOTED,
    SENT_FROM,
    SEPARATOR,
    attribution,
    header_block,
)

_SIGNATURE_LINES = 12
_FOOTER_LINES = 8
_LONGEST_OF_SIGNATURE = 120  # characters
_RULE = re.compile(r"\s{0,3}[-_=*]{5,}\s*\Z")  # a line drawn above headers

_SENTENCE = re.compile(r"\w \w+ \w+ .*[.?!]\s*\Z")

_Kinds = list[CutKind | None]  # of each line; None: it stays


def cut_reply(text: str, *, is_html: bool = False) -> tuple[str, tuple[Cut, ...]]:
    """The text that was newly written, and what was cut from it; their `path` is empty.

    Putting all cuts back at their positions, from the last to the first, gives the whole text:
    that of `html_to_text`, or the plain text without the blanks around it. What is written between
    quotations stays, with the quotations that it answers. A message of which nothing would be
    left, and what is forwarded, are not cut.
    """
    if is_html:
        marked = marked_text(text)
        whole, marks = marked.text, marked.marks
    else:
        whole = text.strip()
        marks = (None,) * (whole.count("\n") + 1)
    if not whole:
        return whole, ()
    lines = whole.split("\n")
    kinds = _kinds(lines, marks)
    if not any(kinds) or not any(_is_own(lines, kinds, n) for n in range(len(lines))):
        return whole, ()
    return _without(whole, list(_ranges(lines, kinds)))


def _kinds(lines: Sequence[str], marks: Sequence[Mark | None]) -> _Kinds:
    """What each line is to be cut as."""
    kinds: _Kinds = [_marked_kind(line, mark) for line, mark in zip(lines, marks, strict=True)]
    attributed: set[int] = set()
    for number in range(len(lines)):
        if kinds[number] is None and _begins_earlier_message(lines, number):
            begin = _with_rule(lines, number)
            kinds[begin:] = [kind or CutKind.QUOTE for kind in kinds[begin:]]
            break
        if FORWARDED.match(lines[number]):
            kinds[number:] = [None] * (len(lines) - number)
            break
        if kinds[number] is None and lines[number].rstrip().endswith((":", "：")):
            attributed |= _cut_attributed(lines, marks, kinds, number)
    _keep_what_is_answered(lines, kinds, attributed)
    _cut_signatures(lines, kinds)
    return kinds


def _marked_kind(line: str, mark: Mark | None) -> CutKind | None:
    if mark == Mark.SIGNATURE:
        return CutKind.SIGNATURE
    return CutKind.QUOTE if mark == Mark.QUOTE or QUOTED.match(line) else None


def _begins_earlier_message(lines: Sequence[str], number: int) -> bool:
    if SEPARATOR.match(lines[number]):
        return True
    separated = number > 0 and bool(_RULE.match(lines[number - 1]))
    return header_block(lines, number, is_separated=separated)


def _with_rule(lines: Sequence[str], number: int) -> int:
    """The line above when it is the rule that is drawn over headers."""
    above = number - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and _RULE.match(lines[above]) else number


def _cut_attributed(
    lines: Sequence[str], marks: Sequence[Mark | None], kinds: _Kinds, end: int
) -> set[int]:
    """Cut an attribution that ends on a line, and what it introduces; the lines it takes."""
    below = _next_filled(lines, end + 1)
    is_indented = below is not None and marks[below] == Mark.INDENTED
    quoted = below is not None and (kinds[below] == CutKind.QUOTE or is_indented)
    begin = attribution(lines, end, quoted_below=quoted)
    if begin is None or below is None:
        return set()
    kinds[begin : end + 1] = [CutKind.QUOTE] * (end + 1 - begin)
    if not quoted:  # a program that does not mark what it quotes quotes to the end
        kinds[end:] = [kind or CutKind.QUOTE for kind in kinds[end:]]
    while is_indented and below < len(lines) and marks[below] == Mark.INDENTED:
        kinds[below] = CutKind.QUOTE
        below += 1
    return set(range(begin, end + 1))


def _next_filled(lines: Sequence[str], number: int) -> int | None:
    return next((n for n in range(number, len(lines)) if lines[n].strip()), None)


def _is_own(lines: Sequence[str], kinds: _Kinds, number: int) -> bool:
    return kinds[number] is None and bool(lines[number].strip())


def _keep_what_is_answered(lines: Sequence[str], kinds: _Kinds, attributed: set[int]) -> None:
    """Leave quotations in that are answered one by one, or that a person put into the text.

    One quotation above the reply, or one that a program introduced, is no such.
    """
    blocks: list[list[int]] = []  # lines of quotations, apart where something new stands between
    own = [number for number in range(len(lines)) if _is_own(lines, kinds, number)]
    if not own:
        return
    is_new = True
    for number in range(own[-1]):
        if kinds[number] == CutKind.QUOTE:
            if is_new:
                blocks.append([])
            blocks[-1].append(number)
            is_new = False
        elif lines[number].strip():
            is_new = True
    put_in = [block for block in blocks if own[0] < block[0] and not attributed & set(block)]
    for block in blocks if len(blocks) > 1 else put_in:
        for number in set(block) - attributed:
            kinds[number] = None


def _cut_signatures(lines: Sequence[str], kinds: _Kinds) -> None:
    """Cut the signature at the end of what was newly written, and above quotations."""
    for begin, end in list(_own_runs(lines, kinds)):
        signed = _signature(lines, begin, end)
        kinds[signed:end] = [CutKind.SIGNATURE] * (end - signed)


def _own_runs(lines: Sequence[str], kinds: _Kinds) -> Iterator[tuple[int, int]]:
    """From where to where nothing is cut."""
    begin = None
    for number in range(len(lines) + 1):
        stays = number < len(lines) and kinds[number] is None
        if stays and begin is None:
            begin = number
        elif not stays and begin is not None:
            yield begin, number
            begin = None


def _signature(lines: Sequence[str], begin: int, end: int) -> int:
    """The line at which the signature of lines[begin:end] begins; `end` when there is none.

    It stands below something: a message that begins with it has no other text.
    """
    first = _next_filled(lines, begin)
    if first is None:
        return end
    signed = end
    for number in range(end - 1, max(first, end - 2 * _SIGNATURE_LINES), -1):
        line = lines[number]
        below = [text for text in lines[number + 1 : signed] if text.strip()]
        if not line.strip():
            continue
        if _begins_signature(line, below):
            signed = number
    return signed


def _begins_signature(line: str, below: Sequence[str]) -> bool:
    if SENT_FROM.match(line):
        return not below
    if FOOTER.match(line):
        return _is_of_mailing_list(below)
    return bool(DELIMITER.match(line)) and _may_be_signature(line, below)


def _may_be_signature(delimiter: str, below: Sequence[str]) -> bool:
    """True for few short lines; without the delimiter's blank, none of them may be a sentence."""
    if len(below) > _SIGNATURE_LINES or any(len(x) > _LONGEST_OF_SIGNATURE for x in below):
        return False
    return delimiter.startswith("-- ") or not any(_SENTENCE.search(line) for line in below)


def _is_of_mailing_list(below: Sequence[str]) -> bool:
    words = (LIST_WORDS.search(line[:_LONGEST_OF_SIGNATURE]) for line in below)
    return len(below) <= _FOOTER_LINES and any(words)


def _ranges(lines: Sequence[str], kinds: _Kinds) -> Iterator[tuple[int, int, CutKind]]:
    """The character ranges to be cut, in order; the blank lines around them are shared out.

    One empty line stays between what is kept, where the text has one to give.
    """
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line) + 1)
    whole_end = begins[-1] - 1
    filled = [number for number in range(len(lines)) if lines[number].strip()]
    own = [number for number in filled if kinds[number] is None]
    edges = [-1, *own, len(lines)]
    for above, below in pairwise(edges):
        cut = [
            number for number in range(above + 1, below) if kinds[number] and lines[number].strip()
        ]
        if not cut:
            continue
        begin = 0 if above < 0 else begins[above] + len(lines[above].rstrip())
        end = whole_end if below == len(lines) else begins[below]
        if above >= 0 and below < len(lines):
            begin, end = _between(begins, above, below, cut)
        changes = [n for n, m in zip(cut[1:], cut, strict=False) if kinds[n] != kinds[m]]
        for number, after in zip([cut[0], *changes], [*changes, None], strict=True):
            stop = end if after is None else begins[after]
            kind = kinds[number]
            if kind and begin < stop:
                yield begin, stop, kind
            begin = stop


def _between(begins: Sequence[int], above: int, below: int, cut: Sequence[int]) -> tuple[int, int]:
    """What is cut between two lines that stay: their line end stays, and one empty line."""
    if cut[0] > above + 1:
        return begins[above + 2], begins[below]
    if cut[-1] < below - 1:
        return begins[above + 1], begins[below - 1]
    return begins[above + 1], begins[below]


def _without(whole: str, ranges: Sequence[tuple[int, int, CutKind]]) -> tuple[str, tuple[Cut, ...]]:
    kept: list[str] = []
    cuts: list[Cut] = []
    position = done = 0
    for begin, end, kind in ranges:
        kept.append(whole[done:begin])
        position += begin - done
        cuts.append(Cut(path="", position=position, kind=kind, text=whole[begin:end]))
        done = end
    kept.append(whole[done:])
    return "".join(kept), tuple(cuts)
