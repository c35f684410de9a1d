"""A workspace with a release in it, cut once for a file of tests and copied for each of them."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from curation.release.method import TrainingMethod
from curation.settings import read_settings
from curation.workflow.release.release import cut_release
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.makers import CURATOR
from tests.workflow.stocked import stock_accepted


def make_released(folder: Path, labels: Mapping[str, int]) -> Path:
    """The folder of a closed workspace: release 1 of so many accepted tickets of each label."""
    made = open_workspace(replace(read_settings({}), workspace=folder / "released"))
    stock_accepted(made, labels)
    cut_release(
        made,
        CURATOR,
        task_id="support-replies",
        method=TrainingMethod.SFT,
        seed=1,
        request_id="release",
    )
    close_workspace(made)
    return made.folder


def copied(made: Path, folder: Path) -> Iterator[Workspace]:
    """An open copy of a workspace, closed at the end; for fixtures."""
    shutil.copytree(made, folder / "workspace")
    opened = open_workspace(replace(read_settings({}), workspace=folder / "workspace"))
    yield opened
    close_workspace(opened)
