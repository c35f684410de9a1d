"""What a release would be, before anybody cuts it: one line, its tokens and its cost."""

from dataclasses import dataclass

from curation.balance.apportion import Part
from curation.example import Json
from curation.release.assemble import write_line
from curation.release.cost import Estimate, estimate
from curation.release.method import TrainingMethod
from curation.release.readiness import Readiness
from curation.workflow.balance.splits import split_rule
from curation.workflow.release.gold import collect_gold, ready_for
from curation.workflow.release.validate import purpose_of
from curation.workflow.workspace import Workspace

SAMPLE = 200
"""Lines whose tokens are counted; the others are taken to be like them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is ready, one line as it would be written (None when nothing is), and the cost."""

    readiness: Readiness
    line: Json | None
    estimate: Estimate


def preview_release(
    workspace: Workspace, task_id: str, method: TrainingMethod, *, provider: str, model: str
) -> Preview:
    """The preview of the next release, and what training this model on it would cost at most."""
    task = workspace.task(task_id)
    found = collect_gold(workspace, task)
    ready = ready_for(found, task, method)
    purpose, estimated = purpose_of(method, provider=provider, model=model)
    lines = []
    for gold in found.gold:
        line = write_line(gold, task, purpose)
        if not isinstance(line, str):
            lines.append(line)
        if len(lines) == SAMPLE:
            break
    count = round(ready.ready * split_rule(workspace, task.id).shares[Part.TRAIN]) if lines else 0
    tokens = [lines[number % len(lines)].line.tokens for number in range(count)]
    return Preview(
        readiness=ready,
        line=lines[0].line.content if lines else None,
        estimate=estimate(tokens, purpose.model, estimated=estimated),
    )
