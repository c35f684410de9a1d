"""The pages of documents as pictures in the lines of a release, personal values painted over."""

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from curation.errors import InputRefused, NotFound
from curation.ingest.source_file import RowRefused
from curation.release.assemble import Progress
from curation.release.gold import GoldExample
from curation.release.method import TrainingMethod
from curation.release.pictures import (
    MOST_PAGES,
    NOT_PAINTED,
    TOO_MANY_PAGES,
    Form,
    Pictures,
    check_pictures,
    parts_of,
    picture_name,
)
from curation.workflow.ingest.original_pages import count_pages, paint_pages
from curation.workflow.workspace import Workspace

ZIP = "pictures.zip"
"""The pictures of a release whose lines name them by address."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day a zip knows: the same pictures make the same bytes."""

STEP = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """Examples with the pictures of their pages, why which is out, and the files by name."""

    gold: Sequence[GoldExample]
    excluded: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def refuse_pictures(wanted: Pictures, method: TrainingMethod) -> None:
    """Refuse pictures where no provider learns from them, and an address that is none."""
    if wanted.form is not Form.NONE and method is not TrainingMethod.SFT:
        raise InputRefused(
            "Pictures are for right answers only",
            cause=f"Lines for {method.upper()} are text; no provider takes pictures in them.",
            cure="Choose right answers (SFT), or leave the pictures out.",
        )
    check_pictures(wanted)


def add_pictures(
    workspace: Workspace, gold: Sequence[GoldExample], wanted: Pictures, progress: Progress
) -> Pictured:
    """The examples with their pages as pictures, where they have any; the others stay as they are.

    One whose page cannot be painted over safely, or that has too many pages, is left out.
    """
    if wanted.form is Form.NONE:
        return Pictured(gold=gold)
    taken: list[GoldExample] = []
    excluded: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for done, one in enumerate(gold):
        if done % STEP == 0:
            progress(done, len(gold), "Painting the pages")
        count = count_pages(one.example)
        if count > MOST_PAGES:
            excluded[one.id] = TOO_MANY_PAGES
            continue
        if not count:
            taken.append(one)
            continue
        try:
            pages = paint_pages(workspace, one.example, one.masking, [one.given_prompt])
        except (NotFound, RowRefused):
            excluded[one.id] = NOT_PAINTED
            continue
        taken.append(replace(one, pictures=parts_of(pages, wanted)))
        if wanted.form is Form.ADDRESS:
            files |= {picture_name(page): page for page in pages}
    return Pictured(gold=taken, excluded=excluded, files=files)


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """The pictures in one file, by name; the same pictures give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), data)
    return stream.getvalue()


def only_named(data: bytes, names: Collection[str]) -> bytes:
    """The zip with those pictures only that lines still name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return as_zip({name: archive.read(name) for name in archive.namelist() if name in names})
