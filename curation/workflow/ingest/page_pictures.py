"""Pictures of documents' pages, each made once and ahead of the reader, kept in bounded memory."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from curation.ingest.invoices.pdf_pages import Span, page_picture
from curation.ingest.source_file import RowRefused

MOST_BYTES = 64 * 1024 * 1024
"""About four hundred pages."""

_WAITING = 8
"""Documents whose other pages are to be made; of more, those asked for longest ago are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A document as it may be shown: its bytes, and by page what is painted over."""

    data: bytes
    hide: Sequence[Sequence[Span]]


@dataclass(slots=True)
class _Kept:
    lock: threading.Lock = field(default_factory=threading.Lock)
    pages: Pages | None = None
    refusal: RowRefused | None = None
    pictures: dict[int, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        data = self.pages.data if self.pages else b""
        return len(data) + sum(map(len, list(self.pictures.values())))

    def missing(self) -> int | None:
        """The first page that has no picture yet; None when that is not known or there is none."""
        numbers = range(1, len(self.pages.hide) + 1) if self.pages else ()
        return next((page for page in numbers if page not in self.pictures), None)

    def picture(self, make: Callable[[], Pages], page: int) -> bytes:
        if known := self.pictures.get(page):
            return known
        with self.lock:
            if page not in self.pictures:
                pages = self._made(make)
                hide = pages.hide[page - 1] if 0 < page <= len(pages.hide) else ()
                self.pictures[page] = page_picture(pages.data, page, hide=hide)
            return self.pictures[page]

    def _made(self, make: Callable[[], Pages]) -> Pages:
        if self.refusal:
            raise RowRefused(self.refusal.reason, self.refusal.cure)
        if self.pages is None:
            try:
                self.pages = make()
            except RowRefused as refusal:
                self.refusal = refusal
                raise
        return self.pages


class PagePictures:
    """The pictures used last. Their key must tell everything that decides what is painted over.

    A key that differs in anything never has the picture of another one. Who asks for a page waits
    for that page only; the document's others are made by one thread while nobody waits.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._ahead: deque[Hashable] = deque()
        self._thread: threading.Thread | None = None
        self._asked = 0
        self._changed = threading.Condition()

    def get(self, key: Hashable, make: Callable[[], Pages], page: int) -> bytes:
        """A page (from 1) as a JPEG; `make` is asked once for the document under a key.

        Raises RowRefused as `make` does, from then on without asking it, and as `page_picture`.
        """
        with self._changed:
            self._asked += 1
            kept = self._kept.setdefault(key, _Kept())
            self._kept.move_to_end(key)
        try:
            return kept.picture(make, page)
        finally:
            with self._changed:
                self._asked -= 1
                self._make_others(key)
                self._drop_oldest()
                self._changed.notify_all()

    def forget(self) -> None:
        """Let go of every picture and document."""
        with self._changed:
            self._kept.clear()
            self._ahead.clear()

    def wait(self) -> None:
        """Return when every page that is to be made ahead is there."""
        thread = self._thread
        if thread:
            thread.join()

    def _drop_oldest(self) -> None:
        while len(self._kept) > 1 and sum(k.size for k in self._kept.values()) > self._most:
            self._kept.popitem(last=False)

    def _make_others(self, key: Hashable) -> None:
        """Put the document of the page just given before those asked for earlier."""
        if key not in self._kept or self._kept[key].missing() is None:
            return
        if key in self._ahead:
            self._ahead.remove(key)
        self._ahead.append(key)
        while len(self._ahead) > _WAITING:
            self._ahead.popleft()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="pages ahead")
            self._thread.start()

    def _work(self) -> None:
        """Make what is missing, page by page, until there is no more or the app ends."""
        while waiting := self._next():
            key, kept, page = waiting
            try:
                kept.picture(_never_asked, page)
            except Exception:  # who looks at that page is told
                with self._changed:
                    self._ahead = deque(one for one in self._ahead if one != key)
            with self._changed:
                self._drop_oldest()

    def _next(self) -> tuple[Hashable, _Kept, int] | None:
        with self._changed:
            self._changed.wait_for(lambda: not self._asked)
            while self._ahead and threading.main_thread().is_alive():
                key = self._ahead[-1]
                kept = self._kept.get(key)
                page = kept.missing() if kept else None
                if kept and page:
                    return key, kept, page
                self._ahead.pop()
            self._thread = None
            return None


def _never_asked() -> Pages:
    raise AssertionError("Only documents that are known have missing pages.")
