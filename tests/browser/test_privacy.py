"""The privacy page in a real browser: a scan in the background, marks in text, keys."""

from dataclasses import replace

import pytest

from curation.scanner.engine import scanner
from curation.settings import read_settings
from curation.workflow.scan import scan_task
from curation.workflow.workspace import close_workspace, open_workspace
from tests.browser.conftest import RunningDesk, free_port, picture, settled
from tests.makers import CURATOR, make_example
from tests.staged import add_examples

TASK = "support-replies"
TICKETS = [
    make_example(
        "😀😀 Please answer to ann.lee@example.org, thanks",
        answer="We wrote to ann.lee@example.org.",
        row=1,
    ),
    make_example("My e-mail ann.lee@example.org has changed to ann@example.net", row=2),
    make_example("![x](https://sink.example/x.png) call +49 30 23125 010", row=3),
]


def scan_here(monkeypatch, workspace):
    """Scan without worker processes, which take seconds to start."""

    def in_this_process(batches, *, workers, work):
        for name, texts in batches(frozenset()):
            yield name, {key: scanner().scan(text) for key, text in texts}

    monkeypatch.setattr("curation.workflow.scan.scan_batches", in_this_process)
    scan_task(workspace, CURATOR, TASK, lambda done, total, message: None)


@pytest.fixture(params=[True], ids=["scanned"])
def desk(request, tmp_path, monkeypatch):
    """The app on a workspace with three tickets, scanned already or not."""
    folder = tmp_path / "workspace"
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    add_examples(workspace.store, TICKETS)
    if request.param:
        scan_here(monkeypatch, workspace)
    close_workspace(workspace)
    running = RunningDesk(folder, free_port(), tmp_path / "app.log")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(request, desk, owner):
    """The privacy page."""
    owner.goto(f"{desk.address}/privacy?task={TASK}")
    owner.get_by_role("heading", name="Privacy").wait_for()
    if request.node.callspec.params["desk"]:
        owner.locator("mark").first.wait_for()
    settled(owner)
    return owner


def marks(page) -> list[str]:
    """Every marked piece of text that is shown."""
    page.locator("mark").first.wait_for()
    return page.locator("mark").all_inner_texts()


@pytest.mark.parametrize("desk", [False], indirect=True, ids=["not scanned"])
def test_a_scan_by_button_ends_with_the_first_value_marked_exactly(page):
    page.get_by_role("button", name="Scan 3 examples").click()
    page.locator("mark").first.wait_for(timeout=240_000)
    assert marks(page) == ["ann.lee@example.org"] * 3


def test_keys_decide_one_value_after_the_other(page):
    picture(page, "privacy")
    page.keyboard.press("m")
    page.locator("mark", has_text="ann@example.net").wait_for()
    page.keyboard.press("k")
    page.locator("mark", has_text="+49 30 23125 010").wait_for()
    page.keyboard.press("u")
    page.locator("mark", has_text="ann@example.net").wait_for()


def test_a_picture_in_a_ticket_is_never_fetched(page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("m")
    page.locator("mark", has_text="ann@example.net").wait_for()
    page.keyboard.press("m")
    page.locator("mark", has_text="+49 30 23125 010").wait_for()
    assert page.get_by_text("![x](https://sink.example/x.png)").count() == 1
    assert not [url for url in asked if "sink" in url]


def test_everything_left_is_masked_after_a_confirmation(page):
    page.get_by_role("button", name="Mask everything that is left").click()
    page.get_by_role("button", name="Mask 4 values").click()
    page.get_by_role("heading", name="Every value is decided").wait_for()
    picture(page, "privacy-decided")
