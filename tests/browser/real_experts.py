"""A workspace in which three experts have judged real questions and real pairs of replies."""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from curation.example import Example, Message, Source, Speaker
from curation.people import Role
from curation.review.agreement.agreement import Agreement, measure_agreement
from curation.review.preference import Choice, Preference, write_preference
from curation.settings import read_settings
from curation.workflow.settings.people import add_person, make_sign_in_link
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.makers import OWNER, SHOP_TASK, make_example
from tests.unit.review.tables import long
from tests.workflow.cleared import clear
from tests.workflow.reviewed import review_many

ROWS, PAIRS, CALIBRATED = 40, 40, 6
QUESTION_TASK, PAIR_TASK = "support-replies", "preferred-replies"
CHOICE = {1: Choice.FIRST, 2: Choice.SECOND}
ANNOTATORS = ("annotator1", "annotator2", "annotator3")


@dataclass(frozen=True, kw_only=True)
class Stocked:
    """The agreement of three experts by task, the pairs by id, and the path that signs Ann in."""

    agreement: dict[str, Agreement]
    pairs: dict[str, Example]
    path: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one expert said of an example, and the answers that are stored."""

    example: Example
    who: str
    value: str
    answers: dict[str, str]


def bitext_rows(shared: Path) -> list[dict[str, str]]:
    """Real questions to a shop, spread over the file so that several categories are among them.

    Their stand-ins for names and numbers are filled in: what is not holds a release up.
    """
    source = shared / "tickets" / "bitext_support" / "bitext_support.csv"
    with source.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return [
        {name: re.sub(r"\{\{(.*?)\}\}", r"\1", cell) for name, cell in row.items()}
        for row in rows[:: len(rows) // ROWS][:ROWS]
    ]


def pandalm_pairs(shared: Path) -> list[tuple[Example, list[Choice]]]:
    """Real pairs of short replies with three people's choices, those that differ first; no ties."""
    items = json.loads((shared / "preferences" / "pandalm" / "pandalm_testset.json").read_text())
    found = {}
    for item in items:
        first, second = item["response1"], item["response2"]
        choices = [CHOICE[item[name]] for name in ANNOTATORS if item[name] in CHOICE]
        plain = all(isinstance(reply, str) and 0 < len(reply) < 500 for reply in (first, second))
        if plain and first not in second and second not in first and len(choices) == 3:
            prompt = f"{item['instruction']}\n{item['input']}"
            found.setdefault(prompt, (first, second, choices))
    differing_first = sorted(found.items(), key=lambda one: len(set(one[1][2])) == 1)
    return [
        (_pair(row, prompt, first, second), choices)
        for row, (prompt, (first, second, choices)) in enumerate(
            differing_first[: PAIRS + CALIBRATED], 1
        )
    ]


def stock(folder: Path, shared: Path) -> Stocked:
    """Fill a workspace: a task "shop" without examples, one of questions and one of pairs.

    The last CALIBRATED pairs were judged by nobody, and the one before them by Ben alone, so that
    Ann's queue is never empty.
    """
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    (folder / "tasks").mkdir()
    (folder / "tasks" / "shop.toml").write_text(SHOP_TASK)
    ann = add_person(workspace, OWNER, "Ann", Role.REVIEWER).id
    people = (ann, "ben", "chi")
    pairs = pandalm_pairs(shared)
    categories = _categories(bitext_rows(shared), people)
    clear(workspace, [example for example, _ in pairs])
    clear(workspace, list({one.example.id: one.example for one in categories}.values()))
    stocked = Stocked(
        agreement={
            QUESTION_TASK: _store(workspace, categories),
            PAIR_TASK: _store(workspace, _choices(pairs[:PAIRS], people)),
        },
        pairs={example.id: example for example, _ in pairs},
        path=f"/start?token={make_sign_in_link(workspace, OWNER, ann)}",
    )
    close_workspace(workspace)
    return stocked


def _pair(row: int, prompt: str, first: str, second: str) -> Example:
    return replace(
        make_example(prompt, answer=first, task=PAIR_TASK),
        rejected=Message(speaker=Speaker.ASSISTANT, content=second),
        source=Source(file="pandalm.json", sha256="0" * 64, row=row),
    )


def _categories(rows: list[dict[str, str]], people: Sequence[str]) -> list[Said]:
    """Everybody gives the category of the file, but the last every fifth time that of the next."""
    said = []
    for number, row in enumerate(rows):
        example = make_example(row["instruction"], answer=row["response"], row=number)
        for person in people:
            other = person == people[-1] and number % 5 == 0
            value = rows[(number + 1) % len(rows)]["category"] if other else row["category"]
            answers = {"category": value, "reply": row["response"]}
            said.append(Said(example=example, who=person, value=value, answers=answers))
    return said


def _choices(pairs: list[tuple[Example, list[Choice]]], people: Sequence[str]) -> list[Said]:
    """The choices as they were made, but of the last pair only the second person's."""
    said = [
        Said(example=example, who=person, value=str(choice), answers=chosen(choice))
        for example, choices in pairs
        for person, choice in zip(people, choices, strict=True)
    ]
    return [*said[: -len(people)], said[1 - len(people)]]


def chosen(choice: Choice) -> dict[str, str]:
    """The answer of who saw the replies in the order of the file."""
    return {"preferred": write_preference(Preference(choice=choice, swapped=False))}


def _store(workspace: Workspace, said: list[Said]) -> Agreement:
    """Store what was said; returns how far it agrees, measured from the table itself."""
    review_many(workspace, [(one.example, one.who, one.answers) for one in said])
    return measure_agreement(long([(one.example.id, one.who, one.value) for one in said]))
