"""Pages as pictures: what is to be hidden is not in the picture."""

import io

import pytest
from PIL import Image

from curation.ingest.invoices.pdf_pages import page_picture, page_texts
from curation.ingest.source_file import RowRefused

FILE = "coolblue1.pdf"


@pytest.fixture(scope="module")
def invoice(shared):
    return (shared / "invoices" / "invoice2data" / FILE).read_bytes()


def dark_share(jpeg: bytes) -> float:
    picture = Image.open(io.BytesIO(jpeg)).convert("L")
    return sum(picture.histogram()[:64]) / (picture.width * picture.height)


def test_a_page_is_a_picture_of_its_size(invoice):
    picture = Image.open(io.BytesIO(page_picture(invoice, 1)))
    assert picture.format == "JPEG"
    assert picture.height > picture.width > 800


def test_the_text_of_each_page_is_told(invoice):
    texts = page_texts(invoice)
    assert "Coolblue" in " ".join(texts)


def test_every_character_of_a_span_is_painted_over(invoice):
    """With the whole page hidden, a reader of the picture is left with nothing but boxes."""
    text = page_texts(invoice)[0]
    word = text.index("Coolblue")
    hidden = page_picture(invoice, 1, hide=[(word, word + len("Coolblue"))])
    everything = page_picture(invoice, 1, hide=[(0, len(text))])
    assert dark_share(page_picture(invoice, 1)) < dark_share(hidden) < dark_share(everything)


def test_a_page_that_is_not_there_is_refused(invoice):
    with pytest.raises(RowRefused, match="no page 9"):
        page_picture(invoice, 9)


def test_what_is_no_pdf_is_refused():
    with pytest.raises(RowRefused, match="cannot be opened"):
        page_texts(b"%PDF-1.7 and nothing else")
