"""A training provider at the other end of HTTP: send, look, cancel, ask; it keeps no state.

The only place that knows the `openai` client, which is imported at the first use.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, Any

from curation.errors import ProviderRefused, ProviderUnreachable
from curation.evaluation.contestant import Reply
from curation.example import Json
from curation.providers.answers import offered, reply_of
from curation.providers.create import METADATA_KEY, create_job
from curation.providers.faults import gone, translated, unfit
from curation.providers.parts import upload_in_parts
from curation.providers.profiles import address_of, key_of
from curation.providers.reports import report_of, status_over
from curation.providers.results import read_results
from curation.training.job import JobReport
from curation.training.order import MEGABYTE, TrainingFiles, TrainingOrder
from curation.training.outlook import Offered
from curation.training.provider import Provider

if TYPE_CHECKING:
    import httpx2

SECONDS = 30.0
UPLOAD_SECONDS = 600.0
RETRIES = 2
MOST_LISTED = 100
"""How many of the newest jobs and files are looked through where nothing can be filtered."""


def connect(
    provider: Provider,
    environment: Mapping[str, str],
    *,
    transport: "httpx2.BaseTransport | None" = None,
) -> "TrainingClient":
    """A client of a provider with the address and key that the environment holds.

    `transport` replaces the network. Raises NotReady when the address or the key is missing.
    """
    return TrainingClient(
        provider,
        address=address_of(provider, environment),
        key=key_of(provider, environment),
        transport=transport,
    )


class TrainingClient:
    """One provider, one key. Refusals are ProviderRefused, silence is ProviderUnreachable."""

    def __init__(
        self,
        provider: Provider,
        *,
        address: str,
        key: str,
        transport: "httpx2.BaseTransport | None" = None,
    ) -> None:
        import httpx2
        from openai import DefaultHttpxClient, Omit, OpenAI

        self.provider = provider
        self.address = address
        self._key = key
        local = address.startswith(("http://127.", "http://localhost", "http://[::1]"))
        # a proxy is for the world outside, and these two headers are for OpenAI only
        headers: Any = {"OpenAI-Organization": Omit(), "OpenAI-Project": Omit()}
        self._client = OpenAI(
            base_url=address,
            api_key=key,
            max_retries=RETRIES,
            timeout=httpx2.Timeout(SECONDS, connect=5.0),
            http_client=DefaultHttpxClient(trust_env=not local, transport=transport),
            default_headers=None if provider.name == "openai" else headers,
        )

    def submit(
        self,
        files: TrainingFiles,
        order: TrainingOrder,
        *,
        sent: Callable[[int, int], None] = lambda done, total: None,
    ) -> str:
        """Send an order and return the provider's id of the job.

        A job that an earlier try has made is found and returned, never made again: this holds after
        a crash, a second call, and an answer that was lost. Files sent before are used again.
        `sent` is told how many of how many bytes are there.
        """
        known = self.find(order.job_id)
        if known:
            return known
        total = len(files.train) + len(files.validation)
        sent(0, total)
        train = self._upload(
            _file_name(order.job_id, "train"), files.train, lambda done: sent(done, total)
        )
        sent(len(files.train), total)
        validation = None
        if files.validation:
            name = _file_name(order.job_id, "validation")
            done = len(files.train)
            validation = self._upload(name, files.validation, lambda more: sent(done + more, total))
            sent(total, total)
        try:
            return self._create(order, train, validation)
        except ProviderUnreachable:  # perhaps only the answer was lost
            made = self.find(order.job_id)
            if made:
                return made
            raise

    def find(self, job_id: str) -> str:
        """The provider's id of the job that carries our id; "" when there is none.

        Where metadata is not kept, a job is known by its training file, whose name has our id.
        """
        with self._translated():
            jobs = self._client.fine_tuning.jobs
            if self.provider.keeps_metadata:
                found = jobs.list(limit=MOST_LISTED, metadata={METADATA_KEY: job_id}).data
            else:
                found = jobs.list(limit=MOST_LISTED).data
            for job in found:
                if (job.metadata or {}).get(METADATA_KEY) == job_id:
                    return job.id
            if self.provider.keeps_metadata:
                return ""
            sent = self._sent(_file_name(job_id, "train"))
            return next((job.id for job in found if sent and job.training_file == sent), "")

    def look(self, remote_id: str) -> JobReport:
        """What the provider says of a job now, with its events and its learning curve."""
        with self._translated():
            from openai import NotFoundError

            jobs = self._client.fine_tuning.jobs
            try:
                job = jobs.retrieve(remote_id)
            except NotFoundError:
                raise gone(self.provider.title) from None
            events = jobs.list_events(remote_id, limit=MOST_LISTED).data
            points = self._checkpoints(remote_id)
            rows = self._results(job) if status_over(job, self.provider) else []
            return report_of(job, events, points, self.provider, self._key, results=rows)

    def cancel(self, remote_id: str) -> JobReport:
        """Stop a job; one that is over stays as it is. Returns what the provider says then."""
        try:
            with self._translated():
                self._client.fine_tuning.jobs.cancel(remote_id)
        except ProviderRefused:
            report = self.look(remote_id)
            if not report.status.is_over:
                raise
            return report
        return self.look(remote_id)

    def pause(self, remote_id: str) -> JobReport:
        """Let a job wait; returns what the provider says then."""
        with self._translated():
            self._client.fine_tuning.jobs.pause(remote_id)
        return self.look(remote_id)

    def resume(self, remote_id: str) -> JobReport:
        """Let a paused job go on; returns what the provider says then."""
        with self._translated():
            self._client.fine_tuning.jobs.resume(remote_id)
        return self.look(remote_id)

    def answer(
        self,
        model: str,
        messages: Sequence[Json],
        *,
        max_tokens: int = 1024,
        temperature: float = 0.0,
        seed: int | None = None,
        retries: int = RETRIES,
    ) -> Reply:
        """What a model answers; tool calls as canonical JSON `[{"arguments", "name"}]`."""
        settings: dict[str, Any] = {self.provider.limit_name: max_tokens}
        if seed is not None:
            settings["seed"] = seed
        asked: Any = list(messages)
        with self._translated(model):
            completion = self._client.with_options(max_retries=retries).chat.completions.create(
                model=model, messages=asked, temperature=temperature, **settings
            )
            return reply_of(completion)

    def models(self) -> list[Offered]:
        """All models that this key may use, with the day each ends where the provider says it."""
        with self._translated():
            return [offered(model) for model in self._client.models.list()]

    def delete_model(self, model: str) -> None:
        """Remove a tuned model at the provider."""
        with self._translated(model):
            self._client.models.delete(model)

    def forget(self, remote_id: str) -> None:
        """Remove what a job has left at the provider: its files, models and checkpoints.

        A job that is not over is cancelled first. What is gone already stays away.
        """
        if not self.look(remote_id).status.is_over:
            self.cancel(remote_id)
        with self._translated():
            from openai import NotFoundError

            job = self._client.fine_tuning.jobs.retrieve(remote_id)
            models = [job.fine_tuned_model] + [
                point.fine_tuned_model_checkpoint for point in self._checkpoints(remote_id)
            ]
            files = [job.training_file, job.validation_file, *job.result_files]
            for delete, names in (
                (self._client.models.delete, models),
                (self._client.files.delete, files),
            ):
                for name in dict.fromkeys(name for name in names if name):
                    with suppress(NotFoundError):
                        delete(name)

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def _upload(self, name: str, data: bytes, sent: Callable[[int], None]) -> str:
        known = self._sent(name, size=len(data))
        if known:
            return known
        above = self.provider.parts_above_mb
        with self._translated():
            client = self._client.with_options(timeout=UPLOAD_SECONDS)
            if above is not None and len(data) > above * MEGABYTE:
                file_id = upload_in_parts(client, name, data, sent)
            else:
                file_id = client.files.create(file=(name, data), purpose="fine-tune").id
            if self.provider.waits_for_file:
                file = self._client.files.wait_for_processing(
                    file_id, max_wait_seconds=UPLOAD_SECONDS
                )
                if file.status == "error":
                    raise unfit(self.provider.title, file.status_details or "", self._key)
            return file_id

    def _sent(self, name: str, *, size: int | None = None) -> str:
        """The id of a file of ours that is there already, of that size; "" when there is none."""
        with self._translated():
            for file in self._client.files.list(purpose="fine-tune", limit=MOST_LISTED).data:
                if file.filename == name and size in (None, file.bytes):
                    return file.id
        return ""

    def _create(self, order: TrainingOrder, train: str, validation: str | None) -> str:
        with self._translated(order.model):
            # never retried: a second request would make a second job
            once = self._client.with_options(max_retries=0)
            return create_job(once, self.provider, order, train, validation)

    def _checkpoints(self, remote_id: str) -> Sequence[Any]:
        """The checkpoints of a job; none where the provider has no such thing."""
        try:
            with self._translated():
                jobs = self._client.fine_tuning.jobs
                return jobs.checkpoints.list(remote_id, limit=MOST_LISTED).data
        except ProviderRefused:
            return ()

    def _results(self, job: Any) -> list[Json]:
        """The rows of a job's results file; none where there is no such file."""
        for file_id in job.result_files or ():
            try:
                with self._translated():
                    return read_results(self._client.files.content(file_id).read())
            except ProviderRefused:
                continue
        return []

    def _translated(self, model: str = "") -> AbstractContextManager[None]:
        return translated(title=self.provider.title, key=self._key, model=model)


def _file_name(job_id: str, part: str) -> str:
    return f"curation-{job_id}-{part}.jsonl"
