"""The ingest page: files in, a preview, examples and faults out."""

import json
import threading

import pytest
from streamlit.testing.v1 import AppTest

from curation.settings import ROOT
from curation.store.examples import count_examples, list_examples
from curation.workflow.ingest.ingest import KIND, ingest_files
from curation.workflow.ingest.input_files import InputFile
from curation.workflow.review.waiting_answers import count_waiting
from tests.makers import ANN, CURATOR
from tests.pages.opening import opened, signed_in, texts

TASK = "support-replies"
TABLE = (
    b"question,answer,category\nWhere is it?,On its way,delivery\nMoney back,Done,refund\n,x,y\n"
)


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as a curator, with what is in the workspace by then."""
    return lambda task=TASK: opened(workspace, monkeypatch, "ingest", CURATOR, task=task)


def hand_in(at, *files):
    """Drops files, given as (name, bytes), into the uploader."""
    for name, data in files:
        at.file_uploader[0].upload(name, data)
    return at.run()


def added(at):
    at.button(key="add_examples").click().run()
    for thread in threading.enumerate():
        if thread.name.startswith(KIND):
            thread.join()
    return at.run()


def headings(at):
    return [heading.value for heading in at.subheader]


def test_an_empty_page_says_what_to_do(page):
    assert "Nothing is added yet" in headings(page())


def test_a_reviewer_is_sent_away(workspace, monkeypatch):
    monkeypatch.setenv("CURATION_WORKSPACE", str(workspace.folder))
    at = AppTest.from_file(str(ROOT / "curation" / "main.py"), default_timeout=30)
    at.user = {"sid": signed_in(workspace, ANN)}
    at.run()
    with pytest.raises(ValueError, match="ingest"):
        at.switch_page(str(ROOT / "pages" / "ingest.py")).run()


def test_a_file_is_shown_before_anything_is_stored(workspace, page):
    at = hand_in(page(), ("t.csv", TABLE))
    assert "First examples" in headings(at)
    assert at.button(key="add_examples").label == "Add 2 examples"
    assert count_examples(workspace.store, TASK) == 0


def test_the_columns_are_guessed_with_samples_beside(page):
    at = hand_in(page(), ("t.csv", TABLE))
    guesses = {box.label: box.value for box in at.selectbox}
    assert guesses["Customer's message"] == "question"
    assert guesses["Ideal answer"] == "answer"
    assert guesses["Worse answer"] == ""
    assert "Where is it?\nMoney back" in texts(at)


def test_adding_stores_what_was_shown_and_empties_the_uploader(workspace, page):
    at = added(hand_in(page(), ("t.csv", TABLE)))
    assert count_examples(workspace.store, TASK) == 2
    assert "Read 3 rows: 2 added, 0 changed, 0 there already, 1 faulty." in texts(at)
    assert "First examples" not in headings(at)


def test_the_history_adds_up(page):
    at = added(hand_in(page(), ("t.csv", TABLE)))
    (line,) = at.dataframe[0].value.to_dict("records")
    assert line["Read"] == 3
    assert line["Added"] + line["Changed"] + line["There already"] + line["Faulty"] == 3


def test_the_same_file_again_adds_nothing(workspace, page):
    at = added(hand_in(page(), ("t.csv", TABLE)))
    at = added(hand_in(at, ("t.csv", TABLE)))
    assert "Read 3 rows: 0 added, 0 changed, 2 there already, 1 faulty." in texts(at)


def test_a_column_chosen_by_a_person_is_used(workspace, page):
    at = hand_in(page(), ("t.csv", b"a,b\nHi,Hello\nYo,Hey\n"))
    assert at.button(key="add_examples").disabled
    box = next(box for box in at.selectbox if box.label == "Customer's message")
    at = box.set_value("a").run()
    assert at.button(key="add_examples").label == "Add 2 examples"
    added(at)
    assert count_examples(workspace.store, TASK) == 2


def test_files_with_the_same_columns_share_the_choice(page):
    at = hand_in(page(), ("1.csv", b"a,b\nHi,Hello\n"), ("2.csv", b"a,b\nYo,Hey\n"))
    box = next(box for box in at.selectbox if box.label == "Customer's message")
    at = box.set_value("a").run()
    assert at.button(key="add_examples").label == "Add 2 examples"


def test_a_file_that_cannot_be_read_is_refused_and_the_others_can_be_added(page):
    at = hand_in(page(), ("t.csv", TABLE), ("x.csv", b"PK\x03\x04xyz"))
    assert at.button(key="add_examples").label == "Add 2 examples"
    at = at.selectbox(key="ingest_look").set_value(1).run()
    assert "It begins like a zip file and is damaged or cut off." in texts(at)


def test_faulty_rows_can_be_looked_at_and_taken_away(workspace, page):
    data = TABLE
    file = InputFile(name="t.csv", size=len(data), read=lambda: data)
    ingest_files(workspace, CURATOR, TASK, [file])
    at = page()
    assert "Faulty rows" in headings(at)
    assert at.dataframe[1].value["What is wrong"][0].startswith("This row has no message")
    assert "Download them as CSV" in [button.label for button in at.download_button]


def test_invoices_are_previewed_for_an_invoice_task(page, shared):
    folder = shared / "invoices" / "invoice2data"
    files = [(file.name, file.read_bytes()) for file in sorted(folder.glob("*.pdf"))[:2]]
    at = hand_in(page("invoice-fields"), *files)
    assert at.button(key="add_examples").label == "Add 2 examples"


def test_text_and_names_from_files_are_never_rendered(page):
    hostile = "**bold** <img src=x> :red[x]"
    data = f"question,{hostile}\n{hostile},{hostile}\n,x\n".encode()
    at = added(hand_in(page(), (f"{hostile.replace('/', '')}.csv", data)))
    rendered = [*at.markdown, *at.caption, *at.subheader, *at.info]
    assert not any("bold" in element.value for element in rendered)
    assert not any("bold" in widget.label for widget in [*at.selectbox, *at.button])


MAIL = (
    b"From: Ann <ann@example.org>\nTo: help@shop.test\nSubject: Late\nMessage-ID: <1@x>\n"
    b"Date: Thu, 1 Jan 2026 10:00:00 +0000\n\nWhere is it?\n\n"
    b"On Wed, 31 Dec 2025 at 09:00, Shop wrote:\n> Your order is on its way.\n"
)


def test_what_was_cut_from_a_mail_is_shown_and_can_be_put_back(workspace, page):
    at = added(hand_in(page(), ("late.eml", MAIL)))
    assert any("Your order is on its way." in text for text in texts(at))
    button = next(button for button in at.button if button.label == "Put it back")
    at = button.click().run()
    assert "What was cut" not in headings(at)
    (staged,) = list_examples(workspace.store, TASK)
    assert staged.version == 2
    assert "Your order is on its way." in staged.example.messages[0].content


def test_an_upload_has_a_report_to_take_away(page):
    at = added(hand_in(page(), ("t.csv", TABLE)))
    assert "Download the report" in [button.label for button in at.download_button]


def test_a_format_can_be_overruled(page):
    at = hand_in(page(), ("late.eml", MAIL))
    box = next(box for box in at.selectbox if box.label == "Read as")
    assert "Mail" in box.options[0] or "mail" in box.options[0]
    at = box.set_value("csv").run()
    assert next(box for box in at.selectbox if box.label == "Read as").value == "csv"


EXPORT = [
    {
        "data": {"text": "Where is it?", "answer": "On its way."},
        "annotations": [{"completed_by": 1, "result": []}],
    }
]


def test_an_export_with_answers_is_taken_over_and_says_what_comes_next(workspace, page):
    at = page()
    at.file_uploader(key=f"annotations_{TASK}").upload("ls.json", json.dumps(EXPORT).encode())
    at.run()
    at.button(key="import_annotations").click().run()
    assert count_examples(workspace.store, TASK) == 1
    assert "1 answer will be added by itself." in "\n".join(texts(at))


def test_an_export_among_the_files_to_add_is_told_and_taken_over(workspace, page):
    at = page()
    at.file_uploader(key=f"files_{TASK}_0").upload("ls.json", json.dumps(EXPORT).encode())
    at.run()
    assert "ls.json is an export of Label Studio, with what people answered." in texts(at)
    at.button(key="take_offered").click().run()
    assert count_waiting(workspace, TASK) == 1
    assert "take_offered" not in {button.key for button in at.button}


def test_an_export_can_be_read_as_tickets_all_the_same(page):
    at = page()
    at.file_uploader(key=f"files_{TASK}_0").upload("ls.json", json.dumps(EXPORT).encode())
    at.run()
    [tickets] = [toggle for toggle in at.toggle if toggle.label.startswith("Read the text only")]
    tickets.set_value(True).run()
    assert "add_examples" in {button.key for button in at.button}
