"""Many people at one task, with all that people do: `./run bench queue` is the same with twenty."""

from curation.review.route import Routing, Slice
from curation.store.routing import add_routing
from tests.bench.bench_queue import breaches
from tests.makers import CURATOR, make_example, make_task
from tests.workflow.cleared import clear, tickets
from tests.workflow.simulated_reviewers import START, simulate


def test_no_third_answer_nobody_starves_and_everything_gets_done(workspace):
    """Ten of the examples are of a slice that wants three answers: none of them has a fourth."""
    task = make_task(overlap=2)
    clear(workspace, tickets(30))
    ids = clear(workspace, [make_example(f"Money {n}?", label="refund", row=n) for n in range(10)])
    routing = Routing(slices=(Slice(label="refund", wanted=3),))
    add_routing(
        workspace.store, task.id, routing, request_id="r", actor=CURATOR.id, recorded_at=START
    )
    found = simulate(workspace, task, people=7, seed=1, wanted=dict.fromkeys(ids, 3))
    assert breaches(found) == []
    assert found.answers == 30 * 2 + 10 * 3
