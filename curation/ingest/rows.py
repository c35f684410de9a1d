"""One row becomes an example, the same way for every format."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from curation.example import Cut, Example, Fault, Json, Message, Source, Speaker, Suggestion
from curation.ingest.source_file import RowRefused
from curation.task import Question, QuestionKind, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one row says, whatever it was read from.

    `prompt` has at least one message that is not a system message; `answer` and `rejected` are
    assistant messages. The other fields are those of Example; `id` is the ticket's number.
    """

    prompt: tuple[Message, ...]
    answer: Message | None = None
    rejected: Message | None = None
    tools: tuple[Json, ...] = ()
    label: str = ""
    group: str = ""
    id: str = ""
    following: tuple[Message, ...] = ()
    cuts: tuple[Cut, ...] = ()
    remarks: tuple[str, ...] = ()
    origin: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)


def example_from(row: Row, task: Task, source: Source) -> Example:
    """The example that a row makes: its label becomes a suggestion, its id metadata."""
    label = row.label.strip()
    suggestions: tuple[Suggestion, ...] = ()
    if label and task.stratum:
        option = _option(task.question(task.stratum), label)
        if option:
            suggestions = (Suggestion(question=task.stratum, value=option, agent="source"),)
    metadata = dict(row.metadata)
    if row.id.strip():
        metadata["id"] = row.id.strip()
    if label and not suggestions:
        metadata["label"] = label
    return Example(
        task=task.id,
        messages=row.prompt,
        answer=row.answer,
        rejected=row.rejected,
        tools=row.tools,
        group=row.group.strip(),
        metadata=metadata,
        suggestions=suggestions,
        following=row.following,
        cuts=row.cuts,
        remarks=row.remarks,
        origin=row.origin,
        source=source,
    )


def fault_from(refusal: RowRefused, source: Source, content: str) -> Fault:
    """The fault that a refused row makes; `content` is what a person would mend."""
    return Fault(
        file=source.file,
        row=source.row,
        reason=refusal.reason,
        cure=refusal.cure,
        content=content,
    )


def prompt_from(subject: str, text: str) -> tuple[Message, ...]:
    """The customer's message: the subject, an empty line and the text, verbatim otherwise.

    Raises RowRefused when both are blank.
    """
    parts = [part for part in (subject, text) if part.strip()]
    if not parts:
        raise RowRefused(
            "This row has no message from the customer.",
            "Fill in what the customer wrote, or leave the row out.",
        )
    return (Message(speaker=Speaker.USER, content="\n\n".join(parts)),)


def answer_from(text: str) -> Message | None:
    """The assistant's message of that text; None when the text is blank."""
    return Message(speaker=Speaker.ASSISTANT, content=text) if text.strip() else None


def check_characters(text: str) -> None:
    """Refuse text that no file can hold: halves of characters, or bytes that are not UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise RowRefused(
            "This row holds half of a character, or a byte that is not UTF-8.",
            "Replace the damaged character, or save the source as UTF-8 again.",
        ) from error


def _option(question: Question, label: str) -> str:
    """The label as the question offers it; "" when a closed question does not."""
    if question.kind != QuestionKind.LABEL:
        return ""
    for option in question.options:
        if option.casefold() == label.casefold():
            return option
    return label if question.open else ""
