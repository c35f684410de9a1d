"""Two threads that carry jobs forward: one checks files, one trains, one job at a time."""

import csv
import io
import logging
import threading
from collections.abc import Sequence

from curation.locked.run import run_python
from curation.reward.grader import Judges, fields_of, grade
from curation.reward.template import Case
from curation.trainer.engines import ENGINES, engine_of
from curation.trainer.engines.engine import Grade, Metrics, Order, settings_of
from curation.trainer.engines.search import NothingLearned
from curation.trainer.engines.text import said, tokens
from curation.trainer.files import FileShelf
from curation.trainer.job_record import QUEUED, VALIDATING
from curation.trainer.job_request import AUTO, USUAL_BETA, USUAL_EPOCHS
from curation.trainer.jobs import JobShelf, Stopped
from curation.trainer.lines import BadFile, prompt_of, read_lines
from curation.trainer.records import Json
from curation.trainer.refusal import Refusal

log = logging.getLogger(__name__)

COLUMNS = {
    "step": "step",
    "train_loss": "train_loss",
    "train_accuracy": "train_mean_token_accuracy",
    "valid_loss": "valid_loss",
    "valid_mean_token_accuracy": "valid_mean_token_accuracy",
    "train_mean_token_accuracy": "train_mean_token_accuracy",
    "full_valid_loss": "valid_loss",
    "full_valid_mean_token_accuracy": "valid_mean_token_accuracy",
    "train_reward_mean": "train_reward_mean",
    "valid_reward_mean": "valid_reward_mean",
}
"""The columns of a results file, in the words of both styles that are in use, and their figures."""


class Worker:
    """Carries the jobs of a server folder forward until it is stopped."""

    def __init__(self, files: FileShelf, jobs: JobShelf) -> None:
        self._files = files
        self._jobs = jobs
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._check_all, name="checks files", daemon=True),
            threading.Thread(target=self._train_all, name="trains", daemon=True),
        ]

    def begin(self) -> None:
        """Take up what an earlier run of the server left, then whatever comes."""
        self._jobs.recover()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Take up nothing more; a running job is taken up again by the next run of the server."""
        self._stopping.set()
        self._jobs.wake()

    def _check_all(self) -> None:
        while job := self._jobs.wait_for(VALIDATING, self._stopping.is_set):
            try:
                self._check(job)
            except Exception:
                log.exception("Checking %s failed", job["id"])
                self._jobs.fail(job["id"], **_unexpected())

    def _check(self, job: Json) -> None:
        lines = self._lines(job, "training_file")
        held_out = self._lines(job, "validation_file")
        if lines is None or held_out is None:
            return
        shared = {prompt_of(line) for line in lines} & {prompt_of(line) for line in held_out}
        warning = f"{len(shared)} prompts stand in both files" if shared else ""
        self._jobs.queue(job["id"], warning=warning)

    def _lines(self, job: Json, param: str) -> list[Json] | None:
        """The checked lines of a file; none without a file. A job with a bad file fails: None."""
        if not job[param]:
            return []
        try:
            method = job["method"]["type"]
            grader = job["method"][method].get("grader") or {}
            return read_lines(self._files.content(job[param]), method, needs=fields_of(grader))
        except BadFile as error:
            reason = f"The job failed due to an invalid {param.replace('_', ' ')}. {error}"
            self._jobs.fail(job["id"], code=f"invalid_{param}", message=reason, param=param)
        except (Refusal, FileNotFoundError):
            reason = f"The file {job[param]} was deleted before it was used."
            self._jobs.fail(job["id"], code="file_not_found", message=reason, param=param)
        return None

    def _train_all(self) -> None:
        while job := self._jobs.wait_for(QUEUED, self._stopping.is_set):
            try:
                self._train(job)
            except Stopped:
                log.info("Job %s was stopped", job["id"])
            except Exception:
                log.exception("Training %s failed", job["id"])
                self._jobs.fail(job["id"], **_unexpected())

    def _train(self, job: Json) -> None:
        lines, held_out = self._lines(job, "training_file"), self._lines(job, "validation_file")
        if lines is None or held_out is None:
            return
        try:
            start = None if job["model"] in ENGINES else self._jobs.artefact(job["model"])
        except (Refusal, FileNotFoundError):
            reason = f"The model {job['model']} was deleted before it was trained on."
            self._jobs.fail(job["id"], code="model_not_found", message=reason, param="model")
            return
        order = _settled(job, len(lines), start)
        if not self._jobs.begin(job["id"], dict(settings_of(order))):
            return
        try:
            engine = ENGINES[engine_of(job["model"])]
            engine.train(lines, held_out, order, _Told(self._jobs, job["id"]))
        except NothingLearned as error:
            self._jobs.fail(job["id"], code="nothing_learned", message=str(error))
            return
        results = self._files.add(
            filename="step_metrics.csv",
            purpose="fine-tune-results",
            data=_results(self._jobs.rows(job["id"])),
            file_id="file-" + job["id"].removeprefix("ftjob-"),  # the same one when done again
        )
        self._jobs.succeed(
            job["id"],
            result_file=results["id"],
            trained_tokens=order.n_epochs * sum(map(_count, lines)),
        )


class _Told:
    """Writes what an engine tells into the job's record."""

    def __init__(self, jobs: JobShelf, job_id: str) -> None:
        self._jobs = jobs
        self._job_id = job_id

    def step(self, step: int, total: int, metrics: Metrics) -> None:
        self._jobs.record_step(self._job_id, step, total, metrics)

    def checkpoint(self, step: int, metrics: Metrics, artefact: bytes) -> None:
        self._jobs.record_checkpoint(self._job_id, step, metrics, artefact)


def _settled(job: Json, lines: int, start: bytes | None) -> Order:
    method = job["method"]["type"]
    given = job["method"][method]["hyperparameters"]
    engine = ENGINES[engine_of(job["model"])]

    def number(name: str, usual: float) -> float:
        value = given.get(name, AUTO)
        return usual if value == AUTO else float(value)

    return Order(
        method=method,
        n_epochs=int(number("n_epochs", USUAL_EPOCHS)),
        batch_size=int(number("batch_size", engine.batch_size(lines))),
        learning_rate_multiplier=number("learning_rate_multiplier", 1.0),
        beta=number("beta", USUAL_BETA),
        seed=job["seed"],
        grade=_grade_by(grader) if (grader := job["method"][method].get("grader")) else None,
        start=start,
    )


def _grade_by(grader: Json) -> Grade:
    """How this server grades: the line's own fields against what was answered."""

    def by(answers: Sequence[tuple[Json, str]]) -> list[float]:
        cases = [Case(item=line, answer=answer) for line, answer in answers]
        return grade(grader, cases, Judges(run=run_python))

    return by


def _results(rows: Sequence[Json]) -> bytes:
    """The results file: one line per reported step, empty where nothing was measured."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([row.get(name, "") for name in COLUMNS.values()] for row in rows)
    return stream.getvalue().encode()


def _count(line: Json) -> int:
    """The tokens of a line as this server counts them: words, numbers and marks."""
    messages = line["messages"] if "messages" in line else line["input"]["messages"]
    sides = [m for side in ("preferred_output", "non_preferred_output") for m in line.get(side, ())]
    return sum(len(tokens(said(message))) for message in [*messages, *sides])


def _unexpected() -> dict[str, str]:
    return {
        "code": "server_error",
        "message": "Something unexpected happened on the server; its log has the details.",
    }
