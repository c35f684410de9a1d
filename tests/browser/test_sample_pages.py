"""Every page with the sample project in it shows something; each is pictured."""

import json
import re
from contextlib import suppress
from pathlib import Path

from openai import BadRequestError, OpenAI
from playwright.sync_api import expect

from curation.files import release_folder
from curation.providers.local import start_trainer, stop_trainer
from tests.browser.conftest import expect_usable_by_all, picture, settled, write
from tests.providers.sending import chats, jsonl

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
    "guideline": "guideline",
    "settings": "settings",
}


TASKS = ["support-replies", "invoice-fields"]
SCHEMES = {"support-replies": "light", "invoice-fields": "dark"}
PRODUCTION = {
    "delivery": 70,
    "refund": 10,
    "billing": 8,
    "account": 5,
    "product": 4,
    "cancellation": 3,
}
WAITING = re.compile("Waiting$")
SWITCHES = [
    "Show where people agree less",
    "Set how far people must agree before a release",
    "Show calibration rounds",
    "Show what to ask next, and of whom",
]


def test_every_page_shows_the_sample_project(desk, owner):
    desk.run("init", "--sample")
    accept = ("--accept", "contradictions", "--reason", "The sample shows one.")
    desk.run("check", "--task", TASKS[0], *accept)
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
            expect_usable_by_all(owner, SCHEMES[task])
    the_agreement_page_shows_what_the_command_says(desk, owner)
    try:
        the_next_release_differs_as_it_says(desk, owner)
        a_training_survives_the_death_of_the_app(desk, owner)
        a_training_is_watched_to_its_curves(desk, owner)
    finally:
        stop_trainer(desk.workspace / "trainer", even_if_busy=True)
    a_mix_is_planned_filled_by_reviewing_and_released(desk, owner)


def the_agreement_page_shows_what_the_command_says(desk, owner):
    """And its switches open, and a number key decides the next case."""
    found = json.loads(desk.run("agreement", "--task", TASKS[0]))["questions"]["category"]
    owner.goto(f"{desk.address}/agreement?task={TASKS[0]}")
    owner.get_by_text(f"{found['alpha']:.2f}", exact=True).first.wait_for()
    for switch in SWITCHES:
        owner.get_by_text(switch, exact=True).click()
        settled(owner)
    owner.get_by_role("button", name="Ask for them").click()
    owner.get_by_text("are asked for and not given yet").wait_for()
    settled(owner)
    picture(owner, "agreement-switches")
    before = owner.get_by_text(re.compile(r"^To decide: \d+$")).inner_text()
    owner.get_by_role("button", name="Adopt answer 1").wait_for()
    owner.keyboard.press("1")
    expect(owner.get_by_text(before, exact=True)).to_have_count(0)
    assert owner.get_by_test_id("stException").count() == 0


def a_mix_is_planned_filled_by_reviewing_and_released(desk, owner):
    """The mix of production is pasted; what is short of it is judged first, the figure grows, and
    the release names its plan with that mix.
    """
    owner.goto(f"{desk.address}/balance?task={TASKS[0]}")
    owner.get_by_text("Paste lines", exact=True).click()
    owner.get_by_text("Give the mix of production to see a plan.").wait_for()
    settled(owner)
    picture(owner, "balance-skew")
    mix = "\n".join(f"{label},{share}" for label, share in PRODUCTION.items())
    write(owner.get_by_label("One line per label"), mix)
    owner.get_by_text("The grey line is the mix of production.").wait_for()
    write(owner.get_by_label("Name of the plan"), "For March")
    write(owner.get_by_label("Wanted size"), "90")
    left_out = owner.get_by_test_id("stMetric").filter(has_text="Left out")
    expect(left_out.get_by_test_id("stMetricValue")).to_have_text("0")
    owner.get_by_text(re.compile(r"\d+ short of delivery")).wait_for()
    settled(owner)
    picture(owner, "balance-short")
    owner.get_by_role("button", name="Save the plan").click()
    owner.get_by_text("follows the plan “For March”").wait_for()
    settled(owner)
    owner.get_by_role("button", name="Ask reviewers for these first").click()
    before = how_far(owner, "delivery")
    settled(owner)
    picture(owner, "balance-asked")
    accept(owner, desk, 6)
    desk.run("settle", "--task", TASKS[0])
    owner.goto(f"{desk.address}/balance?task={TASKS[0]}")
    assert how_far(owner, "delivery") > before
    released = json.loads(desk.run("release", "--task", TASKS[0], "--method", "sft"))
    manifest = json.loads((Path(released["folder"]) / "manifest.json").read_text())
    assert manifest["plan"]["name"] == "For March"
    (aim,) = manifest["plan"]["aims"]
    wanted = {label: round(100 * share) for label, share in aim["target"].items()}
    assert wanted == PRODUCTION


def how_far(owner, label):
    """How many of a label there are, as the page says of what reviewers are asked for."""
    told = owner.get_by_text(re.compile(rf"^\d+ of \d+ {label}:"))
    told.wait_for()
    return int(told.inner_text().split()[0])


def accept(owner, desk, count):
    """Accept so many examples with the key, waiting for each to be counted and all to be saved."""
    owner.goto(f"{desk.address}/review?task={TASKS[0]}")
    for number in range(1, count + 1):
        expect(owner.get_by_role("button", name="Accept")).to_be_enabled(timeout=60_000)
        owner.keyboard.press("a")
        owner.get_by_text(f"{number} done").wait_for()
    expect(owner.get_by_text(re.compile(rf"Saved {count}\b"))).to_be_visible(timeout=60_000)


def the_next_release_differs_as_it_says(desk, owner):
    owner.goto(f"{desk.address}/release?task={TASKS[0]}")
    owner.get_by_role("button", name="Cut release 3").click()
    owner.get_by_role("button", name="Train on release 3").wait_for()
    settled(owner)
    said = owner.get_by_text(re.compile(r"^Since release 1: ")).first.inner_text()
    added, removed, changed, same = map(int, re.findall(r"(\d+) \w+(?: same)?(?:,|$)", said))
    before, after = (lines_of(desk, number) for number in (1, 3))
    assert added > 0
    assert (len(after - before), len(before - after)) == (added + changed, removed + changed)
    assert len(after & before) == same


def lines_of(desk, number):
    """The lines of a release, each with the file it stands in."""
    folder = release_folder(desk.workspace, number)
    return {(file.name, row) for file in folder.glob("*.jsonl") for row in file.open()}


def a_training_survives_the_death_of_the_app(desk, owner):
    """The app dies while the training waits for others; it still waits after, and is cancelled."""
    trainer = start_trainer(desk.workspace / "trainer")
    with OpenAI(base_url=trainer.address, api_key=trainer.key) as client:
        file = client.files.create(file=("a.jsonl", jsonl(chats(3000))), purpose="fine-tune")
        long = {"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 50}}}
        jobs = client.fine_tuning.jobs
        before = [
            jobs.create(model="nearest", training_file=file.id, method=long) for _ in range(12)
        ]
        owner.get_by_role("button", name="Train on release 3").click()
        owner.get_by_text(WAITING).first.wait_for()
        desk.stop(kill=True)
        desk.start()
        open_release(desk, owner)
        owner.get_by_text(WAITING).first.wait_for()
        owner.get_by_role("button", name="Cancel", exact=True).click()
        owner.get_by_text(re.compile("Cancelled$")).first.wait_for()
        for job in before:
            with suppress(BadRequestError):  # over already
                jobs.cancel(job.id)
    assert states_of_jobs(desk) == ["cancelled"]


def a_training_is_watched_to_its_curves(desk, owner):
    settled(owner)
    owner.get_by_text("Settings", exact=True).last.click()
    write(owner.get_by_label("Times the lines are read"), "2")
    owner.get_by_text("read 2 times").wait_for()
    settled(owner)
    owner.get_by_role("button", name="Train on release 3").click()
    owner.get_by_text(re.compile("^ft:nearest:")).first.wait_for()
    expect(owner.get_by_test_id("stVegaLiteChart")).to_have_count(2)
    settled(owner)
    picture(owner, "release-trained-again")
    assert states_of_jobs(desk) == ["succeeded", "cancelled"]


def open_release(desk, owner):
    owner.goto(f"{desk.address}/release?task={TASKS[0]}")
    owner.get_by_role("button", name="Train on release 3").wait_for()
    settled(owner)


def states_of_jobs(desk):
    """What the command line says of the jobs of release 3, newest first."""
    return [job["status"] for job in json.loads(desk.run("jobs", "--release", 3))["jobs"]]
