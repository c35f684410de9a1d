"""What stands for a value: made up, the same within an example or the workspace, or asterisks."""

from curation.privacy.finding import Finding, value_key
from curation.privacy.scan import Scan
from curation.scanner.fingerprint import current_fingerprint
from curation.store.findings import add_scans
from curation.workflow.privacy.masked import mask_examples, masked_examples
from curation.workflow.workspace import SHIPPED_TASKS, Workspace
from tests.makers import make_example
from tests.staged import THEN, add_examples

TASK = "support-replies"
NAME = "Julia Hartmann"


def want(workspace: Workspace, *lines: str) -> None:
    """The task with these entries of its own."""
    text = (SHIPPED_TASKS / f"{TASK}.toml").read_text()
    (workspace.folder / "tasks").mkdir(exist_ok=True)
    (workspace.folder / "tasks" / f"{TASK}.toml").write_text("\n".join([*lines, text]))


def shown(workspace: Workspace) -> list[str]:
    """Two tickets of the same person, her name found in both, as they are shown."""
    tickets = [make_example(f"I am {NAME}, {n}.", row=n) for n in range(2)]
    add_examples(workspace.store, tickets)
    scans = [
        Scan(
            id=f"s{ticket.id}",
            example_id=ticket.id,
            version=1,
            edits_until=0,
            fingerprint=current_fingerprint(),
            incomplete=False,
            findings=(
                Finding(
                    example_id=ticket.id,
                    path="messages.0",
                    begins=5,
                    ends=5 + len(NAME),
                    entity="PERSON",
                    score=1.0,
                    recognizer="Test",
                    value_key=value_key(workspace.secret, "PERSON", NAME),
                ),
            ),
        )
        for ticket in tickets
    ]
    add_scans(workspace.store, scans, {}, fingerprint=current_fingerprint(), recorded_at=THEN)
    return [
        entry.example.messages[0].content.removeprefix("I am ").split(",")[0]
        for entry in masked_examples(workspace, TASK)
    ]


def test_each_example_has_surrogates_of_its_own(workspace):
    one, other = shown(workspace)
    assert one != other
    assert NAME not in (one, other)


def test_a_task_may_want_one_surrogate_in_the_whole_workspace(workspace):
    want(workspace, 'surrogates_per = "workspace"')
    one, other = shown(workspace)
    assert one == other != NAME


def test_a_task_may_want_asterisks(workspace):
    want(workspace, 'privacy = "mask"')
    assert shown(workspace) == ["****", "****"]


def test_the_surrogates_are_the_same_at_every_look(workspace):
    once = shown(workspace)
    again = [
        e.example.messages[0].content.split(",")[0][5:] for e in masked_examples(workspace, TASK)
    ]
    assert again == once


def test_a_placeholder_in_an_answer_of_earlier_becomes_its_surrogate(workspace):
    (name, _) = shown(workspace)
    masked = mask_examples(workspace, TASK)[0]
    assert masked.masking.apply("Dear <NAME_1>,") == f"Dear {name},"
