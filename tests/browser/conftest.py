"""A real app in a process of its own and a real Chromium in front of it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    StorageState,
    expect,
    sync_playwright,
)

from curation.settings import ROOT
from tests.running import RunningDesk, free_port

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong

# The shell is Chromium without its own windows and menus, at half the work.
CHROMIUM = (
    shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = ROOT / "build" / "pictures"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser, and comes first, its longest file before the
    others: what takes minutes in one piece must not be what everything waits for at the end."""
    for item in items:
        if _in_browser(item):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: -item.path.stat().st_size if _in_browser(item) else 0)


def _in_browser(item: pytest.Item) -> bool:
    return "tests/browser" in str(item.path)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RunningDesk]:
    """The app on an empty workspace."""
    running = RunningDesk(tmp_path / "workspace", free_port(), tmp_path / "app.log")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for a file; a missing one is a failure in CI, a skip elsewhere.

    Not for the whole session: Playwright keeps an event loop running in the thread, and tests of
    other files start their own.
    """
    if not Path(CHROMIUM).exists():
        assert not os.environ.get("CI"), "Chromium must be there in CI."
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


# Streamlit opens an expander by an animation of half a second, which no setting turns off. A click
# on what moves under the mouse is pressed on one thing and let go on another: it is no click.
STILL = """
const animate = Element.prototype.animate
Element.prototype.animate = function (frames) { return animate.call(this, frames, 0) }
"""


def new_profile(browser: Browser, state: StorageState | None = None) -> BrowserContext:
    """A browser profile of its own in which nothing moves; `state` holds the sign-in of another."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce", storage_state=state
    )
    context.add_init_script(STILL)
    context.set_default_timeout(60_000)
    return context


@pytest.fixture
def new_person(chromium: Browser) -> Iterator[Callable[[], Page]]:
    """Opens a page in a browser profile of its own, as another person would."""
    contexts: list[BrowserContext] = []

    def open_page() -> Page:
        context = new_profile(chromium)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def owner(desk: RunningDesk, new_person: Callable[[], Page]) -> Page:
    """A page on which the owner is signed in, on the overview."""
    page = new_person()
    page.goto(desk.link())
    page.get_by_role("heading", name="Overview").wait_for()
    return page


def settled(page: Page) -> None:
    """Return when Streamlit has finished its run and taken away what the run before had shown."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    expect(page.locator("[data-stale=true]")).to_have_count(0)


COUNT_RUNS = """
() => {
  const app = document.querySelector("[data-testid=stApp]");
  window.runs = 0;
  const state = { attributes: true, attributeFilter: ["data-test-script-state"] };
  new MutationObserver(() => { window.runs += 1; }).observe(app, state);
}
"""


def write(field: Locator, text: str) -> None:
    """Write into a field, leave it, and return when the page has been drawn with what it says.

    The run that follows begins only when the app has heard of it: a click before that is lost.
    """
    page = field.page
    page.evaluate(COUNT_RUNS)
    field.fill(text)
    field.press("Tab")
    page.wait_for_function("() => window.runs > 0", polling=50)
    settled(page)


OF_STREAMLIT = {
    "[data-testid=stSidebarNavItems]": "The menu is a list with a heading between its items.",
    "[data-testid=stSliderThumbValue]": "Its color is that of buttons, which are written on.",
}
"""What axe finds in elements of Streamlit's own, which no page can change, and why it is there."""

STAND_STILL = """
() => {
  const end = (root) => {
    for (const one of root.getAnimations()) if (one instanceof CSSTransition) one.finish();
    root.querySelectorAll("*").forEach((one) => one.shadowRoot && end(one.shadowRoot));
  };
  end(document);
}
"""


def expect_usable_by_all(page: Page, scheme: Literal["light", "dark"] = "light") -> None:
    """Axe finds nothing serious: words stand out from their ground, controls have names."""
    page.emulate_media(color_scheme=scheme)
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
    page.evaluate(STAND_STILL)  # a color on its way to another is neither
    found = Axe().run(
        page,
        context={"exclude": [[selector] for selector in OF_STREAMLIT]},
        options={"resultTypes": ["violations"]},
    )
    serious = {
        one["id"]: [node["html"][:200] for node in one["nodes"]]
        for one in found.response["violations"]
        if one["impact"] in ("serious", "critical")
    }
    assert serious == {}, page.url
    page.emulate_media(color_scheme="light")


def picture(page: Page, name: str) -> None:
    """Pictures of the page in build/pictures, for who changes it: wide and light, narrow and dark.

    Only with PICTURES=1 in the environment, since they take a tenth of the browser tests' time;
    with PICTURES=all also the other two, for who changes colours or widths.
    """
    asked = os.environ.get("PICTURES")
    if not asked:
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = [("light", 1440), ("dark", 900)]
    if asked == "all":
        wanted += [("light", 900), ("dark", 1440)]
    for scheme, width in wanted:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})
