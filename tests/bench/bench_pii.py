"""What the scan finds, misses, finds falsely and takes, beside plain Presidio in the same run.

    ./run bench pii [--part PART]… [--texts N]

Parts: kinds, names, origins, false, hostile, speed; without one, all of them.
Each goal is printed with its bound at the end; how the scores are counted says `pii_scores.py`.
"""

import argparse
from collections.abc import Callable, Iterator

from curation.settings import ROOT
from tests.bench.goals import Goal, print_goals
from tests.bench.pii_adversarial import BLOCKED, LIMIT, rows
from tests.bench.pii_engines import all_detectors, as_it_comes, plain_presidio
from tests.bench.pii_quality import print_all_kinds, print_false, print_names, print_origins
from tests.bench.pii_speed import print_speed

SHARED = ROOT.parent / "shared" / "data"


def kinds(_: int) -> Iterator[Goal]:
    """All kinds of values in sentences that were made with their marks."""
    scans = {"ours, every kind": all_detectors(), "ours, as it comes": as_it_comes()}
    return print_all_kinds({**scans, "plain Presidio": plain_presidio()}, SHARED)


def names(_: int) -> Iterator[Goal]:
    """People, places and organisations in real texts."""
    return print_names({"ours": as_it_comes(), "plain Presidio": plain_presidio()}, SHARED)


def origins(_: int) -> Iterator[Goal]:
    """Names that stand in no list, by where they come from."""
    return print_origins(as_it_comes())


def false(_: int) -> Iterator[Goal]:
    """What is found where nothing is."""
    return print_false(as_it_comes(), plain_presidio(), SHARED)


def hostile(_: int) -> Iterator[Goal]:
    """Texts made to be slow: scanned or blocked, each within a second."""
    print("\nTexts made to be slow")
    slowest = 0.0
    for name, letters, took, outcome in rows(all_detectors()):
        slowest = max(slowest, took)
        if took > LIMIT or outcome == BLOCKED:
            print(f"  {name:24}{letters:8,} characters {took:7.2f} s  {outcome}")
    yield Goal(name="slowest hostile text: CPU s", value=slowest, bound=LIMIT, at_most=True)


def speed(texts: int) -> Iterator[Goal]:
    """Seconds against plain Presidio, again, with two workers, one of them killed."""
    return print_speed(texts)


PARTS: dict[str, Callable[[int], Iterator[Goal]]] = {
    part.__name__: part for part in (kinds, names, origins, false, hostile, speed)
}


def main() -> None:
    """Measure the parts asked for and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", action="append", choices=PARTS, default=None)
    parser.add_argument("--texts", type=int, default=400, help="texts for the speed")
    asked = parser.parse_args()
    goals: list[Goal] = []
    for part in asked.part or PARTS:
        goals.extend(PARTS[part](asked.texts))
    print_goals(goals)


if __name__ == "__main__":
    main()
