"""Fine-tuning jobs: one record each, with its events and checkpoints, on disk.

States: validating_files -> queued -> running -> succeeded | failed | cancelled; a queued or running
job can be paused, and is queued again when it is resumed.
"""

import time
from collections.abc import Callable

from curation.trainer.engines.engine import Metrics
from curation.trainer.job_folder import JobFolder
from curation.trainer.job_record import (
    CANCELLED,
    FAILED,
    OVER,
    PAUSED,
    QUEUED,
    RUNNING,
    SUCCEEDED,
    VALIDATING,
    new_checkpoint,
    new_record,
    tell,
    usual,
)
from curation.trainer.job_request import JobRequest
from curation.trainer.records import Json, write_bytes
from curation.trainer.refusal import Refusal

CHECKPOINTS_KEPT = 3
MOST_ATTEMPTS = 3
"""A job that was running at three stops of the server is given up."""


class Stopped(Exception):
    """The job that is being trained is not running any more: somebody cancelled it."""


class JobShelf(JobFolder):
    """The jobs of one server folder; safe to use from several threads."""

    def add(self, request: JobRequest) -> Json:
        """Keep a new job and return its object; its files are still to be checked."""
        with self._changed:
            order = 1 + max((int(r["order"]) for r in self._records.values()), default=0)
            record = new_record(request, order)
            job: Json = record["job"]
            self._records[job["id"]] = record
            tell(record, "Created fine-tuning job: " + job["id"])
            self._keep(record)
            return dict(job)

    def events(self, job_id: str) -> list[Json]:
        """The events of a job, oldest first."""
        with self._changed:
            return list(self._record(job_id)["events"])

    def checkpoints(self, job_id: str) -> list[Json]:
        """The checkpoints of a job that are kept, oldest first."""
        with self._changed:
            return list(self._record(job_id)["checkpoints"])

    def rows(self, job_id: str) -> list[Json]:
        """What was measured at each reported step of a job."""
        with self._changed:
            return list(self._record(job_id)["rows"])

    def cancel(self, job_id: str) -> Json:
        """Stop a job. Raises Refusal: 404 when there is none, 400 when it is over."""
        with self._changed:
            record = self._record(job_id)
            if record["job"]["status"] in OVER:
                raise Refusal(
                    400,
                    f"Job has already completed: {job_id}",
                    code="invalid_request",
                    param="fine_tune_id",
                )
            self._end(record, CANCELLED, "The job has been cancelled")
            return dict(record["job"])

    def pause(self, job_id: str) -> Json:
        """Let a job wait until it is resumed. Raises Refusal: 404 for none, 400 for its state."""
        return self._turn(job_id, frozenset({QUEUED, RUNNING}), PAUSED, "The job has been paused")

    def resume(self, job_id: str) -> Json:
        """Put a paused job into the queue again; its training begins anew.

        Raises Refusal: 404 for none, 400 when it is not paused.
        """
        return self._turn(job_id, frozenset({PAUSED}), QUEUED, "The job has been resumed")

    def _turn(self, job_id: str, possible: frozenset[str], status: str, message: str) -> Json:
        with self._changed:
            record = self._record(job_id)
            now = record["job"]["status"]
            if now not in possible:
                raise Refusal(
                    400, f"The job is {now}: {job_id}", code="invalid_state", param="fine_tune_id"
                )
            record["job"]["status"] = status
            record["attempts"] = 0
            tell(record, message)
            self._keep(record)
            return dict(record["job"])

    # What the worker does -----------------------------------------------------------------------

    def recover(self) -> None:
        """Put the jobs that were running when the server stopped back into the queue.

        After the third time a job fails, by name: it may be what stops the server.
        """
        with self._changed:
            for record in self._records.values():
                if record["job"]["status"] != RUNNING:
                    continue
                if record["attempts"] >= MOST_ATTEMPTS:
                    self._fail(
                        record,
                        code="interrupted",
                        message=f"The server stopped {record['attempts']} times during this job.",
                        param=None,
                    )
                    continue
                record["job"]["status"] = QUEUED
                tell(record, "The server was restarted; training begins again", level="warn")
                self._keep(record)

    def wait_for(self, status: str, stopping: Callable[[], bool]) -> Json | None:
        """The oldest job in a state; waits for one to come. None when the server stops."""
        with self._changed:
            while not stopping():
                for record in self._records.values():
                    if record["job"]["status"] == status:
                        return dict(record["job"])
                self._changed.wait()
        return None

    def wake(self) -> None:
        """Let those who wait look whether the server stops."""
        with self._changed:
            self._changed.notify_all()

    def is_busy(self) -> bool:
        """True while a job is not over; a paused one has no work to do."""
        with self._changed:
            return any(r["job"]["status"] not in (*OVER, PAUSED) for r in self._records.values())

    def queue(self, job_id: str, *, warning: str = "") -> None:
        """The files are good: the job waits for its turn."""
        with self._changed:
            record = self._record(job_id)
            if record["job"]["status"] == VALIDATING:
                record["job"]["status"] = QUEUED
                if warning:
                    tell(record, warning, level="warn")
                tell(record, "Files validated, moving job to queued state")
                self._keep(record)

    def begin(self, job_id: str, settings: Json) -> bool:
        """The training begins with these settled numbers; False when it was cancelled before."""
        with self._changed:
            record = self._record(job_id)
            job = record["job"]
            if job["status"] != QUEUED:
                return False
            job["status"] = RUNNING
            job["hyperparameters"] = usual(settings)
            job["method"][job["method"]["type"]]["hyperparameters"] |= settings
            record["attempts"] += 1
            record["checkpoints"], record["rows"] = [], []
            tell(record, "Fine-tuning job started")
            self._keep(record)
            return True

    def record_step(self, job_id: str, step: int, total: int, metrics: Metrics) -> None:
        """Keep what was measured at a step. Raises Stopped when the job was cancelled."""
        with self._changed:
            record = self._running(job_id)
            data = {"step": step, "total_steps": total, **metrics.to_json()}
            record["rows"].append(data)
            loss = "" if metrics.train_loss is None else f": training loss={metrics.train_loss:.2f}"
            tell(record, f"Step {step}/{total}{loss}", data=data)
            self._keep(record)

    def record_checkpoint(self, job_id: str, step: int, metrics: Metrics, artefact: bytes) -> None:
        """Keep a model of this step; only those of the last three epochs stay.

        Raises Stopped when the job was cancelled.
        """
        with self._changed:
            record = self._running(job_id)
            write_bytes(self._artefact(job_id, step), artefact)
            point = new_checkpoint(job_id, self.model_name(job_id), step, metrics)
            record["checkpoints"].append(point)
            for old in record["checkpoints"][:-CHECKPOINTS_KEPT]:
                self._artefact(job_id, old["step_number"]).unlink(missing_ok=True)
            del record["checkpoints"][:-CHECKPOINTS_KEPT]
            self._keep(record)

    def succeed(self, job_id: str, *, result_file: str, trained_tokens: int) -> None:
        """The training ended well: the last checkpoint is the tuned model."""
        with self._changed:
            record = self._record(job_id)
            if record["job"]["status"] != RUNNING:
                return
            name = self.model_name(job_id)
            record["job"] |= {
                "fine_tuned_model": name,
                "result_files": [result_file],
                "trained_tokens": trained_tokens,
            }
            tell(record, f"New fine-tuned model created: {name}")
            self._end(record, SUCCEEDED, "The job has successfully completed")

    def fail(self, job_id: str, *, code: str, message: str, param: str | None = None) -> None:
        """The job cannot be carried out; a job that is over stays as it is."""
        with self._changed:
            record = self._record(job_id)
            if record["job"]["status"] not in OVER:
                self._fail(record, code=code, message=message, param=param)

    def _fail(self, record: Json, *, code: str, message: str, param: str | None) -> None:
        record["job"]["error"] = {"code": code, "message": message, "param": param}
        self._end(record, FAILED, f"The job failed. {message}", level="error")

    def _end(self, record: Json, status: str, message: str, *, level: str = "info") -> None:
        record["job"]["status"] = status
        record["job"]["finished_at"] = int(time.time())
        if status != SUCCEEDED:
            for point in record["checkpoints"]:
                path = self._artefact(record["job"]["id"], point["step_number"])
                path.unlink(missing_ok=True)
            record["checkpoints"] = []
        tell(record, message, level=level)
        self._keep(record)

    def _running(self, job_id: str) -> Json:
        record = self._record(job_id)
        if record["job"]["status"] != RUNNING:
            raise Stopped
        return record
