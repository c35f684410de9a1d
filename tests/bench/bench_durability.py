"""Decisions while the app is killed by force: everything acknowledged is there, and once.

Some people judge through real sessions of the real app, as fast as it answers. The app is killed
(SIGKILL) at random moments, also while it starts, and started again. What has no receipt is sent
again, as the browser does. At the end the store is read without the app.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from websockets.exceptions import WebSocketException

from curation.settings import read_settings
from curation.workflow.workspace import close_workspace, open_workspace
from tests.bench.bench_latency import TASK, stock
from tests.bench.websocket_reviewers import Reviewer, speak_to
from tests.running import RunningDesk, free_port

AWAY = (OSError, WebSocketException, ConnectionError, TimeoutError)
ANSWER_SECONDS = 30.0


@dataclass(kw_only=True)
class Run:
    """What the people and the killer know of each other."""

    desk: RunningDesk
    wanted: int
    kills: int
    chance: Random
    people: list[Reviewer] = field(default_factory=list)
    made: int = 0
    killed: int = 0
    killed_at_start: int = 0
    killed_with_waiting: int = 0

    @property
    def over(self) -> bool:
        """True when everything was decided and acknowledged, and the app was killed enough."""
        waiting = any(person.waiting for person in self.people)
        return self.made >= self.wanted and self.killed >= self.kills and not waiting


async def judge_on(run: Run, token: str) -> None:
    """One person, over as many connections as it takes."""
    person: Reviewer | None = None
    while not run.over:
        try:
            async with speak_to(run.desk.address, token) as connection:
                if person is None:
                    person = Reviewer(connection, TASK)
                    run.people.append(person)
                await asyncio.wait_for(person.move_to(connection), ANSWER_SECONDS)
                while not run.over:
                    await asyncio.sleep(run.chance.uniform(0.0, 0.1))
                    if run.made < run.wanted and person.cards:
                        run.made += 1
                        person.decide()
                    await asyncio.wait_for(person.send(), ANSWER_SECONDS)
        except AWAY:
            await asyncio.sleep(0.05)


async def kill_often(run: Run) -> None:
    """Kill the app after some decisions each time, and one time in six before it is up."""
    each = run.wanted / run.kills
    while run.killed < run.kills:
        if run.chance.random() < 1 / 6:
            starting = asyncio.create_task(asyncio.to_thread(_try_to_start, run.desk))
            await asyncio.sleep(run.chance.uniform(0.5, 4.0))
            run.killed_at_start += not starting.done()
            _kill(run)
            await starting
            continue
        await asyncio.to_thread(run.desk.start)
        until = min(run.wanted, each * (run.killed + 1))
        limit = time.monotonic() + 60
        while run.made < until and time.monotonic() < limit:
            await asyncio.sleep(0.01)
        await asyncio.sleep(run.chance.uniform(0.0, 0.3))
        _kill(run)
    await asyncio.to_thread(run.desk.start)


def _try_to_start(desk: RunningDesk) -> None:
    try:
        desk.start()
    except AssertionError:
        return  # it was killed before it answered


def _kill(run: Run) -> None:
    run.killed_with_waiting += any(person.waiting for person in run.people)
    run.desk.stop(kill=True)
    run.killed += 1


def breaches(people: Sequence[Reviewer], folder: Path) -> list[str]:
    """What is not as it must be, in words, from the store as the last app left it."""
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    rows = workspace.store.read("select review_id, example_id, reviewer from review")
    close_workspace(workspace)
    ids = Counter(row["review_id"] for row in rows)
    pairs = Counter((row["example_id"], row["reviewer"]) for row in rows)
    saved = {one for person in people for one, stored in person.told.items() if stored}
    known = saved | {one for person in people for one, stored in person.told.items() if not stored}
    found = {
        "acknowledged decisions are not there": len(saved - set(ids)),
        "decisions are there twice": sum(count > 1 for count in [*ids.values(), *pairs.values()]),
        "decisions are there that were called refused": len(set(ids) & (known - saved)),
        "decisions are there that nobody made": len(set(ids) - known),
    }
    return [f"{count} {what}" for what, count in found.items() if count]


async def work(run: Run, tokens: Sequence[str]) -> None:
    """Everybody until it is over."""
    await asyncio.gather(kill_often(run), *(judge_on(run, token) for token in tokens))


def main() -> None:
    """Print what happened; exit status 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=1_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tokens = stock(folder / "workspace", 2 * arguments.decisions, arguments.people)
        run = Run(
            desk=RunningDesk(folder / "workspace", free_port(), folder / "app.log"),
            wanted=arguments.decisions,
            kills=arguments.kills,
            chance=Random(arguments.seed),
        )
        began = time.perf_counter()
        asyncio.run(work(run, tokens))
        took = time.perf_counter() - began
        run.desk.stop(kill=True)
        wrong = breaches(run.people, folder / "workspace")
    told = [stored for person in run.people for stored in person.told.values()]
    if len(told) < run.made:
        wrong.append(f"{run.made - len(told)} decisions have no receipt")
    print(f"decisions made                 {run.made:,}")
    print(f"acknowledged                   {sum(told):,}")
    print(f"refused                        {len(told) - sum(told)}")
    print(f"killed by force                {run.killed}")
    print(f"  while it started             {run.killed_at_start}")
    print(f"  with a decision on its way   {run.killed_with_waiting}")
    print(f"seconds                        {took:.0f}")
    print("\n".join(wrong) or "Every acknowledged decision is there, and once.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
