"""Gold examples become checked lines, each in its part, in an order that the seed decides."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from curation.balance.apportion import Part
from curation.balance.grouping import keys_of, prompt_text
from curation.balance.leaks import LeakReport, find_leaks
from curation.balance.leaks import Placed as LeakLine
from curation.balance.near import NearPair, near_pairs
from curation.balance.order import seeded_order
from curation.balance.split import Item, SplitRule, split_items
from curation.release.cost import line_tokens
from curation.release.encoding import line_bytes
from curation.release.gold import GoldExample
from curation.release.lines import WRITERS
from curation.release.pictures import DATA
from curation.release.readiness import Reason, invalid_line
from curation.release.validation.check import line_problems
from curation.release.validation.rule import (
    Line,
    Purpose,
    Severity,
    line_of,
    prompt_key,
)
from curation.task import Task

Progress = Callable[[int, int, str], None]
"""Told how many of how many steps are done, and a message."""

Near = Callable[[Mapping[str, str]], list[NearPair]]

STEP = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLine:
    """The line of a gold example, checked, and the bytes that are written."""

    gold: GoldExample
    line: Line
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The lines of every part in their order, why which example is out, and the new placements."""

    parts: Mapping[Part, Sequence[WrittenLine]]
    excluded: Mapping[str, str]
    placements: Mapping[str, Part]
    leaks: LeakReport


def assemble(
    gold: Sequence[GoldExample],
    task: Task,
    purpose: Purpose,
    *,
    seed: int,
    placed: Mapping[str, Part],
    progress: Progress,
    rule: SplitRule = SplitRule(),
    times: Mapping[str, str] | None = None,
    near: Near = near_pairs,
) -> Assembly:
    """Write, check, split and order the lines. `placed` are the placements of earlier releases.

    `times` has a text for each example that sorts by time, when the rule splits by it; `near`
    finds prompts that are nearly the same. Training lines that are copies of a test line as both
    are written are held back.
    """
    written: dict[str, WrittenLine] = {}
    excluded: dict[str, str] = {}
    for done, example in enumerate(gold):
        if done % STEP == 0:
            progress(done, len(gold), "Writing and checking lines")
        line = write_line(example, task, purpose)
        if isinstance(line, str):
            excluded[example.id] = line
        else:
            written[example.id] = line
    items = [
        Item(
            id=example_id,
            keys=keys_of(line.gold.example, example_id=example_id),
            label=line.gold.verdict.answers.get(task.stratum, ""),
            time=(times or {}).get(example_id, ""),
        )
        for example_id, line in written.items()
    ]
    progress(len(gold), len(gold), "Looking for examples that are nearly the same")
    links = near_links(written, near)
    split = split_items(
        items,
        seed=seed,
        placed=placed,
        links=links,
        shares=rule.shares,
        by_time=bool(rule.by_time),
    )
    leaks = leaking(written, split.parts, links)
    kept = {name: part for name, part in split.parts.items() if name not in leaks}
    kept, report = without_copies(written, kept)
    excluded |= {example_id: Reason.HELD_BACK for example_id in written if example_id not in kept}
    order = seeded_order(kept, seed)
    return Assembly(
        parts={part: [written[name] for name in order if kept[name] == part] for part in Part},
        excluded=excluded,
        placements=split.placements,
        leaks=report,
    )


def without_copies(
    written: Mapping[str, WrittenLine], parts: Mapping[str, Part]
) -> tuple[dict[str, Part], LeakReport]:
    """The parts without training lines that are copies of a test line, and the report on them."""
    kept = dict(parts)
    report = leak_report(written, kept)
    while report.near:
        for neighbour in report.near:
            kept.pop(neighbour.train, None)
        report = leak_report(written, kept)
    return kept, report


def leak_report(written: Mapping[str, WrittenLine], parts: Mapping[str, Part]) -> LeakReport:
    """What training and test share, as their lines are written."""
    return find_leaks(
        {
            name: LeakLine(
                part=part,
                text=prompt_text(written[name].gold.example),
                group=written[name].gold.example.group,
            )
            for name, part in parts.items()
        }
    )


def write_line(gold: GoldExample, task: Task, purpose: Purpose) -> WrittenLine | str:
    """The checked line of an example, or in plain words why there is none."""
    writer = WRITERS[purpose.method]
    if reason := writer.missing(gold, task):
        return reason
    content = writer.line(gold, task)
    tokens = line_tokens(content, purpose.method, purpose.count)
    line = line_of(content, number=1, method=purpose.method, tokens=tokens)
    for problem in line_problems(line, purpose):
        if problem.severity == Severity.ERROR:
            return invalid_line(problem.rule)
    if not is_masked(gold, line, task):
        return Reason.NOT_MASKED
    try:
        data = line_bytes(content)
    except ValueError:
        return invalid_line("json")
    return WrittenLine(gold=gold, line=line, data=data)


def is_masked(gold: GoldExample, line: Line, task: Task) -> bool:
    """True when nothing that was to be replaced is left anywhere in the words of the line."""
    return not gold.masking.values or not any(
        gold.masking.values_left(text) or gold.masking.apply(text) != text
        for text in _strings(line.content)
        if text != task.system_prompt and not text.startswith(DATA)
    )


def _strings(value: object) -> Iterator[str]:
    """Every text in a JSON value, keys and ids too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def near_links(
    written: Mapping[str, WrittenLine], near: Near = near_pairs
) -> list[tuple[str, str]]:
    """The examples whose prompts, as they were asked, are nearly the same, two by two.

    Those that differ in a number or a negation too: a model that has seen one knows the other.
    """
    texts = {
        name: line.gold.given_prompt or prompt_text(line.gold.example)
        for name, line in written.items()
    }
    return [(pair.one, pair.other) for pair in near(texts)]


def leaking(
    written: Mapping[str, WrittenLine],
    parts: Mapping[str, Part],
    near: Sequence[tuple[str, str]] = (),
) -> set[str]:
    """Examples whose prompt or group, as it stands on the written line, is in a later part too.

    And those with a near-duplicate there. A second look at what is written, not at the plan; empty
    when the split is right and no earlier release has parted near-duplicates.
    """
    seen: dict[str, set[Part]] = {}
    keys: dict[str, list[str]] = {}
    for example_id, part in parts.items():
        line = written[example_id]
        keys[example_id] = ["prompt " + prompt_key(line.line)]
        if group := line.gold.example.group:
            keys[example_id].append("group " + group)
        for key in keys[example_id]:
            seen.setdefault(key, set()).add(part)
    order = list(Part)
    parted = {
        one if order.index(parts[one]) < order.index(parts[other]) else other
        for one, other in near
        if one in parts and other in parts and parts[one] != parts[other]
    }
    return parted | {
        example_id
        for example_id, part in parts.items()
        if any(
            order.index(part) < order.index(other) for k in keys[example_id] for other in seen[k]
        )
    }
