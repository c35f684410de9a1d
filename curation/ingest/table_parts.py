"""The rows of big tables on the quick way into the store.

An ordinary row is written down as it will be stored, without a value for each of its parts in
between. Any other row, and every doubt, goes the usual way; both ways must give the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any, Self

from curation.example import Example, Fault, Source, canonical_json, seen_suggestions
from curation.ingest.columns import ColumnMapping
from curation.ingest.rows import Row, example_from, prompt_from
from curation.ingest.source_file import MAX_ROW_CHARACTERS
from curation.ingest.staged_rows import StagedPart, columns_of
from curation.task import Task

Usual = Callable[[int, list[str]], Example | Fault]
"""What makes an outcome of a row's number and its cells the usual way."""

Values = tuple[Any, ...]
"""The values of an example, in the order of COLUMNS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where each field stands in the cells of a row; -1 for one that no column holds."""

    width: int
    subject: int
    input: int
    answer: int
    rejected: int
    label: int
    group: int
    id: int

    @classmethod
    def of(cls, names: Sequence[str], mapping: ColumnMapping) -> Self:
        """The places of the columns that a mapping names."""
        position = {name: index for index, name in enumerate(names)}
        return cls(
            width=len(names),
            subject=position.get(mapping.subject, -1),
            input=position.get(mapping.input, -1),
            answer=position.get(mapping.answer, -1),
            rejected=position.get(mapping.rejected, -1),
            label=position.get(mapping.label, -1),
            group=position.get(mapping.group, -1),
            id=position.get(mapping.id, -1),
        )


def plain_rows(
    rows: Iterator[tuple[int, list[str], bool]],
    places: Places,
    task: Task,
    source: Source,
    usual: Usual,
    usual_last: Usual,
) -> Iterator[StagedPart]:
    """The rows (number, cells, whether it is the last) in parts, the last of which may be empty.

    No cell may hold what UTF-8 cannot write.
    """
    part = StagedPart()
    written = _writer(places, task, source)
    for number, cells, is_last in rows:
        if part.is_full:
            yield part
            part = StagedPart()
        values = None if is_last else written(number, cells)
        if values is None:
            part.add(usual_last(number, cells) if is_last else usual(number, cells))
        else:
            part.examples.append(values)
            part.characters += len(values[1]) + len(values[2] or b"")
    yield part


def _writer(
    places: Places, task: Task, source: Source
) -> Callable[[int, list[str]], Values | None]:
    """What writes the values of a row; None for a row that is not ordinary.

    One function and no calls: it runs for each of very many rows.
    """
    subject_at, input_at, answer_at = places.subject, places.input, places.answer
    rejected_at, label_at, group_at, id_at = (
        *(places.rejected, places.label),
        *(places.group, places.id),
    )
    width, file, file_sha256 = places.width, source.file, source.sha256
    before_prompt = f"[{canonical_json(task.id)},".encode()
    labelled = _labelled(task, source)

    def written(row: int, cells: list[str]) -> Values | None:
        if len(cells) != width or sum(map(len, cells)) > MAX_ROW_CHARACTERS:
            return None
        prompt = cells[input_at] if input_at >= 0 else ""
        subject = cells[subject_at] if subject_at >= 0 else ""
        if subject.strip():
            prompt = f"{subject}\n\n{prompt}" if prompt.strip() else subject
        elif not prompt.strip():
            return None
        messages = f'[{{"content":{_quoted(prompt)},"role":"user"}}]'.encode()
        answer = _assistant(cells[answer_at]) if answer_at >= 0 else None
        rejected = _assistant(cells[rejected_at]) if rejected_at >= 0 else None
        suggestions, seen, rest = labelled(cells[label_at].strip() if label_at >= 0 else "")
        number = cells[id_at].strip() if id_at >= 0 else ""
        metadata = (
            f'{{"id":{encode_basestring(number)}{rest and "," + rest}}}'
            if number
            else (f"{{{rest}}}")
        )
        answers = b",%b,%b,[],%b]" % (answer or b"null", rejected or b"null", seen)
        return (
            sha256(before_prompt + messages + b"]").hexdigest()[:20],
            messages,
            answer,
            rejected,
            "[]",
            cells[group_at].strip() if group_at >= 0 else "",
            metadata,
            suggestions,
            "[]",
            "[]",
            "[]",
            "",
            sha256(b"[" + messages + answers).hexdigest(),
            file,
            file_sha256,
            row,
        )

    return written


def _assistant(text: str) -> bytes | None:
    if not text.strip():
        return None
    return f'{{"content":{_quoted(text)},"role":"assistant"}}'.encode()


def _quoted(text: str) -> str:
    """The text as JSON writes it; most texts need nothing but quotation marks, which is quicker."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return encode_basestring(text)


def _labelled(task: Task, source: Source) -> Callable[[str], tuple[str, bytes, str]]:
    """What a label makes: the suggestions as stored and as seen, and its entry in the metadata."""

    @lru_cache(maxsize=4_096)
    def labelled(label: str) -> tuple[str, bytes, str]:
        row = Row(prompt=prompt_from("", "anything"), label=label)
        example = example_from(row, task, source)
        values = columns_of(example)
        return values["suggestions"], seen_suggestions(example).encode(), values["metadata"][1:-1]

    return labelled
