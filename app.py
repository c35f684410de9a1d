"""The launcher: `streamlit run app.py`. The app itself is curation/main.py.

The main script stands apart from `pages/`, so that Streamlit never serves a page past the router.
"""

import secrets
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from curation.settings import ROOT
from curation.ui.farewell import farewell
from curation.web import downloads, open_api, sign_in, verbs
from curation.web.api import healthz, verb_routes
from curation.web.gate import Gate
from curation.web.lifespan import open_or_exit, running
from curation.workflow.workspace import open_workspace

token = secrets.token_urlsafe(32)


@asynccontextmanager
async def lifespan(app):
    """Announce the app while it runs, and let the workspace go when it stops."""
    host = st.get_option("server.address") or "127.0.0.1"
    address = f"http://{host}:{st.get_option('server.port')}"
    async with running(open_or_exit(), address=address, token=token):
        yield


app = st.App(
    ROOT / "curation" / "main.py",
    routes=[
        Route("/healthz", healthz, methods=["GET"]),
        *sign_in.ROUTES,
        *downloads.ROUTES,
        *verb_routes(token),
        *open_api.ROUTES,
        *verbs.ROUTES,
    ],
    middleware=[Middleware(Gate, workspace=open_workspace, farewell=farewell("/sign-in"))],
    lifespan=lifespan,
)
