"""What people said about an example, as others may read it: scanned, and with values replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from curation.people import Actor, Role, require
from curation.privacy.finding import Finding, value_key
from curation.privacy.json_text import value_at
from curation.privacy.span import SCAN_INCOMPLETE, Span
from curation.scanner.fingerprint import current_fingerprint
from curation.scanner.pool import scan_batches
from curation.store import findings
from curation.store.reviews import ReasonCount, count_reasons
from curation.task import Task
from curation.workflow.privacy.masked import SaidTexts, mask_examples
from curation.workflow.privacy.scan import text_key_of
from curation.workflow.workspace import Workspace

NOT_SHOWN = "(Not shown: it could not be checked for personal values.)"
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of a person about an example, as they typed them."""

    example_id: str
    text: str


def readable(workspace: Workspace, task: Task, said: Sequence[Said]) -> list[str]:
    """Each of these texts as people other than its author may read it, in the same order.

    It is scanned like a reviewer's edit: what is found and is not to be kept has a stand-in, and
    the example's own stand-ins stay. Each text is scanned once by each scanner. NOT_SHOWN stands
    for what the scanner could not read to its end, and for words about an example that is gone.
    The sentences that the task offers are nobody's own words and need no scan.
    """
    offered = {"", *task.reject_reasons, *task.skip_reasons, *task.edit_reasons}
    own = [entry for entry in said if entry.text not in offered]
    if not own:
        return [entry.text for entry in said]
    spans = _spans(workspace, sorted({entry.text for entry in own}))
    unread = {
        text for text, found in spans.items() if any(s.entity == SCAN_INCOMPLETE for s in found)
    }
    maskings = {
        masked.staged.id: masked.masking
        for masked in mask_examples(
            workspace,
            task.id,
            ids=sorted({entry.example_id for entry in own}),
            said=_by_example(workspace, [e for e in own if e.text not in unread], spans),
        )
    }
    return [
        entry.text
        if entry.text in offered
        else maskings[entry.example_id].apply(entry.text)
        if entry.example_id in maskings and entry.text not in unread
        else NOT_SHOWN
        for entry in said
    ]


def reasons_given(workspace: Workspace, actor: Actor, task_id: str) -> list[ReasonCount]:
    """Why examples of a task are rejected and skipped, as others may read it, most often first."""
    require(actor, Role.CURATOR, to="see why others rejected or skipped")
    task = workspace.task(task_id)
    counts = count_reasons(workspace.store, task_id)
    shown = readable(
        workspace, task, [Said(example_id=one.example_id, text=one.reason) for one in counts]
    )
    return [replace(one, reason=text) for one, text in zip(counts, shown, strict=True)]


def _by_example(
    workspace: Workspace, said: Sequence[Said], spans: Mapping[str, list[Span]]
) -> dict[str, SaidTexts]:
    """What was said of each example, and what was found in it, on paths like those of edits."""
    texts: dict[str, list[str]] = {}
    for entry in said:
        texts.setdefault(entry.example_id, []).append(entry.text)
    return {
        example_id: SaidTexts(
            texts=tuple((f"review.said.{n}", text) for n, text in enumerate(own)),
            findings=tuple(
                _finding(workspace, example_id, f"review.said.{n}", text, span)
                for n, text in enumerate(own)
                for span in spans[text]
            ),
        )
        for example_id, own in texts.items()
    }


def _finding(workspace: Workspace, example_id: str, path: str, text: str, span: Span) -> Finding:
    return Finding(
        example_id=example_id,
        path=path,
        begins=span.begins,
        ends=span.ends,
        entity=span.entity,
        score=span.score,
        recognizer=span.recognizer,
        value_key=value_key(workspace.secret, span.entity, value_at(text, span.begins, span.ends)),
    )


def _spans(workspace: Workspace, texts: Sequence[str]) -> dict[str, list[Span]]:
    """What is in each text; what no scan has seen is scanned now, in a process of its own."""
    fingerprint = current_fingerprint()
    keys = {text: text_key_of(workspace, text) for text in texts}
    known = findings.get_spans(workspace.store, sorted(keys.values()), fingerprint=fingerprint)
    missing = [(key, text) for text, key in keys.items() if key not in known]
    batches = {str(n): missing[n : n + _BATCH] for n in range(0, len(missing), _BATCH)}
    if batches:
        for _, found in scan_batches(
            lambda done: ((n, b) for n, b in batches.items() if n not in done), workers=1
        ):
            known.update(found)
            whole = {
                key: own
                for key, own in found.items()
                if all(span.entity != SCAN_INCOMPLETE for span in own)
            }
            findings.add_scans(
                workspace.store, [], whole, fingerprint=fingerprint, recorded_at=workspace.now()
            )
    return {text: known[key] for text, key in keys.items()}
