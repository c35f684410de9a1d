"""The privacy page in a real browser: a scan in the background, marks in text, keys, selection.

The app runs once for this file; every test has a task of its own, so that none sees another's.
"""

import re
from dataclasses import replace

import pytest

from curation.scanner.engine import scanner
from curation.settings import read_settings
from curation.workflow.privacy.scan import scan_task
from curation.workflow.workspace import close_workspace, open_workspace
from tests.browser.conftest import RunningDesk, free_port, new_profile, picture, settled
from tests.makers import CURATOR, SHOP_TASK, make_example
from tests.staged import add_examples

TEXTS = [
    "😀😀 Please answer to ann.lee@example.org, thanks. My nick is zorblax.",
    "My e-mail ann.lee@example.org has changed to ann@example.net",
    "![x](https://sink.example/x.png) call +49 30 23125 010",
    "zorblax wrote again",
]
LONG = "".join(f"Mail {n} from user{n}@example.org about zorblax 😀. " for n in range(1000))
UNSCANNED = "not-scanned"
TASKS = ("keys", "person", "hostile", "bulk", "added", "long", "pictured", UNSCANNED)


def scan_here(monkeypatch, workspace, task):
    """Scan without worker processes, which take seconds to start."""

    def in_this_process(batches, *, workers, work):
        for name, texts in batches(frozenset()):
            yield name, {key: scanner().scan(text) for key, text in texts}

    monkeypatch.setattr("curation.workflow.privacy.scan.scan_batches", in_this_process)
    scan_task(workspace, CURATOR, task, lambda done, total, message: None)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The app on a workspace with a few tickets in each task, scanned but for one task."""
    folder = tmp_path_factory.mktemp("privacy")
    workspace = open_workspace(replace(read_settings({}), workspace=folder / "workspace"))
    (workspace.folder / "tasks").mkdir()
    with pytest.MonkeyPatch.context() as monkeypatch:
        for task in TASKS:
            (workspace.folder / "tasks" / f"{task}.toml").write_text(SHOP_TASK)
            texts = [LONG] if task == "long" else TEXTS
            add_examples(
                workspace.store,
                [make_example(text, answer=None, row=row, task=task)
                 for row, text in enumerate(texts, 1)],
            )  # fmt: skip
            if task != UNSCANNED:
                scan_here(monkeypatch, workspace, task)
    close_workspace(workspace)
    running = RunningDesk(folder / "workspace", free_port(), folder / "app.log")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def owner(desk, chromium):
    """One page for all tests, on which the owner is signed in."""
    context = new_profile(chromium)
    page = context.new_page()
    page.goto(desk.link())
    page.get_by_role("heading", name="Overview").wait_for()
    yield page
    context.close()


@pytest.fixture
def page(request, desk, owner):
    """The privacy page on the task that the test names."""
    task = request.param
    owner.goto(f"{desk.address}/privacy?task={task}")
    owner.get_by_role("heading", name="Privacy").wait_for()
    if task != UNSCANNED:
        owner.locator(".places mark").first.wait_for()
    settled(owner)
    return owner


def chosen(page, value):
    """Wait until a value is the one to be decided."""
    page.locator(".name .said", has_text=value).wait_for()


def choose(page, value):
    """Choose a value from the list."""
    page.locator(".option", has_text=value).click()
    chosen(page, value)


@pytest.mark.parametrize("page", [UNSCANNED], indirect=True)
def test_a_scan_by_button_ends_with_the_first_value_marked_exactly(page):
    page.get_by_role("button", name="Scan 4 examples").click()
    page.locator(".places mark").first.wait_for(timeout=240_000)
    choose(page, "ann.lee@example.org")
    assert page.locator(".places mark").all_inner_texts() == ["ann.lee@example.org"] * 2


@pytest.mark.parametrize("page", ["keys"], indirect=True)
def test_keys_decide_one_value_after_the_other_and_undo_survives_a_reload(page):
    first = page.locator(".name .said").inner_text()
    page.keyboard.press("r")
    page.locator(".option", has_text=first).wait_for(state="detached")
    second = page.locator(".name .said").inner_text()
    page.keyboard.press("k")
    page.locator(".option", has_text=second).wait_for(state="detached")
    page.get_by_text(re.compile(r"^2 of \d+ values decided")).wait_for()
    page.reload()
    page.locator(".places mark").first.wait_for()
    settled(page)
    page.keyboard.press("u")
    page.locator(".option", has_text=second).wait_for()
    page.keyboard.press("u")
    page.locator(".option", has_text=first).wait_for()


@pytest.mark.parametrize("page", ["person"], indirect=True)
def test_the_values_of_one_person_are_ticked_and_decided_by_keys(page):
    choose(page, "ann.lee@example.org")
    page.keyboard.press("p")
    panel = page.locator(".person")
    panel.locator(".namesake", has_text="ann@example.net").wait_for()
    assert panel.locator("input").is_checked()
    page.keyboard.press("1")
    assert not panel.locator("input").is_checked()
    page.keyboard.press("1")
    page.keyboard.press("r")
    page.get_by_text("Replaced: 2 values of one person.").wait_for()
    settled(page)
    page.keyboard.press("u")
    page.locator(".option", has_text="ann@example.net").wait_for()


@pytest.mark.parametrize("page", ["hostile"], indirect=True)
def test_a_picture_in_a_ticket_is_never_fetched(page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choose(page, "+49 30 23125 010")
    assert "![x](https://sink.example/x.png)" in page.locator(".places .text").inner_text()
    assert not [url for url in asked if "sink" in url]


@pytest.mark.parametrize("page", ["bulk"], indirect=True)
def test_all_that_is_listed_is_decided_after_a_confirmation(page):
    page.get_by_role("button", name="Decide all of these").click()
    page.get_by_role("button", name=re.compile(r"^Replace: \d+ values")).click()
    page.get_by_role("heading", name="Every value is decided").wait_for()
    settled(page)
    page.keyboard.press("u")
    page.locator(".option").nth(2).wait_for()


@pytest.mark.parametrize("page", ["added"], indirect=True)
def test_a_selected_value_is_added_in_every_example(page):
    choose(page, "ann.lee@example.org")
    page.keyboard.press("t")
    page.locator(".places .text span", has_text="zorblax").wait_for()
    # a text that is painted anew while it is read loses the selection: it is selected again
    page.wait_for_function(
        """() => {
          const host = [...document.querySelectorAll("*")].find(
            (one) => one.shadowRoot?.querySelector(".desk .places"));
          const root = host?.shadowRoot ?? document;
          const piece = [...root.querySelectorAll(".places .text span")].find(
            (one) => one.textContent.includes("zorblax"));
          if (root.querySelector(".picked")?.textContent.includes("zorblax")) return true;
          const at = piece.textContent.indexOf("zorblax");
          const range = document.createRange();
          range.setStart(piece.firstChild, at);
          range.setEnd(piece.firstChild, at + "zorblax".length);
          const selection = root.getSelection?.() ?? document.getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
          return false;
        }""",
        polling=500,
    )
    page.locator(".picked", has_text="zorblax").wait_for()
    page.keyboard.press("a")
    page.locator(".kind").select_option("USER_NAME")
    page.get_by_role("button", name="Add and replace").click()
    page.get_by_text("Added and replaced in 2 examples, 2 places.").wait_for()


@pytest.mark.parametrize("page", ["long"], indirect=True)
def test_a_long_ticket_is_shown_whole_with_every_mark(page):
    page.keyboard.press("t")
    page.locator(".places mark").nth(999).wait_for()
    texts = page.locator(".places mark").all_inner_texts()
    assert sorted(texts) == sorted(f"user{n}@example.org" for n in range(1000))


@pytest.mark.parametrize("page", ["pictured"], indirect=True)
def test_a_picture_of_the_page(page):
    picture(page, "privacy")
    assert page.locator(".option[aria-selected=true]").count() == 1
