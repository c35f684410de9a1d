"""How long searching, filtering, grouping, turning pages and erasing take over 100,000 examples.

Tickets are made of real customers' messages (Bitext), three to five each. "In DuckDB" is what the
query itself takes in its locked process; "on screen" is a run of the page with a new question, from
the choice to what is sent to the browser. CPU seconds of this process and of its children, because
the machine may be doing other things.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from streamlit.testing.v1 import AppTest

from curation.example import Example, Message, Source, Speaker, Suggestion
from curation.people import COMMAND_LINE
from curation.settings import ROOT, read_settings
from curation.workflow.explore.explore import Find, facets_sql, find_sql, run_query
from curation.workflow.explore.query_snapshot import fresh_snapshot
from curation.workflow.privacy.erase import erase_subject
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.bench.bench_duplicates import messages
from tests.bench.goals import Goal, print_goals
from tests.makers import OWNER
from tests.pages.opening import signed_in
from tests.workflow.reviewed import review
from tests.workflow.stocked import stock

HERS = " My name is Julia Hartmann."
LABELS = ("delivery", "refund", "billing", "account", "cancellation", "product")
QUESTIONS = {
    "search": find_sql(Find(words="refund invoice")),
    "search for what is nowhere": find_sql(Find(words="zzyzx")),
    "filter": find_sql(Find(values=(("label", ("refund",)), ("stage", ("cleared",))))),
    "group": find_sql(Find(group="label")),
    "values to choose": facets_sql("examples"),
}


def stocked(workspace: Workspace, count: int) -> None:
    """Scanned tickets, without findings."""
    random, pool = Random(1), messages()
    examples = [
        Example(
            task="support-replies",
            messages=(
                Message(
                    speaker=Speaker.USER,
                    content=f"{n}: {'. '.join(random.sample(pool, 4))}{'' if n % 1000 else HERS}",
                ),
            ),
            answer=Message(speaker=Speaker.ASSISTANT, content=". ".join(random.sample(pool, 3))),
            suggestions=(Suggestion(question="category", value=random.choice(LABELS), agent="b"),),
            source=Source(file="bench.csv", sha256="0" * 64, row=n),
        )
        for n in range(count)
    ]
    stock(workspace, examples)
    review(workspace, examples[0], "ann")


def cpu() -> float:
    """CPU seconds of this process and of its ended children."""
    own, children = (resource.getrusage(who) for who in (
        resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))  # fmt: skip
    return sum(each.ru_utime + each.ru_stime for each in (own, children))


def timed(work: Callable[[], object]) -> float:
    """CPU seconds that it takes."""
    begun = cpu()
    work()
    return cpu() - begun


def in_duckdb(workspace: Workspace, sql: str, offset: int = 0) -> float:
    """The best of three runs, as the locked process says."""
    return min(
        run_query(workspace, COMMAND_LINE, sql, offset=offset, seconds=60).seconds for _ in range(3)
    )


def on_screen(workspace: Workspace) -> float:
    """CPU seconds of a run of the page for a new search, its own start and imports left out."""
    os.environ["CURATION_WORKSPACE"] = str(workspace.folder)
    page = AppTest.from_file(str(ROOT / "curation" / "main.py"), default_timeout=300)
    page.user = {"sid": signed_in(workspace, OWNER)}
    page.run()
    page.switch_page(str(ROOT / "pages" / "explore.py")).run()
    best = 60.0
    for word in ("refund", "invoice", "cancel"):
        page.text_input(key="find_words").set_value(word)
        best = min(best, timed(page.run))
        assert not page.exception
    return best


def erasing(workspace: Workspace) -> list[Goal]:
    """CPU seconds to find one in a thousand examples by a name, and to take them away for good."""

    def erase(*, dry_run: bool) -> float:
        return timed(
            lambda: erase_subject(
                workspace, OWNER, "Julia Hartmann", dry_run=dry_run, request_id="bench"
            )
        )

    return [
        Goal(name="a person's texts found, s CPU", value=erase(dry_run=True), bound=20.0,
             at_most=True),
        Goal(name="a person erased, s CPU", value=erase(dry_run=False), bound=40.0, at_most=True),
    ]  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./run bench explore", description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000)
    count = parser.parse_args().examples
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(read_settings({}), workspace=Path(folder) / "desk")
        workspace = open_workspace(settings)
        stocked(workspace, count)
        first = timed(lambda: fresh_snapshot(workspace))
        workspace.store.append("privacy_request", [])
        begun = time.monotonic()
        again = timed(lambda: fresh_snapshot(workspace))
        unchanged = time.monotonic() - begun
        print(f"{count:,} examples: first snapshot {first:.1f} s CPU, unchanged {again:.3f} s CPU "
              f"({unchanged:.3f} s)")  # fmt: skip
        example = run_query(workspace, COMMAND_LINE, "select example_id from examples limit 1")
        workspace.store.append("review", [_second_review(workspace, str(example.rows[0][0]))])
        print(f"after one more answer {timed(lambda: fresh_snapshot(workspace)):.1f} s CPU")
        goals = [
            Goal(name=f"{name}, in DuckDB, s", value=in_duckdb(workspace, sql), bound=0.3,
                 at_most=True)
            for name, sql in QUESTIONS.items()
        ]  # fmt: skip
        goals.append(
            Goal(name="page 400, in DuckDB, s", bound=0.3, at_most=True,
                 value=in_duckdb(workspace, find_sql(Find()), offset=min(80_000, count // 2)))
        )  # fmt: skip
        goals.append(
            Goal(name="search on screen, s CPU", bound=1.0, at_most=True,
                 value=on_screen(workspace))
        )  # fmt: skip
        goals += erasing(workspace)
        print_goals(goals)
        close_workspace(workspace)


def _second_review(workspace: Workspace, example_id: str) -> dict[str, object]:
    row = workspace.store.read("select * exclude (sequence) from review limit 1")[0]
    return {**row, "review_id": "bench-2", "reviewer": "ben", "example_id": example_id}


if __name__ == "__main__":
    main()
