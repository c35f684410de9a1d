"""Files of a release and pages of documents, for those whose role permits it."""

import asyncio

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from curation.errors import NotFound, NotReady
from curation.people import Role, may
from curation.web.cookies import session_of
from curation.workflow.ingest.original_pages import page_of_example
from curation.workflow.release.release import get_release, release_path
from curation.workflow.release.release_lines import MADE, release_table
from curation.workflow.settings.sessions import actor_of_session
from curation.workflow.workspace import open_workspace


async def download_release(request: Request) -> Response:
    """One file of one release, or its lines as a table; 404 for anything else.

    409 for one that waits for a signature.
    """
    workspace = open_workspace()
    actor = await asyncio.to_thread(actor_of_session, workspace, session_of(request))
    if actor is None or not may(actor, Role.CURATOR):
        return PlainTextResponse("A curator may download releases.", status_code=403)
    number, name = int(request.path_params["number"]), str(request.path_params["file"])
    try:
        if name in MADE:
            release = await asyncio.to_thread(get_release, workspace, number)
            data = await asyncio.to_thread(release_table, workspace, release, name)
            given = {"Content-Disposition": f'attachment; filename="release-{number}-{name}"'}
            return Response(data, media_type="application/octet-stream", headers=given)
        file = await asyncio.to_thread(release_path, workspace, number, name)
    except NotFound as error:
        return PlainTextResponse(f"{error.cause} {error.cure}", status_code=404)
    except NotReady as error:
        return PlainTextResponse(f"{error.title}. {error.cause} {error.cure}", status_code=409)
    return FileResponse(
        file, filename=f"release-{number}-{file.name}", media_type="application/octet-stream"
    )


async def page_picture(request: Request) -> Response:
    """A page of the document of an example as a picture; 404 with the reason when it is not shown.

    An example's version never changes, but what is replaced in it may: no browser keeps it.
    """
    workspace = open_workspace()
    actor = await asyncio.to_thread(actor_of_session, workspace, session_of(request))
    if actor is None:
        return PlainTextResponse("Please sign in.", status_code=401)
    asked = request.path_params
    try:
        jpeg = await asyncio.to_thread(
            page_of_example,
            workspace,
            actor,
            str(asked["example"]),
            version=int(asked["version"]),
            page=int(asked["page"]),
        )
    except NotFound as error:
        return PlainTextResponse(f"{error.cause} {error.cure}", status_code=404)
    return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


ROUTES = [
    Route("/download/release/{number:int}/{file}", download_release, methods=["GET"]),
    Route("/page/{example}/{version:int}/{page:int}", page_picture, methods=["GET"]),
]
