"""XML documents, read so that no document can reach out or blow up."""

from collections.abc import Iterator
from typing import Any

from curation.ingest.source_file import RowRefused

MAX_BYTES = 20_000_000
"""An invoice's XML with its attachments is smaller."""


class Node:
    """An element; its own name and those of its children count without their namespaces."""

    def __init__(self, element: Any) -> None:
        self._element = element

    @classmethod
    def nothing(cls) -> "Node":
        """An element with nothing inside, for one that is not there."""
        return cls(_Nothing())

    @property
    def name(self) -> str:
        """The element's name without a prefix."""
        return str(self._element.tag).rpartition("}")[2]

    @property
    def namespace(self) -> str:
        """The address that the element's vocabulary is known by; "" when it has none."""
        return str(self._element.tag).rpartition("}")[0].lstrip("{")

    @property
    def text(self) -> str:
        """The text directly inside, without blanks around it."""
        return (self._element.text or "").strip()

    def attribute(self, name: str) -> str:
        """The attribute's value; "" when it has none."""
        return str(self._element.get(name, ""))

    def children(self) -> Iterator["Node"]:
        """The elements directly inside."""
        return (Node(child) for child in self._element if isinstance(child.tag, str))

    def all(self, *path: str) -> list["Node"]:
        """The elements at that path in document order; "A|B" stands for either name."""
        found = [self]
        for step in path:
            names = step.split("|")
            found = [child for node in found for child in node.children() if child.name in names]
        return found

    def at(self, *path: str) -> str:
        """The text of the first element at that path that has any; "" when there is none."""
        return next((node.text for node in self.all(*path) if node.text), "")

    def first(self, *path: str) -> "Node":
        """The first element at that path; one without anything inside when there is none."""
        return next(iter(self.all(*path)), Node.nothing())

    def anywhere(self, names: frozenset[str]) -> "Node | None":
        """This element or the first one inside, at any depth, that has one of these names."""
        for element in self._element.iter():
            if isinstance(element.tag, str) and Node(element).name in names:
                return Node(element)
        return None


class _Nothing:
    """An element that is not there."""

    tag = ""
    text = ""

    def get(self, name: str, default: str) -> str:
        """No attribute has a value."""
        return default

    def __iter__(self) -> Iterator[Any]:
        return iter(())


def parse_xml(data: bytes) -> Node:
    """The outermost element.

    Raises RowRefused for a document that is too large, is not XML, or has a document type: it may
    name other files or hold texts that grow without end, and no invoice needs one.
    """
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise RowRefused(
            f"The XML has {len(data) / 1_000_000:,.0f} MB; an invoice has at most "
            f"{MAX_BYTES // 1_000_000} MB here.",
            "Take the attachments out of it.",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,  # they would cut a text in two
        remove_pis=True,
    )
    if b"<!DOCTYPE" in data.replace(b"\x00", b""):
        raise _with_document_type()
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        where = f" Look at line {line}." if line else ""
        raise RowRefused(
            "This is not complete, well-formed XML.", f"Export it again.{where}"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_document_type()
    return Node(root)


def _with_document_type() -> RowRefused:
    return RowRefused(
        "This XML has a document type (DOCTYPE), by which a file can do harm.",
        "Ask for an invoice without one; no invoice format has it.",
    )
