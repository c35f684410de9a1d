"""The balance page: the mix, the target and the plan."""

import threading

import pytest

from curation.balance.apportion import Part
from curation.balance.plan import Aim
from curation.balance.target import to_shares
from curation.workflow.balance.balance import latest_plan, make_plan
from curation.workflow.balance.check import run_checks
from curation.workflow.balance.splits import split_rule
from tests.makers import CURATOR, make_example
from tests.pages.opening import opened, texts
from tests.workflow.stocked import stock, stock_accepted

TASK = "support-replies"
SLOT = f"{TASK}_category"


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as a curator, with what is in the workspace by then."""
    return lambda task=TASK: opened(workspace, monkeypatch, "balance", CURATOR, task=task)


def metric(at, label):
    return next(m.value for m in at.metric if m.label == label)


def test_without_accepted_examples_it_leads_to_reviewing(page):
    assert "No example is accepted yet" in [heading.value for heading in page().subheader]


def test_the_plan_follows_the_typed_counts(workspace, page):
    """10 and 4 accepted; halves: 4 of refund allow 9 in all."""
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    at = page()
    for label in ("delivery", "refund"):
        at.number_input(key=f"target_{SLOT}_{label}").set_value(50)
    at.run()
    assert metric(at, "Taken") == "9"


def test_the_plan_follows_pasted_lines(workspace, page):
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    at = page()
    at.get_by_key(f"target_way_{SLOT}").set_value("Paste lines").run()
    at.text_area(key=f"target_text_{SLOT}").set_value("delivery,1\nrefund,1").run()
    assert metric(at, "Taken") == "9"


def test_the_plan_follows_an_uploaded_file(workspace, page):
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    at = page()
    at.get_by_key(f"target_way_{SLOT}").set_value("Upload a file").run()
    at.file_uploader(key=f"target_file_{SLOT}").upload("mix.csv", b"label,count\nrefund,9\n").run()
    assert metric(at, "Taken") == "4"


def test_a_sample_of_production_is_counted_by_the_column_that_has_the_labels(workspace, page):
    """3 of 4 cases are refunds: 4 accepted refunds allow one delivery, 5 in all; 6 would round
    their share to 4 or 5 and that of delivery to 1 or 2."""
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    at = page()
    at.get_by_key(f"target_way_{SLOT}").set_value("Upload a file").run()
    rows = b"id,topic,text\n1,refund,a\n2,refund,b\n3,delivery,c\n4,refund,d\n"
    at.file_uploader(key=f"target_file_{SLOT}").upload("cases.csv", rows).run()
    assert at.selectbox(key=f"target_column_{SLOT}").value == "topic"
    assert metric(at, "Taken") == "6"


def test_several_attributes_are_planned_at_once(workspace, page):
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    at = page()
    at.multiselect(key=f"plan_by_{TASK}").set_value(
        ["What is it about?", "An SQL expression"]
    ).run()
    at.text_input(key=f"plan_expression_{TASK}").set_value("source_row % 2").run()
    assert metric(at, "Taken") == "14"


def test_lines_that_are_no_mix_are_refused_in_words(workspace, page):
    stock_accepted(workspace, {"delivery": 10})
    at = page()
    at.get_by_key(f"target_way_{SLOT}").set_value("Paste lines").run()
    at.text_area(key=f"target_text_{SLOT}").set_value("delivery").run()
    assert "Line 1 is not a label and a count." in texts(at)


def test_saving_keeps_the_plan_once(workspace, page):
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    at = page()
    at.number_input(key=f"plan_size_{TASK}").set_value(7).run()
    at.button(key="save_plan").click().run()
    kept = latest_plan(workspace, TASK)
    assert (kept.size, len(kept.example_ids)) == (7, 7)
    assert at.button(key="save_plan").disabled


def test_the_counts_start_from_the_kept_plan(workspace, page):
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    make_plan(
        workspace,
        CURATOR,
        TASK,
        aims=[Aim(by="category", target=to_shares({"refund": 1, "delivery": 3}))],
        size=8,
        seed=1,
        request_id="p",
    )
    at = page()
    typed = [at.number_input(key=f"target_{SLOT}_{k}").value for k in ("delivery", "refund")]
    assert typed == [750, 250]


def test_a_kept_plan_can_be_dropped(workspace, page):
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    at = page()
    at.button(key="save_plan").click().run()
    at.button(key="drop_plan").click().run()
    assert latest_plan(workspace, TASK) is None
    assert "The next release takes every accepted example." in texts(at)


def test_labels_from_the_data_are_shown_as_plain_text(workspace, page):
    hostile = "**bold** <img src=x>"
    stock_accepted(workspace, {hostile: 3})
    at = page()
    assert hostile in texts(at)
    assert not any(hostile in number.label for number in at.number_input)


def test_defects_are_shown_as_cells(workspace, page):
    stock(workspace, [make_example("Where is it?", answer="Hello {{name}}")])
    at = page()
    summary, examples = (table.value for table in at.dataframe)
    titles = dict(zip(summary["What"], summary["Found"], strict=True))
    assert titles == {"A placeholder is left in the answer": 1}
    assert examples["What exactly"].tolist() == ["{{name}}"]
    assert examples["Answer"].tolist() == ["Hello {{name}}"]


def test_what_is_short_is_asked_of_the_reviewers_with_one_click(workspace, page):
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    at = page()
    at.number_input(key=f"plan_size_{TASK}").set_value(28).run()
    assert "4 short of refund; 0 are not settled yet" in texts(at)
    at.button(key="ask_missing").click().run()
    assert "4 of 8 refund: 0 are not settled yet" in texts(at)


def test_another_plan_of_the_list_can_be_followed(workspace, page):
    stock_accepted(workspace, {"delivery": 10, "refund": 4})
    aims = [Aim(by="category", target=to_shares({"refund": 1, "delivery": 3}))]
    for name, size in (("Small", 4), ("Large", 8)):
        make_plan(
            workspace, CURATOR, TASK, aims=aims, size=size, seed=1, request_id=name, name=name
        )
    at = page()
    at.selectbox(key=f"plan_chosen_{TASK}").set_value("Small").run()
    at.button(key="follow_plan").click().run()
    assert latest_plan(workspace, TASK).name == "Small"


def test_the_split_is_set_on_the_page(workspace, page):
    stock_accepted(workspace, {"delivery": 10})
    at = page()
    at.number_input(key=f"split_test_{TASK}").set_value(20.0).run()
    at.button(key="save_split").click().run()
    assert split_rule(workspace, TASK).shares[Part.TEST] == 0.2


def test_a_defect_is_accepted_with_a_reason_and_counts_again(workspace, page):
    stock(workspace, [make_example("Where is it?", answer="Hello {{name}}")])
    at = page()
    at.button(key="accept_placeholders").click().run()
    assert "There is no reason." in texts(at)
    at.text_input(key=f"check_why_{TASK}_placeholders").set_value("A template.").run()
    at.button(key="accept_placeholders").click().run()
    summary, accepted = (table.value for table in at.dataframe)
    assert (summary["Found"].tolist(), summary["Accepted"].tolist()) == ([0], [1])
    assert accepted["Why"].tolist() == ["A template."]
    at.button(key="withdraw_placeholders").click().run()
    assert at.dataframe[0].value["Found"].tolist() == [1]


def test_what_is_excluded_can_be_taken_back(workspace, page):
    stock(workspace, [make_example("Where is it?", answer="Hello {{name}}")])
    at = page()
    at.text_input(key=f"check_why_{TASK}_placeholders").set_value("No use.").run()
    at.button(key="exclude_placeholders").click().run()
    assert not at.dataframe
    at.button(key="undo_mending").click().run()
    assert at.dataframe[0].value["Found"].tolist() == [1]


def test_duplicates_stand_side_by_side_and_one_is_kept(workspace, page):
    text = "my parcel with the blue lamp has not arrived at my house in the old town yet"
    stock(workspace, [make_example(t, row=n) for n, t in enumerate((text, f"{text}. Thanks"))])
    at = page()
    at.button(key="desk_keep_1").click().run()
    assert len(run_checks(workspace, TASK).examples) == 1


def test_a_group_may_stay_as_it_is(workspace, page):
    text = "my parcel with the blue lamp has not arrived at my house in the old town yet"
    stock(workspace, [make_example(t, row=n) for n, t in enumerate((text, f"{text}. Thanks"))])
    at = page()
    at.button(key="desk_all").click().run()
    assert at.dataframe[0].value["Accepted"].tolist() == [1]


def test_what_might_be_the_same_is_shown_on_request_and_settled_alike(workspace, page):
    text = "my parcel with the blue lamp has not arrived at my house in the old town yet"
    texts_ = (text, f"{text} and i would like to hear when your men will bring it")
    stock(workspace, [make_example(t, row=n) for n, t in enumerate(texts_)])
    at = page()
    at.toggle(key=f"suggested_{TASK}").set_value(True).run()
    assert at.selectbox(key=f"check_shown_{TASK}").value == "might-be-duplicates"
    at.button(key="desk_keep_1").click().run()
    assert len(run_checks(workspace, TASK).examples) == 1


def test_many_examples_are_looked_at_in_the_background(workspace, page, monkeypatch):
    monkeypatch.setattr("curation.workflow.balance.look.LIVE", 0)
    stock(workspace, [make_example("Where is it?", answer="Hello {{name}}")])
    page()
    for thread in threading.enumerate():
        if thread.name == f"check {TASK}":
            thread.join()
    at = page()
    assert at.dataframe[0].value["Found"].tolist() == [1]
    stock(workspace, [make_example("And my refund?", answer="Hello {{name}}", row=2)])
    assert at.run().dataframe[0].value["Found"].tolist() == [1]
    assert at.button(key=f"check_{TASK}").label == "Look again"
