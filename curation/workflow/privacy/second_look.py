"""A second look at examples before they leave: are they still whole, and is nothing found again?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from curation.example import Example, canonical_json
from curation.ingest.item_fields import is_item_detail
from curation.privacy.check_replaced import found_again, same_structure, stays_grounded
from curation.privacy.example_texts import message_texts, texts
from curation.privacy.finding import value_key
from curation.privacy.json_text import is_json, value_at
from curation.privacy.span import SCAN_INCOMPLETE, Span
from curation.release.assemble import Progress
from curation.release.gold import GoldExample
from curation.release.lines.prompt import answer
from curation.release.readiness import Reason
from curation.scanner.fingerprint import current_fingerprint
from curation.scanner.pool import scan_batches
from curation.scanner.worker import scan_here
from curation.store import examples, findings, standing_decisions
from curation.store.standing_decisions import Standing
from curation.task import Task
from curation.workflow.privacy.prove import leaked_now
from curation.workflow.privacy.scan import text_key_of
from curation.workflow.release.gold import Candidates
from curation.workflow.workspace import Workspace

_STAYING = ("answer", "following", "suggestions", "metadata", "source")
"""Texts that are in no line, but for a grader's fields: the final answer is the verdict's."""

BATCH = 100
"""Texts that a worker process is given at a time."""


def look_again(
    workspace: Workspace, task: Task, found: Candidates, progress: Progress
) -> Candidates:
    """The candidates without those that replacing has damaged or that hold something personal.

    Only what was replaced or written anew is looked at: the rest is as it was scanned. Each text is
    scanned once by each scanner; the result is kept.
    """
    leaked = leaked_now(workspace, task, found.gold)
    reasons: dict[str, str] = dict.fromkeys(leaked, Reason.LEAKED)
    changed = [gold for gold in found.gold if gold.masking.values or _is_rewritten(gold)]
    if not changed:
        return _without(found, reasons)
    originals = {
        staged.id: staged.example
        for staged in examples.list_examples(
            workspace.store, task.id, ids=[gold.id for gold in changed]
        )
    }
    waiting: dict[str, list[str]] = {}
    for gold in changed:
        if gold.id in reasons:
            continue
        if reason := damage(gold, originals[gold.id], task):
            reasons[gold.id] = reason
        else:
            waiting[gold.id] = _new_texts(gold, originals[gold.id], task)
    spans = _scanned(workspace, waiting, progress)
    standing = _standing(workspace, task, spans)
    for gold in changed:
        if gold.id in waiting and (
            reason := _found(workspace, gold, waiting[gold.id], spans, standing)
        ):
            reasons[gold.id] = reason
    return _without(found, reasons)


def _without(found: Candidates, reasons: Mapping[str, str]) -> Candidates:
    return replace(
        found,
        gold=[gold for gold in found.gold if gold.id not in reasons],
        excluded={**found.excluded, **reasons},
    )


def damage(gold: GoldExample, original: Example, task: Task) -> Reason | None:
    """What replacing has broken in an example; None when it is whole."""
    before, after = dict(texts(original)), dict(texts(gold.example))
    if not all(same_structure(text, after.get(path, "")) for path, text in before.items()):
        return Reason.BROKEN
    prompt, new_prompt = (
        [text for path, text in own.items() if path.startswith("messages.")]
        for own in (before, after)
    )
    answers = ("answer", "rejected")[: 1 if task.answer_question.is_written else 2]
    pairs = [(text, after[path]) for path, text in before.items() if path.startswith(answers)]
    pairs.append((gold.given_answer, answer(gold, task).content))
    if not all(stays_grounded(prompt, old, new_prompt, new) for old, new in pairs):
        return Reason.UNGROUNDED
    return None


def _new_texts(gold: GoldExample, original: Example, task: Task) -> list[str]:
    """The texts that would leave and are not as they were scanned."""
    known = {_said(text) for _, text in texts(original)}
    final = answer(gold, task)
    leaving = [
        text
        for path, text in texts(gold.example)
        if is_item_detail(path) or not path.startswith(_STAYING)
    ]
    leaving += [text for _, text in message_texts("answer", final)]
    return [text for text in dict.fromkeys(leaving) if text and _said(text) not in known]


def _is_rewritten(gold: GoldExample) -> bool:
    """True when the final answer is not the one that the example came with."""
    came_with = gold.example.answer.content if gold.example.answer else ""
    return gold.given_answer not in ("", came_with) and _said(gold.given_answer) != _said(came_with)


def _said(text: str) -> str:
    """A text, or what its JSON says: another order of its fields is nothing new."""
    return canonical_json(json.loads(text)) if is_json(text) else text


def _scanned(
    workspace: Workspace, waiting: Mapping[str, Sequence[str]], progress: Progress
) -> dict[str, list[Span]]:
    """The spans of every text; what was not scanned before is scanned in worker processes."""
    fingerprint = current_fingerprint()
    keys = {text: text_key_of(workspace, text) for own in waiting.values() for text in own}
    known = findings.get_spans(workspace.store, sorted(set(keys.values())), fingerprint=fingerprint)
    missing = [(key, text) for text, key in keys.items() if key not in known]
    batches = {
        str(begins): missing[begins : begins + BATCH] for begins in range(0, len(missing), BATCH)
    }
    if not batches:
        return {text: known[key] for text, key in keys.items()}
    done = 0
    results = scan_batches(
        lambda finished: ((n, b) for n, b in batches.items() if n not in finished),
        workers=workspace.settings.scan_workers,
        work=scan_here,
    )
    for name, spans in results:
        known.update(spans)
        complete = {
            key: own
            for key, own in spans.items()
            if all(span.entity != SCAN_INCOMPLETE for span in own)
        }
        findings.add_scans(
            workspace.store, [], complete, fingerprint=fingerprint, recorded_at=workspace.now()
        )
        done += len(batches[name])
        progress(done, len(missing), "Scanning once more what was replaced")
    return {text: known[key] for text, key in keys.items()}


def _standing(workspace: Workspace, task: Task, spans: Mapping[str, list[Span]]) -> Standing:
    keys = [_key(workspace, text, span) for text, own in spans.items() for span in own]
    return standing_decisions.read_standing(workspace.store, task.id, sorted(set(keys)))


def _found(
    workspace: Workspace,
    gold: GoldExample,
    own: Sequence[str],
    spans: Mapping[str, list[Span]],
    standing: Standing,
) -> Reason | None:
    for text in own:
        if any(span.entity == SCAN_INCOMPLETE for span in spans[text]):
            return Reason.NOT_SCANNED_AGAIN

        def is_kept(span: Span, text: str = text) -> bool:
            value = (span.entity, _key(workspace, text, span))
            return value in standing.left_in(gold.id, [value])

        if found_again(text, spans[text], gold.masking, is_kept):
            return Reason.FOUND_AGAIN
    return None


def _key(workspace: Workspace, text: str, span: Span) -> str:
    return value_key(workspace.secret, span.entity, value_at(text, span.begins, span.ends))
