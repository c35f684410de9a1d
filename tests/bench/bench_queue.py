"""Twenty people, two answers each: no third answer, nobody left without work, everything done.

The people are simulated (tests/workflow/simulated_reviewers.py) and go through the real verbs and
the real store, each in a thread, as the app has them.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from curation.settings import read_settings
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import make_task
from tests.workflow.cleared import clear, tickets
from tests.workflow.simulated_reviewers import Outcome, simulate

LONGEST_IDLE = 120.0
"""Seconds, as the people feel them, that somebody may be without work while there is some."""


def breaches(found: Outcome) -> list[str]:
    """What is not as it must be, in words; empty when everything is."""
    wrong = []
    if found.too_many:
        wrong.append(f"{len(found.too_many)} examples had an answer too many")
    if found.twice:
        wrong.append(f"{len(found.twice)} examples were answered twice by one person")
    if found.unfinished:
        wrong.append(f"{len(found.unfinished)} examples have too few answers")
    starved = [p.actor.name for p in found.people if p.longest_idle > LONGEST_IDLE]
    if starved:
        wrong.append(f"without work for over {LONGEST_IDLE:.0f} s: {', '.join(starved)}")
    return wrong


def main() -> None:
    """Print what happened; exit status 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--examples", type=int, default=2_000)
    parser.add_argument("--overlap", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        workspace = open_workspace(replace(read_settings({}), workspace=Path(name)))
        clear(workspace, tickets(arguments.examples))
        task = make_task(overlap=arguments.overlap)
        began = time.perf_counter()
        found = simulate(workspace, task, people=arguments.people, seed=arguments.seed)
        took = time.perf_counter() - began
        close_workspace(workspace)
    show(found, took)
    wrong = breaches(found)
    print("\n".join(wrong) or "As it must be.")
    sys.exit(1 if wrong else 0)


def show(found: Outcome, took: float) -> None:
    """The figures, one a line."""
    stayed = [p for p in found.people if p.leaves_after is None]
    refused = sum((p.refused for p in found.people), start=Counter[str]())
    idle = sorted(p.longest_idle for p in stayed)
    made = sorted(p.made for p in stayed)
    each = 1000 * took / max(1, found.answers)
    rows = {
        "answers stored": f"{found.answers:,}",
        "examples with an answer too many": len(found.too_many),
        "examples answered twice by one person": len(found.twice),
        "examples with too few answers": len(found.unfinished),
        "longest wait without work": f"{idle[-1]:.0f} s (median {idle[len(idle) // 2]:.0f} s)",
        "decisions of one person": f"{made[0]} to {made[-1]}",
        "refused": dict(refused) or "none",
        "hours of the people": f"{found.seconds / 3600:.2f}",
        "seconds of the machine": f"{took:.1f} ({each:.1f} ms an answer)",
    }
    for name, value in rows.items():
        print(f"{name:38}{value}")


if __name__ == "__main__":
    main()
