"""Every page with the sample project in it shows something; each is pictured."""

import pytest

from tests.browser.conftest import picture, settled

PAGES = {
    "overview": "",
    "ingest": "ingest",
    "privacy": "privacy",
    "review": "review",
    "agreement": "agreement",
    "explore": "explore",
    "balance": "balance",
    "evaluate": "evaluate",
    "release": "release",
}


@pytest.mark.parametrize("task", ["support-replies", "invoice-fields"])
def test_every_page_shows_the_sample_project(desk, owner, task):
    desk.run("init", "--sample")
    desk.run("release", "--task", task, "--method", "sft")
    desk.run("train", "--release", 1, "--provider", "local", "--model", "nearest", "--wait")
    for name, path in PAGES.items():
        owner.goto(f"{desk.address}/{path}?task={task}")
        owner.get_by_role("heading", level=1).wait_for()
        settled(owner)
        assert owner.get_by_text("Something unexpected happened").count() == 0, name
        assert owner.get_by_test_id("stException").count() == 0, name
        picture(owner, f"sample-{task}-{name}")
