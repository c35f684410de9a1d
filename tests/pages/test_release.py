"""The release page: what is ready, cutting, and the files."""

import threading

import pytest

from curation.workflow.release.release import list_releases
from curation.workflow.release.signatures import want_two_signatures
from tests.makers import CURATOR, OWNER, make_example
from tests.pages.opening import opened, texts
from tests.workflow.stocked import settle, stock, stock_accepted


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as a curator, with what is in the workspace by then."""
    return lambda: opened(workspace, monkeypatch, "release", CURATOR, task="support-replies")


def cut(at, workspace):
    """Click the button and wait until the cut in the background is over."""
    at.button(key="cut_release").click().run()
    for thread in threading.enumerate():
        if thread.name == "release support-replies":
            thread.join()
    return at.run()


def test_an_empty_task_leads_to_ingesting(page):
    assert "There is nothing to release yet" in [heading.value for heading in page().subheader]


def test_what_is_ready_and_what_is_not_is_counted(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    stock(workspace, [make_example("New?", row=90)])
    at = page()
    assert at.metric[0].value == "12 of 13"
    assert "1 · has too few reviews" in texts(at)


def test_nothing_ready_cannot_be_cut_and_the_gate_is_named_beside_the_button(workspace, page):
    stock(workspace, [make_example("New?", row=90)])
    at = page()
    assert at.button(key="cut_release").disabled
    told = [one.value for one in at.caption]
    assert "Nobody has set a limit for: People agree; Little personal is left." in told
    assert "Not yet passed: Something is ready." in [one.value for one in at.caption]


def test_errors_keep_the_button_from_being_pressed_and_say_where_they_are_mended(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    ids = stock(workspace, [make_example("Broken?", row=90)])
    settle(workspace, {ids[0]: {"category": "delivery", "reply": "We will send the"}})
    at = page()
    assert at.button(key="cut_release").disabled
    assert "The answer stops in the middle: 1" in texts(at)
    assert "Mend or accept them" in [link.label for link in at.get("page_link")]


def test_too_few_examples_are_cut_by_who_says_why(workspace, page):
    stock_accepted(workspace, {"delivery": 9})
    at = page()
    assert at.button(key="cut_release").disabled
    at = at.text_input(key="few_reason_support-replies").set_value("A pilot.").run()
    assert not at.button(key="cut_release").disabled
    cut(at, workspace)
    assert [release.lines for release in list_releases(workspace)] == [9]


def test_one_line_is_shown_before_the_click(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    assert any('"role": "assistant"' in code.value for code in page().code)


def test_the_cost_is_named_before_the_click(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    at = page()
    model = at.selectbox(key="release_model")
    model.select_index([option.startswith("gpt-4.1-mini") for option in model.options].index(True))
    at.run()
    assert any("At most $" in text for text in texts(at))


def test_a_click_cuts_one_release(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    at = page()
    assert at.button(key="cut_release").label == "Cut release 1"
    at = cut(at, workspace)
    assert [release.number for release in list_releases(workspace)] == [1]
    assert at.button(key="cut_release").label == "Cut release 2"


def test_the_files_of_a_release_can_be_downloaded(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    at = cut(page(), workspace)
    links = {link.url for link in at.link_button}
    assert {
        f"/download/release/1/{part}.jsonl" for part in ("train", "validation", "test")
    } <= links


def test_text_of_a_ticket_is_never_rendered(workspace, page):
    hostile = "![x](http://a.test) <script>alert(1)</script>"
    stock_accepted(workspace, {hostile: 12})
    at = page()
    assert not any("alert(1)" in element.value for element in [*at.markdown, *at.caption])


def rft(at):
    at = at.segmented_control(key="release_method").set_value("rft").run()
    return at.text_input(key="few_reason_support-replies").set_value("A pilot.").run()


def test_a_grader_is_tried_and_used_on_the_page(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    at = rft(page())
    at = at.button(key="try_grader").click().run()
    assert "It tells right answers from others." in [told.value for told in at.success]
    at = at.button(key="use_grader").click().run()
    assert any(text.startswith("In use: The same text") for text in texts(at))
    at = cut(at, workspace)
    assert [release.method for release in list_releases(workspace)] == ["rft"]


def test_a_grader_that_pays_for_nothing_said_is_not_used_on_the_page(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    at = rft(page())
    area = at.text_area(key="grader_text_string_check")
    area.set_value(area.value.replace('"eq"', '"ne"').replace("{{item.reference_answer}}", "x"))
    at = at.button(key="try_grader").click().run()
    assert "This grader must not be used." in [told.value for told in at.warning]
    at = at.button(key="use_grader").click().run()
    assert "None yet. A rule grades every answer of the model; try one, then use it." in texts(at)


def test_the_second_release_shows_what_changed(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    cut(page(), workspace)
    ids = stock(workspace, [make_example("New?", row=90)])
    settle(workspace, {ids[0]: {"category": "delivery", "reply": "Yes."}})
    at = cut(page(), workspace)
    told = [one.label for one in at.expander]
    assert "Since release 1: 1 added, 0 removed, 0 changed, 12 the same" in told
    links = {link.url for link in at.link_button}
    assert {f"/download/release/2/{name}" for name in ("lines.csv", "trl-train.jsonl")} <= links


def test_errors_that_hold_the_release_up_are_named(workspace, page):
    ids = stock(workspace, [make_example("Where is it?", row=91)])
    settle(workspace, {ids[0]: {"category": "delivery", "reply": "Hello {{name}}"}})
    assert "A placeholder is left in the answer: 1" in texts(page())


def test_who_cut_a_release_sees_that_another_person_has_to_sign(workspace, page):
    want_two_signatures(workspace, OWNER, True, request_id="w")
    stock_accepted(workspace, {"delivery": 12})
    at = cut(page(), workspace)
    assert at.button(key="sign_release").disabled
    assert "You have signed. Another curator or owner has to." in [one.value for one in at.caption]
    links = {link.url.rpartition("/")[2] for link in at.link_button}
    assert links == {"README.md", "manifest.json"}


def test_another_person_signs_on_the_page(workspace, monkeypatch, page):
    want_two_signatures(workspace, OWNER, True, request_id="w")
    stock_accepted(workspace, {"delivery": 12})
    cut(page(), workspace)
    at = opened(workspace, monkeypatch, "release", OWNER, task="support-replies")
    at = at.button(key="sign_release").click().run()
    assert not list_releases(workspace)[0].waits
    assert any(text.startswith("Signed by") for text in texts(at))


def test_pages_of_documents_are_offered_for_invoices_only(workspace, page, monkeypatch):
    stock_accepted(workspace, {"delivery": 12})
    assert "release_pictures" not in [one.key for one in page().segmented_control]
    bill = make_example("Invoice 7", task="invoice-fields", answer='{"vendor": "Ash"}')
    stock(workspace, [bill])
    settle(workspace, {bill.id: {"fields": '{"vendor": "Ash"}'}}, task="invoice-fields")
    at = opened(workspace, monkeypatch, "release", CURATOR, task="invoice-fields")
    at = at.segmented_control(key="release_pictures").set_value("address").run()
    at.text_input(key="release_picture_base").set_value("files.example.com").run()
    at.text_input(key="few_reason_invoice-fields").set_value("A try.").run()
    at.button(key="cut_release").click().run()
    for thread in threading.enumerate():
        if thread.name == "release invoice-fields":
            thread.join()
    assert any("does not begin with https://" in text for text in texts(at.run()))
