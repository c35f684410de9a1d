"""The board of found values is, after any events, the one that is counted anew from all of them."""

from random import Random

import pytest

from curation.privacy.finding import BY_HAND, Action, Finding
from curation.privacy.scan import Scan
from curation.privacy.value_board import Wanted
from curation.store import (
    decisions,
    erasure,
    finding_groups,
    findings,
    hand_values,
    standing_decisions,
    value_board,
)
from curation.store.connection import Store
from curation.store.decisions import Choice
from curation.store.hand_values import HandValue
from tests.makers import make_example
from tests.staged import THEN, add_examples

TASK = "support-replies"
EXAMPLES = [make_example(f"text {row}", row=row) for row in range(6)]
KEYS = [f"k{number}" for number in range(8)]
LISTS = (Wanted(), Wanted(action="undecided"), Wanted(action="decided"), Wanted(action="not_pii"))


class Story:
    """Random events of all kinds that the board is made of."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.chance = Random(seed)
        self.number = 0
        self.requests: list[str] = []
        self.versions: dict[str, int] = {}
        add_examples(store, EXAMPLES)

    def step(self) -> None:
        self.number += 1
        events = (self.scan, self.scan, self.decide, self.decide, self.decide, self.undo)
        self.chance.choice((*events, self.add, self.change, self.erase))()

    def finding(self, example, **named) -> Finding:
        values = {
            "path": "messages.0", "begins": self.number, "ends": self.number + 3,
            "entity": self.chance.choice(("PERSON", "URL")), "recognizer": "Person",
            "value_key": self.chance.choice(KEYS),
            "score": self.chance.choice((0.5, 0.9)),
        }  # fmt: skip
        return Finding(example_id=example.id, **{**values, **named})

    def scan(self) -> None:
        example = self.chance.choice(EXAMPLES)
        one = Scan(
            id=f"s{self.number}",
            example_id=example.id,
            version=self.versions.get(example.id, 1),
            edits_until=0,
            fingerprint="f",
            incomplete=False,
            findings=tuple(self.finding(example) for _ in range(self.chance.randrange(4))),
        )
        findings.add_scans(self.store, [one], {}, fingerprint="f", recorded_at=THEN)

    def scan_of(self, *keys: str) -> None:
        found = tuple(self.finding(EXAMPLES[0], value_key=key) for key in keys)
        one = Scan(
            id="s", example_id=EXAMPLES[0].id, version=1, edits_until=0, fingerprint="f",
            incomplete=False, findings=found,
        )  # fmt: skip
        findings.add_scans(self.store, [one], {}, fingerprint="f", recorded_at=THEN)

    def decide(self) -> None:
        action = self.chance.choice((Action.MASK, Action.KEEP, Action.NOT_PII))
        where = self.chance.choice(("", "", EXAMPLES[0].id)) if action != Action.NOT_PII else ""
        choices = [
            Choice(
                self.chance.choice(("PERSON", "URL")), key, action, where,
                listed=action == Action.NOT_PII,
            )
            for key in self.chance.sample(KEYS, 2)
        ]  # fmt: skip
        request = f"r{self.number}"
        self.requests.append(request)
        decisions.add_decisions(
            self.store, TASK, choices, reason="", actor="c", request_id=request, recorded_at=THEN
        )

    def row(self, what: str, undoes: str = "") -> dict:
        return decisions.request_row(
            TASK, f"r{self.number}", what=what, size=1, reason="", actor="c", recorded_at=THEN,
            undoes=undoes,
        )  # fmt: skip

    def undo(self) -> None:
        if self.requests:
            hand_values.take_back(self.store, self.row("undo", self.requests.pop()))

    def add(self) -> None:
        example = self.chance.choice(EXAMPLES)
        found = self.finding(example, recognizer=BY_HAND)
        place = HandValue(
            entity=found.entity, value_key=found.value_key, example_id=example.id, version=1,
            path=found.path, begins=found.begins, ends=found.ends,
        )  # fmt: skip
        choice = Choice(found.entity, found.value_key, Action.MASK)
        hand_values.add_hand_value(self.store, self.row("add"), place, [found], choice)
        self.requests.append(f"r{self.number}")

    def change(self) -> None:
        example = self.chance.choice(EXAMPLES)
        self.versions[example.id] = self.versions.get(example.id, 1) + 1
        add_examples(self.store, [example], version=self.versions[example.id])

    def erase(self) -> None:
        if self.chance.random() < 0.2:
            erasure.erase(
                self.store, examples=[EXAMPLES[-1].id], rows={}, lines={}, manifests={},
                change=lambda text: text, erasure_id=f"e{self.number}", subject_key="s", report={},
                actor="o", recorded_at=THEN,
            )  # fmt: skip


def told(store: Store) -> list[object]:
    """All that a page asks the board for."""
    lists = [finding_groups.list_tallies(store, TASK, wanted, limit=99) for wanted in LISTS]
    return [lists, finding_groups.read_counts(store, TASK)]


@pytest.mark.parametrize("seed", range(2))
def test_after_any_events_the_board_is_the_one_counted_anew(workspace, monkeypatch, seed):
    story = Story(workspace.store, seed)
    for _ in range(30):
        story.step()
        followed = told(workspace.store)
        with monkeypatch.context() as patched:
            patched.setattr(value_board, "_boards", {})
            assert followed == told(workspace.store)


def test_a_decision_counts_the_values_again_that_it_is_about_only(workspace, monkeypatch):
    story = Story(workspace.store, 1)
    story.scan_of(*KEYS)
    told(workspace.store)
    story.decide()
    read, asked = Store.read, []
    monkeypatch.setattr(
        Store, "read", lambda self, sql, *rest: (asked.append(sql), read(self, sql, *rest))[1]
    )
    told(workspace.store)
    assert not [sql for sql in asked if "finding_decided" in sql]


def test_a_board_is_the_same_when_an_older_event_is_stored_after_a_newer_one(workspace):
    store = workspace.store
    Story(store, 2).scan_of("k1", "k2")
    with store.transaction() as late:
        number = late.execute("select nextval('event_order')").fetchone()[0]
    decided = standing_decisions.list_undecided(store, TASK, Action.MASK)
    decisions.add_decisions(
        store, TASK, decided[:1], reason="", actor="c", request_id="new", recorded_at=THEN
    )
    told(store)
    store.append(
        "finding_decision",
        [{
            "decision_id": "late", "request_id": "late", "task": TASK, "example_id": "",
            "entity": decided[-1].entity, "value_key": decided[-1].value_key, "action": "keep",
            "reason": "", "actor": "d", "recorded_at": THEN, "sequence": number,
        }],
    )  # fmt: skip
    kept = finding_groups.list_values(store, TASK, Wanted(action="keep"))
    assert kept == [(decided[-1].entity, decided[-1].value_key)]
