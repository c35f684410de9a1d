"""Values as they are listed: grouped, filtered, counted and in the order of their risk."""

import pytest

from curation.privacy.finding import Action, Finding
from curation.privacy.scan import Scan
from curation.store import decisions, finding_groups, findings
from curation.store.connection import Store
from curation.store.decisions import Choice
from curation.store.finding_groups import Wanted, list_tallies
from tests.makers import make_example
from tests.staged import THEN, add_examples

TASK = "support-replies"
ONE, TWO = make_example("one", row=1), make_example("two", row=2)


@pytest.fixture
def store(workspace) -> Store:
    add_examples(workspace.store, [ONE, TWO])
    return workspace.store


def finding(example, key: str, **named) -> Finding:
    values = {"path": "messages.0", "begins": 0, "ends": 3, "entity": "PERSON", "score": 0.7}
    return Finding(
        example_id=example.id, value_key=key, recognizer=named.pop("recognizer", "Person"),
        **{**values, **named},
    )  # fmt: skip


def scan(store: Store, example, *found: Finding) -> None:
    one = Scan(
        id=f"s{example.source.row}",
        example_id=example.id,
        version=1,
        edits_until=0,
        fingerprint="f",
        incomplete=False,
        findings=found,
    )
    findings.add_scans(store, [one], {}, fingerprint="f", recorded_at=THEN)


def decide(store: Store, request: str, *choices: Choice) -> int:
    return decisions.add_decisions(
        store, TASK, choices, reason="", actor="carla", request_id=request, recorded_at=THEN
    )


def keys(store: Store, **wanted) -> list[str]:
    tallies, _ = list_tallies(store, TASK, Wanted(**wanted), limit=10)
    return [tally.value_key for tally in tallies]


def test_equal_values_are_one_group_with_its_first_place(store):
    scan(store, ONE, finding(ONE, "ann"), finding(ONE, "ann", begins=9))
    scan(store, TWO, finding(TWO, "ann"))
    tallies, total = list_tallies(store, TASK, limit=10)
    (group,) = finding_groups.list_groups(store, tallies)
    counts = (group.tally.places, group.tally.examples)
    assert (counts, group.first.example_id, total) == ((3, 2), ONE.id, 1)


def test_groups_are_paged_and_all_are_counted(store):
    scan(store, ONE, finding(ONE, "ann"), finding(ONE, "ben", begins=9))
    scan(store, TWO, finding(TWO, "ben"))
    pages = [list_tallies(store, TASK, limit=1, offset=offset) for offset in range(2)]
    listed = [(tallies[0].value_key, total) for tallies, total in pages]
    assert listed == [("ben", 2), ("ann", 2)]


@pytest.mark.parametrize(
    ("riskier", "other"),
    [
        ({"entity": "CREDIT_CARD"}, {"entity": "URL"}),
        ({"score": 0.9}, {"score": 0.5}),
    ],
    ids=["a worse kind", "a surer finding"],
)
def test_the_riskier_value_comes_first(store, riskier, other):
    scan(store, ONE, finding(ONE, "a", **other), finding(ONE, "b", **riskier))
    assert keys(store) == ["b", "a"]


def test_values_are_filtered_by_kind_source_and_score(store):
    scan(
        store,
        ONE,
        finding(ONE, "ann", score=0.9),
        finding(ONE, "url", entity="URL", score=0.5, recognizer="Url"),
    )
    assert keys(store, entity="URL") == ["url"]
    assert keys(store, source="Person") == ["ann"]
    assert keys(store, score_from=0.6) == ["ann"]
    assert keys(store, score_below=0.6) == ["url"]
    assert keys(store, value_keys=("url",)) == ["url"]
    assert keys(store, value_keys=()) == []


def test_a_value_decided_in_one_example_only_still_waits_in_the_other(store):
    scan(store, ONE, finding(ONE, "ann"))
    scan(store, TWO, finding(TWO, "ann"))
    decide(store, "r1", Choice("PERSON", "ann", Action.KEEP, ONE.id))
    ((tally,), _) = list_tallies(store, TASK, Wanted(action="undecided"), limit=10)
    assert (tally.mixed, tally.examples) == (True, 2)


def test_what_is_on_the_allow_list_is_shown_when_asked_for_only(store):
    scan(store, ONE, finding(ONE, "ann"), finding(ONE, "ben"))
    decide(store, "r1", Choice("PERSON", "ann", Action.NOT_PII, listed=True))
    assert keys(store) == ["ben"]
    assert keys(store, action="not_pii") == ["ann"]
    assert [e.finding.value_key for e in finding_groups.list_reported(store, TASK)] == ["ben"]


def test_decided_values_are_those_replaced_or_kept(store):
    scan(store, ONE, *(finding(ONE, key) for key in "abc"))
    decide(store, "r1", Choice("PERSON", "a", Action.MASK))
    decide(store, "r2", Choice("PERSON", "b", Action.KEEP))
    assert keys(store, action="decided") == ["a", "b"]
    assert keys(store, action="undecided") == ["c"]


def test_entities_are_counted_by_place_and_by_value(store):
    scan(store, ONE, finding(ONE, "ann"), finding(ONE, "ann", begins=9))
    ((count,), _) = finding_groups.read_counts(store, TASK)
    assert (count.entity, count.places, count.values, count.undecided) == ("PERSON", 2, 1, 1)


def test_places_come_for_several_values_some_of_each(store):
    scan(store, ONE, finding(ONE, "ann"), finding(ONE, "ann", begins=9), finding(ONE, "ben"))
    places = finding_groups.list_places(store, TASK, ["ann", "ben"], limit=1)
    assert [entry.finding.value_key for entry in places] == ["ann", "ben"]
