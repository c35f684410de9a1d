"""The passport of a line, chosen on the page or named by the address."""

import pytest

from curation.release.method import TrainingMethod
from curation.workflow.release.passport import trace_line
from curation.workflow.release.release import cut_release
from tests.makers import CURATOR
from tests.pages.opening import opened, texts
from tests.workflow.stocked import stock_accepted


@pytest.fixture
def page(workspace, monkeypatch):
    """The passport page of a workspace with one release."""
    stock_accepted(workspace, {"delivery": 12})
    cut_release(
        workspace,
        CURATOR,
        task_id="support-replies",
        method=TrainingMethod.SFT,
        seed=1,
        few_reason="A try.",
        request_id="cut",
    )
    return opened(workspace, monkeypatch, "passport", CURATOR)


def shown(at):
    return next(text for text in texts(at) if text.startswith("Example "))


def test_a_line_of_a_release_or_an_id_leads_to_the_example(workspace, page):
    first, second = (trace_line(workspace, CURATOR, 1, "train", n).example_id for n in (1, 2))
    assert first in shown(page)
    page.number_input(key="passport_line_1_train").set_value(2).run()
    assert second in shown(page)
    page.text_input(key="passport_example").set_value(first).run()
    assert first in shown(page)
    assert page.query_params["example"] in (first, [first])
    page.text_input(key="passport_example").set_value("nobody").run()
    assert "No such example" in " ".join(block.value for block in page.markdown)
