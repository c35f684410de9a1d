"""The pages of the document an example was read from, as a reviewer may see them."""

import re
from collections.abc import Sequence

from curation.errors import NotFound
from curation.example import Example
from curation.files import read_original
from curation.ingest.invoices.pdf_pages import page_picture, page_texts
from curation.ingest.source_file import RowRefused
from curation.people import Actor, Role, require
from curation.privacy.masking import Masking
from curation.scanner.fingerprint import current_fingerprint
from curation.store import examples, findings
from curation.workflow.ingest.page_pictures import PagePictures, Pages
from curation.workflow.privacy.masked import masking_plans
from curation.workflow.workspace import Workspace

_INSTEAD = "Read the text instead."
_WORD = re.compile(r"\w+")


def page_of_example(
    workspace: Workspace, actor: Actor, example_id: str, *, version: int, page: int
) -> bytes:
    """A page (from 1) of an example's document as a JPEG, its personal values painted over.

    Needs a reviewer. Raises NotFound when there is no such page to be shown: the example changed,
    it is not scanned, its document is not kept, or a value that is replaced in the text cannot be
    found in the document, so that it might still be read there. Where only the order is another
    one, as in columns that the text has side by side, each of the value's words is painted over.
    """
    require(actor, Role.REVIEWER, to="see documents")
    staged = examples.get_example(workspace.store, example_id)
    if staged is None or staged.version != version:
        raise _not_shown("There is no such example, or it changed.")
    fingerprint = current_fingerprint()
    if not findings.is_scanned(workspace.store, example_id, version, fingerprint=fingerprint):
        raise _not_shown("The example is not scanned for personal values yet.")
    data = read_original(workspace.folder, staged.example.source.sha256)
    plan = masking_plans(workspace, staged.example.task, [staged])[0]
    key = (workspace.folder, example_id, version, fingerprint, plan.digest())
    try:
        return _pictures.get(key, lambda: _pages_of(data, staged.example, plan.masking()), page)
    except RowRefused as refusal:
        raise _not_shown(refusal.reason) from refusal


def count_pages(example: Example) -> int:
    """How many pages of an example's document can be pictures; 0 for one without a document."""
    number = example.metadata.get("pages", "")
    return int(number) if number.isdecimal() else 0


def paint_pages(
    workspace: Workspace, example: Example, masking: Masking, prompt: Sequence[str]
) -> list[bytes]:
    """All pages of an example's document as JPEGs, what `masking` replaces painted over.

    `prompt` is what was asked before anything was replaced. Raises NotFound when the document is
    not kept, RowRefused when a value cannot be found in it.
    """
    pages = _painted(read_original(workspace.folder, example.source.sha256), prompt, masking)
    return [
        page_picture(pages.data, page, hide=hidden) for page, hidden in enumerate(pages.hide, 1)
    ]


def forget_pages() -> None:
    """Let go of all pictures in memory, when somebody was erased."""
    _pictures.forget()


_pictures = PagePictures()


def _pages_of(data: bytes, example: Example, masking: Masking) -> Pages:
    """The document with the places that are painted over on each page."""
    return _painted(data, [message.content for message in example.messages], masking)


def _painted(data: bytes, prompt: Sequence[str], masking: Masking) -> Pages:
    pages = page_texts(data)
    words = _words_to_hide(masking, prompt, pages)
    return Pages(data=data, hide=tuple(_spans(masking, words, text) for text in pages))


def _words_to_hide(masking: Masking, prompt: Sequence[str], pages: Sequence[str]) -> set[str]:
    """The words, in small letters, of values that stand on no page as a whole.

    Raises RowRefused when one of the words stands on no page either.
    """
    missing = _present(masking, prompt) - _present(masking, pages)
    words = {
        word.lower()
        for text in prompt
        for begin, end, name in masking.spans(text)
        if name in missing
        for word in _WORD.findall(text[begin:end])
    }
    if not words <= {word.lower() for text in pages for word in _WORD.findall(text)}:
        raise RowRefused("A personal value could not be found on it to be painted over.", _INSTEAD)
    return words


def _spans(masking: Masking, words: set[str], text: str) -> list[tuple[int, int]]:
    whole = [(begin, end) for begin, end, _ in masking.spans(text)]
    return whole + [found.span() for found in _WORD.finditer(text) if found[0].lower() in words]


def _present(masking: Masking, texts: Sequence[str]) -> set[str]:
    """The values that stand in these texts, by name."""
    return {name for text in texts for _, _, name in masking.spans(text)}


def _not_shown(cause: str) -> NotFound:
    return NotFound("This page cannot be shown", cause=cause, cure=_INSTEAD)
