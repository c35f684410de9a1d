"""Checks of a task's examples, from the workspace and from the command line."""

import json
from argparse import Namespace

import pytest

from curation.balance.checks.check import Defect, OneByOne
from curation.balance.checks.placeholders import PLACEHOLDERS
from curation.commands.check import CHECK
from curation.commands.command import Context
from curation.errors import InputRefused, NotAllowed, NotReady
from curation.release.method import TrainingMethod
from curation.review.decision import Outcome
from curation.store.verdicts import list_verdicts
from curation.workflow.background import Cancelled
from curation.workflow.balance.accept_defects import accept_defects, withdraw_acceptance
from curation.workflow.balance.check import last_look, run_checks
from curation.workflow.balance.check_gate import blocking_defects, require_checks
from curation.workflow.balance.mend_defects import (
    ask_again,
    cut_answers,
    exclude_examples,
    keep_one,
    undo_mending,
)
from curation.workflow.evaluation.traffic import add_traffic
from curation.workflow.release.gold import collect_gold
from tests.makers import ANN, CURATOR, make_example
from tests.scan_work import find_nothing
from tests.workflow.stocked import settle, stock

TASK = "support-replies"
LAMP = "my parcel with the blue lamp has not arrived at my house in the old town yet"


def found(workspace, task=TASK):
    return {
        each.check.name: [list(defect.ids) for defect in each.defects]
        for each in run_checks(workspace, task).found
    }


def test_a_clean_set_has_no_defect(workspace):
    stock(workspace, [make_example(LAMP), make_example("A refund?", row=2)])
    assert not any(found(workspace).values())


def test_the_final_answer_counts_and_not_the_one_of_the_source(workspace):
    (name,) = stock(workspace, [make_example(LAMP, answer="Hello {{name}}")])
    before = found(workspace)["placeholders"]
    settle(workspace, {name: {"category": "delivery", "reply": "It comes on Friday."}})
    assert (before, found(workspace)["placeholders"]) == ([[name]], [])


def test_what_is_rejected_or_not_scanned_is_not_looked_at(workspace):
    rejected = stock(workspace, [make_example(LAMP, answer="")])
    settle(workspace, {rejected[0]: {}}, outcome="reject")
    stock(workspace, [make_example("A refund?", answer="", row=2)], scanned=False)
    assert found(workspace)["no-answer"] == []


def test_what_does_not_apply_is_told_with_the_reason(workspace):
    stock(workspace, [make_example(LAMP)])
    left_out = {check.name: why for check, why in run_checks(workspace, TASK).left_out}
    assert left_out["schema"] == "Only for answers with fields"
    assert left_out["format-drift"] == "No requests of production were brought in"


def test_what_production_sees_is_compared_as_soon_as_it_is_there(workspace):
    stock(workspace, [make_example(f"{LAMP} {n}", row=n) for n in range(30)])
    assert "format-drift" not in found(workspace)
    log = "\n".join(
        json.dumps({"id": str(n), "question": f"Refund {n}?", "answer": "**No.**"})
        for n in range(30)
    )
    add_traffic(workspace, CURATOR, TASK, log.encode(), work=find_nothing)
    assert found(workspace)["format-drift"]


def test_answers_in_json_are_not_read_as_sentences(workspace):
    assert "cut-off" not in found(workspace, "invoice-fields")


def test_the_verb_names_severity_count_and_examples(workspace):
    (name,) = stock(workspace, [make_example(LAMP, answer="")])
    context = Context(workspace=workspace, actor=CURATOR, report=lambda *step: None)
    result = CHECK.run(context, Namespace(task=TASK))
    entry = next(each for each in result["checks"] if each["name"] == "no-answer")
    assert (entry["status"], entry["severity"], entry["count"]) == ("error", "error", 1)
    assert entry["examples"] == [[name]]


def checked(workspace, *names):
    return [run_checks(workspace, TASK).examples[name] for name in names]


def defects(workspace, check):
    (each,) = [each for each in run_checks(workspace, TASK).found if each.check.name == check]
    return each.defects


def accept(workspace, check="no-answer", reason="A test of the channel.", request_id="a1"):
    accept_defects(
        workspace,
        CURATOR,
        TASK,
        check,
        defects(workspace, check),
        reason=reason,
        request_id=request_id,
    )


def test_what_is_accepted_counts_apart_until_it_is_taken_back(workspace):
    (name,) = stock(workspace, [make_example(LAMP, answer="")])
    wrong = defects(workspace, "no-answer")
    accept(workspace)
    accept(workspace, reason="Another one.", request_id="a1")
    (each,) = [each for each in run_checks(workspace, TASK).found if each.accepted]
    assert (each.defects, each.accepted[0].defect, each.accepted[0].by.reason) == (
        (),
        wrong[0],
        "A test of the channel.",
    )
    withdraw_acceptance(workspace, CURATOR, TASK, "no-answer", wrong, request_id="a2")
    assert found(workspace)["no-answer"] == [[name]]


def test_what_was_accepted_counts_again_when_the_example_changes(workspace):
    (name,) = stock(workspace, [make_example(LAMP, answer="")])
    accept(workspace)
    settle(workspace, {name: {"category": "delivery", "reply": ""}})
    assert found(workspace)["no-answer"] == [[name]]


def test_a_reason_is_needed_and_a_reviewer_may_not_accept(workspace):
    stock(workspace, [make_example(LAMP, answer="")])
    with pytest.raises(InputRefused):
        accept(workspace, reason=" ")
    with pytest.raises(NotAllowed):
        accept_defects(workspace, ANN, TASK, "no-answer", [], reason="So.", request_id="x")


def test_nothing_is_looked_at_again_until_something_happens(workspace):
    stock(workspace, [make_example(LAMP)])
    assert last_look(workspace, TASK) is None
    before = run_checks(workspace, TASK)
    assert run_checks(workspace, TASK).examples is before.examples
    stock(workspace, [make_example("A refund?", row=2)])
    assert not last_look(workspace, TASK).is_current


def test_only_what_changed_is_judged_again_and_the_rest_is_remembered(workspace, monkeypatch):
    names = stock(
        workspace, [make_example(f"{LAMP} {n}", answer="Hi {{name}}", row=n) for n in range(3)]
    )
    run_checks(workspace, TASK)
    judged = []
    judge = PLACEHOLDERS.find.says
    monkeypatch.setattr(
        OneByOne,
        "__call__",
        lambda self, examples, wanted: [
            judged.append(one.id) or Defect(ids=(one.id,))
            for one in examples
            if self is PLACEHOLDERS.find and judge(one) is not None
        ],
    )
    settle(workspace, {names[1]: {"category": "delivery", "reply": "Hi {{you}}"}})
    assert (found(workspace)["placeholders"], judged) == ([[name] for name in names], [names[1]])


def test_what_was_mended_is_left_out_of_what_was_found_before(workspace):
    texts = (LAMP, f"{LAMP}. Thanks", "Where is the invoice for the red chair of last week?")
    names = stock(
        workspace,
        [make_example(t, answer="Hi {{name}}", row=n) for n, t in enumerate(texts)],
    )
    shown = checked(workspace, names[0])
    exclude_examples(workspace, CURATOR, TASK, shown, reason="No use.", request_id="e1")
    known = last_look(workspace, TASK)
    left = {each.check.name: [d.ids for d in each.defects] for each in known.checkup.found}
    assert not known.is_current
    assert (left["placeholders"], left["duplicates"]) == ([(names[1],), (names[2],)], [])


def test_what_stops_the_work_leaves_what_was_found_before(workspace):
    stock(workspace, [make_example(LAMP)])
    before = run_checks(workspace, TASK)
    stock(workspace, [make_example("A refund?", row=2)])

    def stop(done, total, message):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_checks(workspace, TASK, stop)
    assert last_look(workspace, TASK).checkup.examples is before.examples


def test_examples_are_excluded_once_and_given_back_in_one_step(workspace):
    names = stock(workspace, [make_example(LAMP, answer=""), make_example("Hm?", row=2)])
    settle(workspace, {names[0]: {"category": "delivery", "reply": "It comes."}})
    shown = checked(workspace, *names)
    for _ in range(2):
        assert (
            exclude_examples(workspace, CURATOR, TASK, shown, reason="No use.", request_id="e") == 2
        )
    assert run_checks(workspace, TASK).examples == {}
    assert undo_mending(workspace, CURATOR, TASK, "e", request_id="u") == 2
    after = run_checks(workspace, TASK).examples
    assert [after[name].accepted for name in names] == [True, False]


def test_what_changed_since_it_was_shown_is_not_excluded(workspace):
    (name,) = stock(workspace, [make_example(LAMP)])
    shown = checked(workspace, name)
    settle(workspace, {name: {"category": "delivery", "reply": "It comes."}})
    with pytest.raises(NotReady):
        exclude_examples(workspace, CURATOR, TASK, shown, reason="No.", request_id="e")


def test_keeping_one_of_a_group_spares_what_differs_in_a_negation(workspace):
    texts = [LAMP, f"{LAMP}. Thanks", LAMP.replace(" not", "")]
    names = stock(workspace, [make_example(text, row=n) for n, text in enumerate(texts)])
    group = checked(workspace, *names)
    done = keep_one(workspace, CURATOR, TASK, group[0], group, reason="Same.", request_id="k")
    assert (done, set(run_checks(workspace, TASK).examples)) == (1, {names[0], names[2]})


def test_merging_keeps_one_question_with_the_answer_of_another(workspace):
    texts = [(LAMP, "It comes."), (f"{LAMP}. Thanks", "It comes on Friday.")]
    names = stock(workspace, [make_example(t, answer=a, row=n) for n, (t, a) in enumerate(texts)])
    group = checked(workspace, *names)
    keep_one(
        workspace,
        CURATOR,
        TASK,
        group[0],
        group,
        reason="Same.",
        request_id="m",
        answered_by=group[1],
    )
    (verdict,) = [v for v in list_verdicts(workspace.store, TASK) if v.example_id == names[0]]
    assert (verdict.outcome, verdict.answers["reply"]) == (Outcome.ACCEPT, "It comes on Friday.")


def test_residue_is_cut_out_of_accepted_answers(workspace):
    (name,) = stock(workspace, [make_example(LAMP)])
    reply = "Hello, it comes.\n\nOn 3 May 2026 Ann wrote:\n> Where is it?"
    settle(workspace, {name: {"category": "delivery", "reply": reply}})
    cut_answers(workspace, CURATOR, TASK, "residue", checked(workspace, name), request_id="c")
    (verdict,) = list_verdicts(workspace.store, TASK)
    assert (verdict.answers["reply"], verdict.edited) == ("Hello, it comes.", True)


def test_asking_again_takes_the_final_answer_back(workspace):
    (name,) = stock(workspace, [make_example(LAMP)])
    settle(workspace, {name: {"category": "delivery", "reply": "It comes."}})
    ask_again(workspace, CURATOR, TASK, checked(workspace, name), reason="x", request_id="r")
    assert not run_checks(workspace, TASK).examples[name].accepted


def test_an_error_holds_a_release_up_until_it_is_accepted(workspace):
    texts = (f"{LAMP} {word}" for word in ("today", "yesterday"))
    names = stock(workspace, [make_example(text, row=row) for row, text in enumerate(texts)])
    replies = ("You get it within 30 days.", "You get it within 14 days.")
    settle(
        workspace,
        {n: {"category": "delivery", "reply": r} for n, r in zip(names, replies, strict=True)},
    )
    (blocking,) = blocking_defects(workspace, TASK, TrainingMethod.SFT)
    gold = collect_gold(workspace, workspace.task(TASK)).gold
    with pytest.raises(NotReady, match="The examples have errors"):
        require_checks(workspace, workspace.task(TASK), gold, TrainingMethod.SFT)
    accept(workspace, check=blocking.check.name)
    assert blocking_defects(workspace, TASK, TrainingMethod.SFT) == ()
    require_checks(workspace, workspace.task(TASK), gold, TrainingMethod.SFT)


def test_what_makes_no_line_holds_nothing_up(workspace):
    (name,) = stock(workspace, [make_example(LAMP)])
    settle(workspace, {name: {"category": "delivery", "reply": ""}})
    assert blocking_defects(workspace, TASK, TrainingMethod.SFT) == ()
