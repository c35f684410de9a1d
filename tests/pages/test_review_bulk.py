"""Several examples at once on the review page: found, shown as cards, decided, undone."""

from curation.store.reviews import list_reviews
from tests.makers import ANN
from tests.pages.opening import opened
from tests.pages.test_review import desk_data
from tests.workflow.cleared import clear, tickets

TASK = "support-replies"


def test_examples_found_by_a_word_are_decided_at_once_and_undone_at_once(workspace, monkeypatch):
    clear(workspace, tickets(4))
    at = opened(workspace, monkeypatch, "review", ANN, task=TASK)
    at.text_input(key=f"bulk_words_{TASK}").set_value("order").run()
    ticks = [box for box in at.checkbox if box.key.startswith("bulk_tick_")]
    ticks[0].uncheck().run()
    at.button(key="bulk_accept").click().run()
    assert not at.exception
    assert "3 examples accepted." in [text.value for text in at.text]
    assert desk_data(at)["left"] == 1
    at.button(key="bulk_undo").click().run()
    assert "3 examples taken back." in [text.value for text in at.text]
    assert desk_data(at)["left"] == 4


def test_examples_like_the_next_one_are_shown_as_cards(workspace, monkeypatch):
    clear(workspace, tickets(3))
    at = opened(workspace, monkeypatch, "review", ANN, task=TASK)
    at.button(key="bulk_next").click().run()
    assert at.button(key="bulk_reject").label == "Reject 3 examples"
    why = workspace.task(TASK).reject_reasons[0]
    at.selectbox(key=f"bulk_why_{TASK}").select(why).run()
    at.button(key="bulk_reject").click().run()
    reviews = list_reviews(workspace.store, TASK)
    assert [review.reason for review in reviews] == [why] * 3
