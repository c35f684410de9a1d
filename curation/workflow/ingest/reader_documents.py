"""Documents in the reader process: their scans are recognised, their pages kept to be looked at."""

from collections.abc import Callable
from pathlib import Path

from curation import ocr
from curation.files import keep_original
from curation.ingest.importers import named
from curation.ingest.invoices.recognised_text import ReadPage
from curation.ingest.source_file import SourceFile


def page_reader(watch: Callable[[int], None]) -> ReadPage | None:
    """Text recognition where it is installed, else None; `watch` is told before each page."""
    if not ocr.is_installed():
        return None

    def read(picture: bytes) -> str:
        watch(len(picture))
        return ocr.read_page(picture)

    return read


def keep_document(workspace_folder: str, file: SourceFile, format: str) -> None:
    """Keep a document whose pages people look at beside its text; nothing for other formats."""
    if named(format).has_pages:
        keep_original(Path(workspace_folder), file.sha256, file.data)
