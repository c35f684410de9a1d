"""Real questions of Banking77: release, local trainer, evaluation; figures against a plain script.

The script below shares nothing with the project but the files: it reads the released lines and the
downloaded table, and counts.
"""

import csv
import io
import json
import math
from collections import Counter

import pytest

from curation.evaluation.contestant import Contestant
from curation.evaluation.label_report import report_labels
from curation.release.method import TrainingMethod
from curation.training.job import JobStatus
from curation.workflow.evaluate import evaluate
from curation.workflow.evaluation_results import answer_pairs, answers_csv
from curation.workflow.providers import close_trainer
from curation.workflow.release import cut_release
from curation.workflow.train import submit_job, wait_for_job
from tests.makers import OWNER, make_example
from tests.workflow.stocked import settle, stock

ROWS = 400
TASK = """
title = "Bank questions"
intake = "ticket"
overlap = 2
answer = "intent"
stratum = "intent"
system_prompt = "Name the intent of the question."
guideline = "Choose one."

[[questions]]
id = "intent"
kind = "label"
title = "Intent"
options = []
open = true
"""


@pytest.fixture
def compared(workspace, shared):
    """The release, the evaluation of base and tuned model, and the downloaded table."""
    (workspace.folder / "tasks").mkdir()
    (workspace.folder / "tasks" / "bank.toml").write_text(TASK)
    with (shared / "tickets/banking77/train.csv").open(encoding="utf-8") as stream:
        rows = list(csv.reader(stream))[1:]
    frequent = {label for label, _ in Counter(row[1] for row in rows).most_common(8)}
    chosen = [row for row in rows if row[1] in frequent][:ROWS]
    examples = [make_example(text, task="bank", row=n) for n, (text, _) in enumerate(chosen, 1)]
    kept = {one.id: (one, label) for one, (_, label) in zip(examples, chosen, strict=True)}
    stock(workspace, [one for one, _ in kept.values()])
    settle(workspace, {key: {"intent": label} for key, (_, label) in kept.items()}, task="bank")
    release = cut_release(
        workspace, OWNER, task_id="bank", method=TrainingMethod.SFT, seed=1, request_id="release"
    )
    job = submit_job(
        workspace, OWNER, release_number=1, provider="local", model="nearest", request_id="job",
        wait=True,
    )  # fmt: skip
    job = wait_for_job(workspace, job.id)
    assert job.status == JobStatus.SUCCEEDED
    result = evaluate(
        workspace,
        OWNER,
        release_number=1,
        contestants=[
            Contestant(provider="local", model=name) for name in ("nearest", job.fine_tuned_model)
        ],
        request_id="evaluation",
    )
    table = answers_csv(workspace, OWNER, result.evaluation.id)
    yield workspace, release, result, list(csv.reader(io.StringIO(table)))[1:]
    close_trainer(workspace)


def test_the_figures_are_those_of_a_plain_script(compared):
    workspace, release, result, table = compared
    lines = [json.loads(line) for line in (release.folder / "test.jsonl").read_text().splitlines()]
    ideal = Counter(line["messages"][-1]["content"] for line in lines)
    assert Counter(row[2] for row in table) == ideal
    base = [row[3].strip() == row[2] for row in table]
    tuned = [row[6].strip() == row[2] for row in table]
    assert [score.passed for score in result.scores] == [sum(base), sum(tuned)]
    lost = sum(b and not t for b, t in zip(base, tuned, strict=True))
    won = sum(t and not b for b, t in zip(base, tuned, strict=True))
    n, fewer = won + lost, min(won, lost)
    tail = sum(math.comb(n, k) for k in range(fewer + 1)) - math.comb(n, fewer) / 2
    assert result.comparison.p == pytest.approx(min(1.0, 2 * tail / 2**n))
    assert result.comparison.difference == pytest.approx((won - lost) / len(table))
    assert str(result.comparison.verdict) == "better"

    report = report_labels(
        answer_pairs(workspace, OWNER, result.evaluation)[result.scores[1].model]
    )
    for one in report.labels:
        hit = sum(row[2] == row[6] == one.label for row in table)
        said = sum(row[6] == one.label for row in table)
        had = sum(row[2] == one.label for row in table)
        assert (one.n, one.given, one.right) == (had, said, hit)
    assert sum(part.comparison.pairs.n for part in result.slices) == len(table)
