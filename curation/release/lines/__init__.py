"""One file per way to train: what is missing for a line, and the line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from curation.example import Json
from curation.release.gold import GoldExample
from curation.release.lines import dpo, rft, sft
from curation.release.method import TrainingMethod
from curation.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWriter:
    """`missing` says in plain words why there can be no line, None when there can; `line` is it."""

    missing: Callable[[GoldExample, Task], str | None]
    line: Callable[[GoldExample, Task], Json]


WRITERS: Mapping[TrainingMethod, LineWriter] = {
    TrainingMethod.SFT: LineWriter(missing=sft.missing, line=sft.line),
    TrainingMethod.DPO: LineWriter(missing=dpo.missing, line=dpo.line),
    TrainingMethod.RFT: LineWriter(missing=rft.missing, line=rft.line),
}
