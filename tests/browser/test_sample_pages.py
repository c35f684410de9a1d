"""Every page with the sample project in it shows something; each is pictured."""

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


TASKS = ["support-replies", "invoice-fields"]


def test_every_page_shows_the_sample_project(desk, owner):
    desk.run("init", "--sample")
    for number, task in enumerate(TASKS, 1):
        desk.run("release", "--task", task, "--method", "sft")
        desk.run(
            "train", "--release", number, "--provider", "local", "--model", "nearest", "--wait"
        )
    for task in TASKS:
        for name, path in PAGES.items():
            owner.goto(f"{desk.address}/{path}?task={task}")
            owner.get_by_role("heading", level=1).wait_for()
            settled(owner)
            assert owner.get_by_text("Something unexpected happened").count() == 0, name
            assert owner.get_by_test_id("stException").count() == 0, name
            picture(owner, f"sample-{task}-{name}")
