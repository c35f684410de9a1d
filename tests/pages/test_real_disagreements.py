"""Three experts on real items: what the agreement page shows, a calibration round, the release."""

import csv
import json
import re
from dataclasses import replace

import pytest

from curation.example import Message, Source, Speaker
from curation.review.agreement.agreement import measure_agreement
from curation.review.preference import Choice, Preference, write_preference
from curation.store.verdicts import list_verdicts
from curation.workflow.release import cut_release, release_files, release_path
from tests.makers import ANN, BEN, CURATOR, make_example
from tests.pages.opening import opened, signed_in, texts
from tests.unit.review.tables import long
from tests.workflow.cleared import clear
from tests.workflow.reviewed import review, review_many

PAIRS, CALIBRATED = 30, 6
TASK = "preferred-replies"
PEOPLE = ("ann", "ben", "chi")
CHOICE = {1: Choice.FIRST, 2: Choice.SECOND}


@pytest.fixture
def pandalm(shared):
    """Prompts with two replies and three people's choices, those that differ first; no ties."""
    items = json.loads((shared / "preferences" / "pandalm" / "pandalm_testset.json").read_text())
    found = {}
    for item in items:
        replies = (item["response1"], item["response2"])
        said = [CHOICE.get(item[f"annotator{n}"]) for n in (1, 2, 3)]
        plain = all(isinstance(reply, str) and reply.strip() for reply in replies)
        if plain and replies[0] != replies[1] and all(said):
            found.setdefault(f"{item['instruction']}\n{item['input']}", (*replies, said))
    return sorted(found.items(), key=lambda one: len(set(one[1][2])) == 1)[: PAIRS + CALIBRATED]


def as_pair(row, prompt, first, second):
    return replace(
        make_example(prompt, answer=first, task=TASK),
        rejected=Message(speaker=Speaker.ASSISTANT, content=second),
        source=Source(file="pandalm.json", sha256="0" * 64, row=row),
    )


def chosen(choice):
    return {"preferred": write_preference(Preference(choice=choice, swapped=False))}


def choose(workspace, example, person, choice):
    review(workspace, example, person, answers=chosen(choice))


def alphas(at):
    return [metric.value for metric in at.metric]


def alpha_in(at, begin):
    (words,) = (text for text in texts(at) if text.startswith(begin))
    return float(re.search(r"alpha (\S+)\.$", words).group(1))


def press(at, prefix):
    return next(one for one in at.button if str(one.key).startswith(prefix)).click().run()


def test_the_alpha_of_real_categories_is_the_one_of_their_table(workspace, monkeypatch, shared):
    """Forty questions to a shop; Chi gives every fifth one the category of the next."""
    file = shared / "tickets" / "bitext_support" / "bitext_support.csv"
    with file.open(newline="", encoding="utf-8") as stream:
        every = list(csv.DictReader(stream))
    rows = every[:: len(every) // 40][:40]
    made = clear_rows(workspace, rows)
    given, said = [], []
    for number, (example, row) in enumerate(zip(made, rows, strict=True)):
        for person in PEOPLE:
            other = person == "chi" and number % 5 == 0
            label = rows[(number + 1) % 40]["category"] if other else row["category"]
            given.append((example, person, {"category": label, "reply": row["response"]}))
            said.append((example.id, person, label))
    review_many(workspace, given)
    found = measure_agreement(long(said))
    at = opened(workspace, monkeypatch, "agreement", CURATOR, task="support-replies")
    assert 0.5 < found.alpha < 1
    assert f"{found.alpha:.2f}" in alphas(at)
    assert any(
        f"{found.interval.low:.2f} to {found.interval.high:.2f}" in c.value for c in at.caption
    )


def clear_rows(workspace, rows):
    made = [
        make_example(row["instruction"], answer=row["response"], row=n)
        for n, row in enumerate(rows, 1)
    ]
    clear(workspace, made)
    return made


def test_real_pairs_are_calibrated_adjudicated_and_released(workspace, monkeypatch, pandalm):
    made = [as_pair(row, p, a, b) for row, (p, (a, b, _)) in enumerate(pandalm, 1)]
    clear(workspace, made)
    for actor in (ANN, BEN):
        signed_in(workspace, actor)
    given, said = [], []
    for example, (_, (_, _, choices)) in zip(made[:PAIRS], pandalm, strict=False):
        for person, choice in zip(PEOPLE, choices, strict=True):
            given.append((example, person, chosen(choice)))
            said.append((example.id, person, str(choice)))
    review_many(workspace, given)
    at = opened(workspace, monkeypatch, "agreement", CURATOR, task=TASK)
    assert f"{measure_agreement(long(said)).alpha:.2f}" in alphas(at)
    calibrate(workspace, at, made[PAIRS:])
    adjudicate_and_release(workspace, at, made)


def calibrate(workspace, at, pairs):
    at.toggle(key=f"calibration_{TASK}").set_value(True).run()
    at.number_input(key=f"round_count_{TASK}").set_value(CALIBRATED).run()
    at.button(key=f"round_start_{TASK}").click().run()
    right = dict(zip((one.id for one in pairs), list(CHOICE.values()) * 3, strict=True))
    every = [(one, person, chosen(right[one.id])) for one in pairs for person in PEOPLE]
    review_many(workspace, every)
    choose(workspace, pairs[0], "ben", Choice.SECOND)
    choose(workspace, pairs[1], "chi", Choice.FIRST)
    at.run()
    before = alpha_in(at, "Before the talk: ")
    at.button(key=f"round_talk_{TASK}").click().run()
    choose(workspace, pairs[0], "ben", right[pairs[0].id])
    choose(workspace, pairs[1], "chi", right[pairs[1].id])
    at.run()
    assert before < alpha_in(at, "Now: ") == 1
    press(at, "round_end_")
    assert not at.exception


def adjudicate_and_release(workspace, at, made):
    adopted = next(text for text in texts(at) if text.startswith("Reply "))
    press(at, "adopt_1")
    (verdict,) = list_verdicts(workspace.store, TASK)
    at.button(key=f"settle_{TASK}").click().run()
    release = cut_release(workspace, CURATOR, task_id=TASK, method="dpo", seed=1, request_id="cut")
    lines = [
        json.loads(line)
        for name in release_files(release)
        if name.endswith(".jsonl")
        for line in release_path(workspace, release.number, name).read_text().splitlines()
    ]
    (example,) = (one for one in made if one.id == verdict.example_id)
    better, worse = example.answer.content, example.rejected.content
    if adopted != "Reply 1 is better":
        better, worse = worse, better
    prompt = example.messages[-1].content
    mine = [
        line
        for line in lines
        if "preferred_output" in line and line["input"]["messages"][-1]["content"] == prompt
    ]
    assert [line["preferred_output"][0]["content"] for line in mine] == [better]
    assert [line["non_preferred_output"][0]["content"] for line in mine] == [worse]
