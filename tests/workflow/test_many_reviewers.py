"""Many people at one task, with all that people do: `./run bench queue` is the same with twenty."""

from tests.bench.bench_queue import breaches
from tests.makers import make_task
from tests.workflow.cleared import clear, tickets
from tests.workflow.simulated_reviewers import simulate


def test_no_third_answer_nobody_starves_and_everything_gets_done(workspace):
    clear(workspace, tickets(40))
    found = simulate(workspace, make_task(overlap=2), people=7, seed=1)
    assert breaches(found) == []
    assert found.answers == 80
