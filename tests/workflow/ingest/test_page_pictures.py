"""Pictures of pages in memory: each is made once, ahead of the reader, and room is bounded."""

import io
import threading

import pypdfium2
import pytest

from curation.ingest.source_file import RowRefused
from curation.workflow.ingest import page_pictures
from curation.workflow.ingest.page_pictures import PagePictures, Pages


@pytest.fixture
def pages():
    document, file = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(3):
        document.new_page(40, 40)
    document.save(file)
    return Pages(data=file.getvalue(), hide=((), (), ()))


@pytest.fixture
def drawn(monkeypatch):
    """The numbers of the pages that were drawn, in their order."""
    numbers, draw = [], page_pictures.page_picture

    def noted(data, page, *, hide):
        numbers.append(page)
        return draw(data, page, hide=hide)

    monkeypatch.setattr(page_pictures, "page_picture", noted)
    return numbers


def test_the_other_pages_are_there_before_they_are_asked_for(pages, drawn):
    shelf = PagePictures()
    shelf.get("a", lambda: pages, 2)
    shelf.wait()
    assert drawn == [2, 1, 3]


def test_a_page_is_drawn_once_for_all_who_ask(pages, drawn):
    shelf = PagePictures()
    people = [threading.Thread(target=shelf.get, args=("a", lambda: pages, 1)) for _ in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    shelf.wait()
    assert sorted(drawn) == [1, 2, 3]


def test_another_key_has_pictures_of_its_own(pages, drawn):
    shelf = PagePictures()
    for key in ("a", "b"):
        shelf.get(key, lambda: pages, 1)
        shelf.wait()
    assert drawn == [1, 2, 3, 1, 2, 3]


def test_documents_beyond_the_room_there_is_are_dropped_the_oldest_first(pages, drawn):
    shelf = PagePictures(most_bytes=1)
    for key in ("a", "b", "b", "a"):
        shelf.get(key, lambda: pages, 1)
        shelf.wait()
    assert drawn.count(1) == 3


def test_a_document_that_is_refused_is_not_read_again():
    shelf, asked = PagePictures(), []

    def refuse():
        asked.append(1)
        raise RowRefused("No.", "Read the text.")

    for _ in range(2):
        with pytest.raises(RowRefused, match="No"):
            shelf.get("a", refuse, 1)
    assert len(asked) == 1


def test_what_is_forgotten_is_drawn_again(pages, drawn):
    shelf = PagePictures()
    shelf.get("a", lambda: pages, 1)
    shelf.wait()
    shelf.forget()
    shelf.get("a", lambda: pages, 1)
    shelf.wait()
    assert drawn.count(1) == 2
