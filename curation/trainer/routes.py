"""The routes of the contract: requests in, the contract's objects out."""

import secrets
import time

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from curation.trainer.engines.text import said, shortened, text_of, tokens
from curation.trainer.files import FileShelf
from curation.trainer.job_record import OVER
from curation.trainer.job_request import read_request
from curation.trainer.jobs import JobShelf
from curation.trainer.models import Models
from curation.trainer.reading import one_page, read_body, read_conversation
from curation.trainer.records import Json
from curation.trainer.refusal import Refusal, missing, wrong
from curation.trainer.streaming import events_of

MOST_FILE = 512 * 1024 * 1024


def file_routes(files: FileShelf, jobs: JobShelf) -> list[Route]:
    """Upload, list, retrieve, download and delete files."""

    async def create(request: Request) -> Response:
        filename, data = await _uploaded(request)
        file = await run_in_threadpool(files.add, filename=filename, purpose="fine-tune", data=data)
        return JSONResponse(file)

    def listing(request: Request) -> Response:
        order = request.query_params.get("order", "desc")
        if order not in ("asc", "desc"):
            raise wrong("order", "Invalid 'order': expected 'asc' or 'desc'.")
        found = files.all(purpose=request.query_params.get("purpose", ""))
        body = one_page(request, found, default=10_000, most=10_000, order=order)
        ids = [file["id"] for file in body["data"]] or [""]
        return JSONResponse(body | {"first_id": ids[0], "last_id": ids[-1]})

    def retrieve(request: Request) -> Response:
        return JSONResponse(files.get(request.path_params["file_id"]))

    def content(request: Request) -> Response:
        data = files.content(request.path_params["file_id"])
        return Response(data, media_type="application/octet-stream")

    def delete(request: Request) -> Response:
        file_id = request.path_params["file_id"]
        for job in jobs.all():
            if job["status"] not in OVER and file_id in (
                job["training_file"],
                job["validation_file"],
            ):
                raise Refusal(409, f"The file is in use by {job['id']}.", code="file_in_use")
        files.delete(file_id)
        return JSONResponse({"id": file_id, "object": "file", "deleted": True})

    return [
        Route("/v1/files", create, methods=["POST"]),
        Route("/v1/files", listing, methods=["GET"]),
        Route("/v1/files/{file_id}", retrieve, methods=["GET"]),
        Route("/v1/files/{file_id}", delete, methods=["DELETE"]),
        Route("/v1/files/{file_id}/content", content, methods=["GET"]),
    ]


async def _uploaded(request: Request) -> tuple[str, bytes]:
    """The name and the bytes of an uploaded training file."""
    if int(request.headers.get("content-length") or 0) > MOST_FILE:
        raise Refusal(413, "The file is larger than 512 MB.", param="file")
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refusal(400, "A file is sent as multipart/form-data.", param="file")
    try:
        async with request.form(max_files=1, max_fields=10) as form:
            upload, purpose = form.get("file"), form.get("purpose")
            if not isinstance(upload, UploadFile):
                raise missing("file")
            if purpose is None:
                raise missing("purpose")
            if purpose != "fine-tune":
                raise wrong("purpose", "This server keeps files of the purpose 'fine-tune' only.")
            data = await upload.read(MOST_FILE + 1)
            filename = upload.filename or "file"
    except MultiPartException as error:
        raise Refusal(400, "The multipart body cannot be read.", param="file") from error
    if len(data) > MOST_FILE:
        raise Refusal(413, "The file is larger than 512 MB.", param="file")
    if not filename.endswith(".jsonl"):
        raise wrong("file", "A training file is a .jsonl file.", code="invalid_file_format")
    return filename, data


def job_routes(files: FileShelf, jobs: JobShelf) -> list[Route]:
    """Create, list, retrieve, pause and cancel jobs; their events and checkpoints."""

    async def create(request: Request) -> Response:
        order = read_request(await read_body(request), jobs.tuned())
        for param, file_id in (
            ("training_file", order.training_file),
            ("validation_file", order.validation_file),
        ):
            if file_id is not None:
                _check_file(files, file_id, param)
        return JSONResponse(await run_in_threadpool(jobs.add, order))

    def listing(request: Request) -> Response:
        wanted = {
            key[9:-1]: value
            for key, value in request.query_params.multi_items()
            if key.startswith("metadata[") and key.endswith("]")
        }
        found = [job for job in jobs.all() if wanted.items() <= (job["metadata"] or {}).items()]
        if request.query_params.get("metadata") == "null":
            found = [job for job in found if job["metadata"] is None]
        return JSONResponse(one_page(request, found, default=20))

    def retrieve(request: Request) -> Response:
        return JSONResponse(jobs.get(request.path_params["job_id"]))

    def cancel(request: Request) -> Response:
        return JSONResponse(jobs.cancel(request.path_params["job_id"]))

    def pause(request: Request) -> Response:
        return JSONResponse(jobs.pause(request.path_params["job_id"]))

    def resume(request: Request) -> Response:
        return JSONResponse(jobs.resume(request.path_params["job_id"]))

    def events(request: Request) -> Response:
        found = jobs.events(request.path_params["job_id"])
        return JSONResponse(one_page(request, found, default=20))

    def checkpoints(request: Request) -> Response:
        found = jobs.checkpoints(request.path_params["job_id"])
        body = one_page(request, found, default=10)
        ids = [point["id"] for point in body["data"]] or [None]
        return JSONResponse(body | {"first_id": ids[0], "last_id": ids[-1]})

    jobs_path = "/v1/fine_tuning/jobs"
    return [
        Route(jobs_path, create, methods=["POST"]),
        Route(jobs_path, listing, methods=["GET"]),
        Route(jobs_path + "/{job_id}", retrieve, methods=["GET"]),
        Route(jobs_path + "/{job_id}/cancel", cancel, methods=["POST"]),
        Route(jobs_path + "/{job_id}/pause", pause, methods=["POST"]),
        Route(jobs_path + "/{job_id}/resume", resume, methods=["POST"]),
        Route(jobs_path + "/{job_id}/events", events, methods=["GET"]),
        Route(jobs_path + "/{job_id}/checkpoints", checkpoints, methods=["GET"]),
    ]


def _check_file(files: FileShelf, file_id: str, param: str) -> None:
    try:
        file = files.get(file_id)
    except Refusal as error:
        raise wrong(
            param, f"The {param.replace('_', ' ')} {file_id} does not exist.", code="file_not_found"
        ) from error
    if file["purpose"] != "fine-tune":
        raise wrong(param, f"The file {file_id} is not for fine-tuning.", code="invalid_file")


def model_routes(models: Models) -> list[Route]:
    """List, retrieve, delete and ask models."""

    def listing(request: Request) -> Response:
        return JSONResponse({"object": "list", "data": models.all()})

    def retrieve(request: Request) -> Response:
        return JSONResponse(models.get(request.path_params["model"]))

    def delete(request: Request) -> Response:
        model = request.path_params["model"]
        models.delete(model)
        return JSONResponse({"id": model, "object": "model", "deleted": True})

    async def chat(request: Request) -> Response:
        body = await read_body(request)
        model = body.get("model")
        if not isinstance(model, str):
            raise missing("model")
        messages = read_conversation(body)
        most = _most_tokens(body)
        choices = 1 if body.get("n") is None else body["n"]
        if isinstance(choices, bool) or not isinstance(choices, int) or not 1 <= choices <= 128:
            raise wrong("n", "Invalid 'n': expected an integer from 1 to 128.")
        message = await run_in_threadpool(models.answer, model, messages)
        completion = _completion(model, messages, message, most, choices)
        if not body.get("stream"):
            return JSONResponse(completion)
        options = body.get("stream_options")
        with_usage = isinstance(options, dict) and options.get("include_usage") is True
        events = events_of(completion, with_usage=with_usage)
        return StreamingResponse(events, media_type="text/event-stream")

    return [
        Route("/v1/models", listing, methods=["GET"]),
        Route("/v1/models/{model:path}", retrieve, methods=["GET"]),
        Route("/v1/models/{model:path}", delete, methods=["DELETE"]),
        Route("/v1/chat/completions", chat, methods=["POST"]),
    ]


def _most_tokens(body: Json) -> int | None:
    for name in ("max_completion_tokens", "max_tokens"):
        value = body.get(name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise wrong(name, f"Invalid '{name}': expected an integer from 1.")
        return value
    return None


def _completion(
    model: str, messages: list[Json], message: Json, most: int | None, choices: int
) -> Json:
    """The contract's answer; the same request is always answered the same, so choices are equal."""
    reason = "tool_calls" if message.get("tool_calls") else "stop"
    text = text_of(message)
    if most is not None and shortened(text, most) != text:
        message, reason = message | {"content": shortened(text, most)}, "length"
    asked = sum(len(tokens(said(m))) for m in messages)
    answered = len(tokens(said(message))) * choices
    return {
        "id": f"chatcmpl-{secrets.token_hex(12)}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [
            {
                "index": index,
                "message": {"refusal": None, **message},
                "logprobs": None,
                "finish_reason": reason,
            }
            for index in range(choices)
        ],
        "usage": {
            "prompt_tokens": asked,
            "completion_tokens": answered,
            "total_tokens": asked + answered,
        },
    }


def health_route(jobs: JobShelf) -> Route:
    """Whether the server is there and has work; open to everybody, tells nothing else."""

    def health(request: Request) -> Response:
        return JSONResponse({"status": "ok", "busy": jobs.is_busy()})

    return Route("/healthz", health, methods=["GET"])
