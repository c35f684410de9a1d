"""The text of scans and photographs, by the text recognition that is handed in."""

import io
from collections.abc import Callable, Iterator

from curation.ingest.invoices.page_lines import words_of_text
from curation.ingest.invoices.pdf_text import MIN_CHARACTERS, PDFIUM, PdfContent, clean
from curation.ingest.source_file import RowRefused

ReadPage = Callable[[bytes], str]
REMARK = "Read by text recognition (OCR): check every value."

MAX_PAGES = 8
"""More pages than this take too long to recognise."""

_DPI = 200
_POINTS = 72
_MOST_PIXELS = 40_000_000  # an A2 page at 200 dpi; a small file may claim to be larger


def recognise_pdf(data: bytes, read_page: ReadPage) -> PdfContent:
    """The text in the pictures of a PDF's pages.

    Raises RowRefused when there are too many pages, a page is too large, or no text is found.
    """
    return _recognised(_pdf_pictures(data), read_page)


def recognise_picture(data: bytes, read_page: ReadPage) -> PdfContent:
    """The text in a PNG, JPEG or TIFF; a TIFF may have several pages.

    Raises RowRefused as `recognise_pdf` does, and for a picture that cannot be opened.
    """
    return _recognised(_pictures(data), read_page)


def _recognised(pictures: Iterator[bytes], read_page: ReadPage) -> PdfContent:
    try:
        texts = [clean(read_page(picture)) for picture in pictures]
    except RuntimeError as error:
        raise RowRefused(
            "Text recognition (OCR) did not manage to read it.",
            "Scan it again, straight and with good contrast, or ask for the original PDF.",
        ) from error
    text = "\n\n".join(page for page in texts if page)
    if len(text) < MIN_CHARACTERS:
        raise RowRefused(
            "Text recognition (OCR) found no text in it.",
            "Scan it again, straight and with good contrast, or ask for the original PDF.",
        )
    return PdfContent(text=text, words=tuple(words_of_text(text)), pages=len(texts))


def _pdf_pictures(data: bytes) -> Iterator[bytes]:
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            _check_pages(len(document))
            pictures = []
            for page in document:
                width, height = (side * _DPI / _POINTS for side in page.get_size())
                _check_pixels(width * height)
                bitmap = page.render(scale=_DPI / _POINTS, grayscale=True)
                pictures.append(_png(bitmap.to_pil()))
        finally:
            document.close()
    yield from pictures


def _pictures(data: bytes) -> Iterator[bytes]:
    from PIL import Image, ImageSequence

    try:
        picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
        _check_pixels(picture.width * picture.height)
        _check_pages(getattr(picture, "n_frames", 1))
        pages = [_png(frame.convert("L")) for frame in ImageSequence.Iterator(picture)]
    except RowRefused:
        raise
    except Exception as error:  # broken pictures raise all kinds
        raise RowRefused("This picture is broken.", "Scan or photograph it again.") from error
    yield from pages


def _png(picture: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(_DPI, _DPI))  # type: ignore[attr-defined]
    return file.getvalue()


def _check_pages(count: int) -> None:
    if count > MAX_PAGES:
        raise RowRefused(
            f"It is a scan of {count:,} pages; text recognition takes at most {MAX_PAGES} here.",
            "Cut the invoice out of the document, or run text recognition over it first.",
        )


def _check_pixels(count: float) -> None:
    if count > _MOST_PIXELS:
        raise RowRefused(
            f"A page has {count / 1e6:,.0f} million dots; {_MOST_PIXELS // 10**6} are the most.",
            "Scan it with 200 dots per inch.",
        )
