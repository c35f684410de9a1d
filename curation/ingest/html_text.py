"""HTML as the text that a person sees, and which of it the mail program marked as quoted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Mark(StrEnum):
    """What the markup says about a line."""

    QUOTE = "quote"
    SIGNATURE = "signature"
    INDENTED = "indented"
    """A block quotation of which the markup does not say that it is a reply's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """The text of a piece of HTML and the mark of each of its lines (None: newly written)."""

    text: str
    marks: tuple[Mark | None, ...]


# Noncharacters of Unicode: no text may hold them, and XML may.
_OPENS = {"\ufdd0": Mark.QUOTE, "\ufdd1": Mark.SIGNATURE, "\ufdd2": Mark.INDENTED}
_CLOSES = {"\ufdd3": Mark.QUOTE, "\ufdd4": Mark.SIGNATURE, "\ufdd5": Mark.INDENTED}
_OPENING = {mark: character for character, mark in _OPENS.items()}
_CLOSING = {mark: character for character, mark in _CLOSES.items()}
_SENTINELS = re.compile("[\ufdd0-\ufdd5]")
_UNWRITABLE = re.compile("[\ufdd0-\ufdd5\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

_UNSEEN = ("script", "style", "template", "head", "noscript", "title", "object", "svg")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_QUOTE_CLASSES = {
    "gmail_attr",
    "yahoo_quoted",
    "moz-cite-prefix",
    "OutlookMessageHeader",
    "protonmail_quote",
    "tutanota_quote",
    "front-blockquote",
}
_QUOTE_TO_END = {
    "divRplyFwdMsg",
    "stopSpelling",
    "zwchr",
    "mail-editor-reference-message-container",
}
_SIGNATURE_CLASSES = {"gmail_signature", "moz-signature", "AppleMailSignature"}
_SIGNATURE_IDS = {"Signature", "signature", "AppleMailSignature", "ms-outlook-mobile-signature"}
_FORWARDED = re.compile(r"\s*-{2,}\s*(?:forwarded|weitergeleitete|message transféré)", re.I)
_TAG = re.compile(rb"</?[a-zA-Z][^<>]{0,2000}>")  # where they are nested beyond what is parsed


def html_to_text(html: str) -> str:
    """The text of a piece of HTML: blocks, lists and tables kept, links followed by their address.

    Scripts, styles and what is hidden are left out; characters that no page may hold, such as
    control characters, are written as U+FFFD. Empty when nothing can be seen.
    """
    return marked_text(html).text


def marked_text(html: str) -> MarkedText:
    """The same text, with the lines that the mail program marked as quoted or as a signature."""
    body = _parsed(html)
    if body is None:
        return MarkedText(text="", marks=())
    _drop_unseen(body)
    _write_links(body)
    _flatten_layout_tables(body)
    for element, mark, to_end in list(_found_marks(body)):
        _enclose(body if to_end else element, element, mark)
    return _without_sentinels(_rendered(body))


def _parsed(html: str) -> "HtmlElement | None":
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    raw = _UNWRITABLE.sub("\ufffd", html).encode()
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        document = document_fromstring(raw, parser=parser)
        if any("depth" in error.message for error in parser.error_log):
            document = document_fromstring(_TAG.sub(b"\n", raw), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments and blanks
        return None
    body: HtmlElement | None = document.find("body")
    return document if body is None else body


def _drop_unseen(body: "HtmlElement") -> None:
    for element in list(body.iter(*_UNSEEN)):
        _drop(element)
    for element in list(body.iter()):
        style = element.get("style", "")
        if element is body:
            continue
        if element.get("hidden") is not None or _HIDDEN.search(style):
            _drop(element)
        elif style:  # margins of any size would be written as so many empty lines
            if "pre" in style and "white-space" in style:
                element.set("style", "white-space: pre")
            else:
                del element.attrib["style"]


def _drop(element: "HtmlElement") -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _write_links(body: "HtmlElement") -> None:
    """Put the address behind the words that lead to it, unless they are the address."""
    for link in body.iter("a"):
        address = (link.get("href") or "").strip()
        words = "".join(link.itertext()).strip()
        if not address.startswith(("http://", "https://")) or not words:
            continue
        if _bare(words) != _bare(address):
            _append(link, f" ({address})")


def _bare(address: str) -> str:
    return re.sub(r"\Ahttps?://|/\Z", "", address)


def _append(element: "HtmlElement", text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _flatten_layout_tables(body: "HtmlElement") -> None:
    """Make plain blocks of tables that only place things: no row has two cells with a text."""
    for table in reversed(list(body.iter("table"))):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if all(sum(map(_says_something, row)) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    cell.tag = "div"
                row.tag = "div"
            table.tag = "div"


def _says_something(cell: "HtmlElement") -> bool:
    return any(text.strip() for text in cell.itertext())


def _found_marks(body: "HtmlElement") -> Iterator[tuple["HtmlElement", Mark, bool]]:
    """The marked elements; the last says whether the mark lasts to the end of the message."""
    for element in body.iter():
        if not isinstance(element.tag, str):
            continue
        classes, name = set((element.get("class") or "").split()), element.get("id") or ""
        if name in _QUOTE_TO_END:
            yield element, Mark.QUOTE, True
        elif "js-signatureMarker" in classes:
            yield element, Mark.SIGNATURE, True
        elif _is_signature(element, classes, name):
            yield element, Mark.SIGNATURE, False
        elif element.tag == "blockquote":
            yield element, _kind_of_blockquote(element, classes), False
        elif _QUOTE_CLASSES & classes or _is_bare_gmail_quote(element, classes):
            yield element, Mark.QUOTE, False


def _is_signature(element: "HtmlElement", classes: set[str], name: str) -> bool:
    marked = _SIGNATURE_CLASSES & classes or name in _SIGNATURE_IDS
    return bool(marked) or element.get("data-signatureblock") == "true"


def _kind_of_blockquote(element: "HtmlElement", classes: set[str]) -> Mark:
    is_reply = element.get("type") == "cite" or {"gmail_quote", "cite"} & classes
    return Mark.QUOTE if is_reply or element.get("cite") else Mark.INDENTED


def _is_bare_gmail_quote(element: "HtmlElement", classes: set[str]) -> bool:
    """True for Gmail's box without a block quotation in it.

    With one, answers may stand between the quotations, which are marked themselves.
    """
    if "gmail_quote" not in classes or next(element.iter("blockquote"), None) is not None:
        return False
    return not _FORWARDED.match("".join(element.itertext())[:200])


def _enclose(outer: "HtmlElement", element: "HtmlElement", mark: Mark) -> None:
    """Write the signs of a mark from where `element` begins to where `outer` ends."""
    opening = _OPENING[mark]
    if element.tag in ("hr", "br"):
        element.tail = opening + (element.tail or "")
    else:
        element.text = opening + (element.text or "")
    _append(outer, _CLOSING[mark])


def _rendered(body: "HtmlElement") -> str:
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.html_engine import Inscriptis
    from inscriptis.model.config import ParserConfig

    try:
        rendered: Any = Inscriptis(body, ParserConfig(css=CSS_PROFILES["strict"])).get_text()
    except RecursionError:  # nested deeper than any mail program writes
        rendered = "\n".join(text.strip() for text in body.itertext())
    return str(rendered).replace("\xa0", " ")


def _without_sentinels(rendered: str) -> MarkedText:
    """The lines without our signs; a line is marked when all that is seen in it is."""
    lines: list[tuple[str, Mark | None]] = []
    depth = dict.fromkeys(Mark, 0)
    for line in rendered.split("\n"):
        seen, marks = [], set()
        for character in line if _SENTINELS.search(line) else ():
            if character in _OPENS:
                depth[_OPENS[character]] += 1
            elif character in _CLOSES:
                depth[_CLOSES[character]] -= 1
            else:
                seen.append(character)
                if not character.isspace():
                    marks.add(_strongest(depth))
        text = "".join(seen).rstrip() if seen else _SENTINELS.sub("", line).rstrip()
        if not text and _SENTINELS.search(line):
            continue  # only our signs stood there
        mark = _strongest(depth) if not seen else marks.pop() if len(marks) == 1 else None
        if text or (lines and lines[-1][0]) or (len(lines) > 1 and lines[-2][0]):
            lines.append((text, mark))
    return _stripped(lines)


def _strongest(depth: dict[Mark, int]) -> Mark | None:
    return next((mark for mark in Mark if depth[mark] > 0), None)


def _stripped(lines: list[tuple[str, Mark | None]]) -> MarkedText:
    while lines and not lines[-1][0].strip():
        lines.pop()
    while lines and not lines[0][0].strip():
        lines.pop(0)
    if lines:
        lines[0] = (lines[0][0].lstrip(), lines[0][1])
    return MarkedText(
        text="\n".join(text for text, _ in lines), marks=tuple(mark for _, mark in lines)
    )
