"""The routes of uploads in parts."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from curation.trainer.reading import read_body
from curation.trainer.refusal import Refusal, missing, wrong
from curation.trainer.uploads import MOST_PART, MOST_UPLOAD, UploadShelf


def upload_routes(uploads: UploadShelf) -> list[Route]:
    """Begin an upload, add parts, complete or cancel it."""

    async def begin(request: Request) -> Response:
        body = await read_body(request)
        for name in ("filename", "purpose", "bytes", "mime_type"):
            if body.get(name) is None:
                raise missing(name)
        size = body["bytes"]
        if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= MOST_UPLOAD:
            raise wrong("bytes", f"Invalid 'bytes': expected an integer from 1 to {MOST_UPLOAD}.")
        if body["purpose"] != "fine-tune":
            raise wrong("purpose", "This server keeps files of the purpose 'fine-tune' only.")
        filename = body["filename"]
        if not isinstance(filename, str) or not filename.endswith(".jsonl"):
            raise wrong("filename", "A training file is a .jsonl file.", code="invalid_file_format")
        upload = await run_in_threadpool(
            uploads.begin, filename=filename, purpose=body["purpose"], size=size
        )
        return JSONResponse(upload)

    async def add_part(request: Request) -> Response:
        data = await _part_data(request)
        part = await run_in_threadpool(uploads.add_part, request.path_params["upload_id"], data)
        return JSONResponse(part)

    async def complete(request: Request) -> Response:
        body = await read_body(request)
        ids, md5 = body.get("part_ids"), body.get("md5") or ""
        if ids is None:
            raise missing("part_ids")
        if not isinstance(ids, list) or not all(isinstance(name, str) for name in ids):
            raise wrong("part_ids", "Invalid type for 'part_ids': expected a list of strings.")
        if not isinstance(md5, str):
            raise wrong("md5", "Invalid type for 'md5': expected a string.")
        upload = await run_in_threadpool(
            uploads.complete, request.path_params["upload_id"], ids, md5
        )
        return JSONResponse(upload)

    def cancel(request: Request) -> Response:
        return JSONResponse(uploads.cancel(request.path_params["upload_id"]))

    return [
        Route("/v1/uploads", begin, methods=["POST"]),
        Route("/v1/uploads/{upload_id}/parts", add_part, methods=["POST"]),
        Route("/v1/uploads/{upload_id}/complete", complete, methods=["POST"]),
        Route("/v1/uploads/{upload_id}/cancel", cancel, methods=["POST"]),
    ]


async def _part_data(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refusal(400, "A part is sent as multipart/form-data.", param="data")
    try:
        async with request.form(max_files=1, max_fields=2) as form:
            given = form.get("data")
            if not isinstance(given, UploadFile):
                raise missing("data")
            data = await given.read(MOST_PART + 1)
    except MultiPartException as error:
        raise Refusal(400, "The multipart body cannot be read.", param="data") from error
    if len(data) > MOST_PART:
        raise Refusal(413, "A part has at most 64 MB.", param="data")
    return data
