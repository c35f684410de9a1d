"""The records of fine-tuning jobs and the models they made, on disk."""

import threading
from pathlib import Path

from curation.trainer.engines import engine_of
from curation.trainer.job_record import SUCCEEDED, model_entry
from curation.trainer.records import Json, read_json_folder, write_json
from curation.trainer.refusal import no_job, no_model


class JobFolder:
    """One JSON file for each job, one file for each model; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._changed = threading.Condition(threading.RLock())
        records = sorted(read_json_folder(folder), key=lambda record: int(record["order"]))
        self._records = {record["job"]["id"]: record for record in records}

    def get(self, job_id: str) -> Json:
        """The object of a job. Raises Refusal (404) when there is none."""
        with self._changed:
            return dict(self._record(job_id)["job"])

    def all(self) -> list[Json]:
        """The objects of all jobs, oldest first."""
        with self._changed:
            return [dict(record["job"]) for record in self._records.values()]

    def model_name(self, job_id: str) -> str:
        """The name that the tuned model of a job gets: `ft:BASE:local:SUFFIX:ID`."""
        with self._changed:
            record = self._record(job_id)
            short = job_id.removeprefix("ftjob-")[:8]
            base = engine_of(record["job"]["model"])
            return f"ft:{base}:local:{record['name_part']}:{short}"

    def tuned(self) -> dict[str, Json]:
        """Every model and checkpoint that can be asked: its name, job and artefact."""
        found: dict[str, Json] = {}
        with self._changed:
            for record in self._records.values():
                for point in record["checkpoints"] if record["job"]["status"] == SUCCEEDED else ():
                    found[point["fine_tuned_model_checkpoint"]] = model_entry(record, point)
                if name := record["job"]["fine_tuned_model"]:
                    found[name] = model_entry(record, record["checkpoints"][-1])
                for name in record["deleted"]:
                    found.pop(name, None)
        return found

    def artefact(self, model: str) -> bytes:
        """The bytes of a tuned model. Raises Refusal (404) when there is none."""
        entry = self.tuned().get(model)
        if entry is None:
            raise no_model(model)
        return self._artefact(entry["job"], entry["step"]).read_bytes()

    def delete_model(self, model: str) -> None:
        """Remove a tuned model or a checkpoint. Raises Refusal (404) when there is none."""
        with self._changed:
            entry = self.tuned().get(model)
            if entry is None:
                raise no_model(model)
            record = self._record(entry["job"])
            record["deleted"].append(model)
            self._keep(record)
            if not any(e == entry for e in self.tuned().values()):
                self._artefact(entry["job"], entry["step"]).unlink(missing_ok=True)

    def _record(self, job_id: str) -> Json:
        if job_id not in self._records:
            raise no_job(job_id)
        record: Json = self._records[job_id]
        return record

    def _keep(self, record: Json) -> None:
        write_json(self._folder / f"{record['job']['id']}.json", record)
        self._changed.notify_all()

    def _artefact(self, job_id: str, step: int) -> Path:
        return self._folder / f"{job_id}-{step}.model"
