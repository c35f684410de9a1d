"""A skewed draw of real questions brought to a production mix, and 20,000 examples split.

Banking77 and CLINC150 are drawn so that their intents are as skewed as an archive is (share ~ 1 /
rank, the ranks shuffled); production is as skewed with other ranks. The plan that is off by at most
a point in each label is compared with taking all, and its examples with as many drawn blindly: how
well they stand for all of their label (the mean cosine of a text with the likest one taken).
"""

import argparse
import csv
import json
import time
from collections import Counter
from fractions import Fraction
from random import Random

import numpy as np

from curation.balance.apportion import SHARES, Part
from curation.balance.cells import largest_cut
from curation.balance.cover import cover
from curation.balance.leaks import Placed, find_leaks
from curation.balance.mismatch import effective_size, total_variation
from curation.balance.plan import Aim, Plan, draw_plan
from curation.balance.quota import size_curve
from curation.balance.split import Item, Split, split_items
from curation.balance.target import bend, to_shares
from tests.bench.goals import Goal, print_goals
from tests.conftest import SHARED

POINT = Fraction(1, 100)
SPLIT_BOUNDS = {"size error (points)": 0.1, "label share (points)": 0.2, "shared groups": 0.0}
INTENTS = 20
"""So many intents of each set are drawn: with more, a point is more than most of their shares."""


def banking() -> list[tuple[str, str]]:
    """The messages of Banking77 with their intents."""
    with (SHARED / "tickets/banking77/train.csv").open(encoding="utf-8") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def clinc() -> list[tuple[str, str]]:
    """The questions of CLINC150 with their intents."""
    file = SHARED / "tickets/clinc150/clinc150_small_train.json"
    return [(text, label) for text, label in json.loads(file.read_text(encoding="utf-8"))["train"]]


def skewed(rows: list[tuple[str, str]], random: Random) -> list[tuple[str, str]]:
    """A draw whose labels have shares of about 1 / rank."""
    by_label: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        by_label.setdefault(row[1], []).append(row)
    drawn = []
    for rank, label in enumerate(random.sample(sorted(by_label), INTENTS), 1):
        own = by_label[label]
        drawn += random.sample(own, max(4, round(len(own) * 6 / (rank + 5))))
    return drawn


def production(labels: set[str], random: Random) -> dict[str, int]:
    """Cases of production by label: 10,000 in shares of about the square root of 1 / rank."""
    ranked = random.sample(sorted(labels), len(labels))
    return {label: round(10_000 / rank**0.5) for rank, label in enumerate(ranked, 1)}


def likeness(texts: list[str], taken: list[int]) -> float:
    """The mean cosine of each text with the likest one that is taken."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    table = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+").fit_transform(texts)
    return float(np.asarray((table @ table[taken].T).max(axis=1).todense()).mean())


def plan_of(rows: list[tuple[str, str]], target: dict[str, Fraction], tolerance: Fraction) -> Plan:
    """The largest plan of the rows."""
    texts = {str(number): text for number, (text, _) in enumerate(rows)}
    labels = {str(number): (label,) for number, (_, label) in enumerate(rows)}
    return draw_plan(
        "bench",
        [Aim(by="intent", target=target)],
        labels,
        size=None,
        seed=1,
        tolerance=tolerance,
        pick=lambda ids, count: cover(ids, count, texts, {}),
    )


def mix(name: str, rows: list[tuple[str, str]]) -> list[Goal]:
    """Plan one set and print what it costs."""
    random = Random(20261120)
    drawn = skewed(rows, random)
    counts = production({label for _, label in drawn}, random)
    target = bend(to_shares(counts), 1.0)
    start = time.process_time()
    plan = plan_of(drawn, target, POINT)
    again = plan_of(drawn, target, POINT)
    spent = (time.process_time() - start) / 2
    achieved = plan.first.achieved
    widest = max(abs(achieved.get(k, 0) - share) for k, share in target.items())
    available = plan.first.available
    print(f"\n{name}: {len(drawn):,} examples, {len(target)} labels, {spent:.1f} s of CPU")
    print(f"  off before {100 * plan.first.before.moved:5.1f} points, largest gap "
          f"{100 * abs(plan.first.before.gap):.1f}")  # fmt: skip
    print(f"  off after  {100 * plan.first.after.moved:5.1f} points, largest gap "
          f"{100 * float(widest):.2f}")  # fmt: skip
    print(f"  kept {plan.taken:,}, left out {plan.left_out:,}; all of them are worth "
          f"{effective_size(available, target):,.0f}, "
          f"the plan {plan.first.effective_size:,.0f}")  # fmt: skip
    curve = size_curve(available, target, [Fraction(n, 200) for n in (0, 1, 2, 4, 8)])
    print("  sizes by tolerance:", ", ".join(f"{float(100 * d):g}: {n}" for d, n in curve))
    by_label: dict[str, list[int]] = {}
    for number, (_, label) in enumerate(drawn):
        by_label.setdefault(label, []).append(number)
    taken = {int(example_id) for example_id in plan.example_ids}
    ours, blind = [], []
    for own in by_label.values():
        places = [place for place, number in enumerate(own) if number in taken]
        if 0 < len(places) < len(own):
            texts = [drawn[number][0] for number in own]
            ours.append(likeness(texts, places))
            blind.append(likeness(texts, random.sample(range(len(own)), len(places))))
    print(f"  likeness to what is kept {np.mean(ours):.3f}, drawn blindly {np.mean(blind):.3f}")
    return [
        Goal(name=f"{name}: largest gap (points)", value=100 * float(widest), bound=1.0,
             at_most=True),
        Goal(name=f"{name}: like what is kept / blindly",
             value=float(np.mean(ours) / np.mean(blind)), bound=1.0),
        Goal(name=f"{name}: the same plan again", value=float(plan == again), bound=1.0),
        Goal(name=f"{name}: points off after / before",
             value=total_variation(achieved, target) / plan.first.before.moved, bound=0.5,
             at_most=True),
    ]  # fmt: skip


def several() -> None:
    """Print the time of plans by three attributes."""
    random = Random(1)
    cells = Counter(
        tuple(str(min(k - 1, int(random.expovariate(1) * k / 3))) for k in (8, 6, 5))
        for _ in range(20_000)
    )
    targets = [to_shares({str(label): label + 1 for label in range(k)}) for k in (8, 6, 5)]
    start = time.process_time()
    cut = largest_cut(cells, targets, tolerance=POINT)
    print(f"\nThree attributes, {len(cells)} cells: {cut.size:,} of 20,000 (bound {cut.bound:,}), "
          f"{time.process_time() - start:.1f} s of CPU")  # fmt: skip


def groups(count: int, labels: int, seed: int) -> list[Item]:
    """Examples in groups of heavy-tailed sizes, each of mostly two labels."""
    random = Random(seed)
    names = [f"label {k}" for k in range(labels)]
    weights = [1 / (k + 1) for k in range(labels)]
    items: list[Item] = []
    group = 0
    while len(items) < count:
        size = min(int(random.paretovariate(1.1)), count // 50, count - len(items))
        own = random.choices(names, weights, k=2)
        for _ in range(size):
            label = (
                random.choice(own) if random.random() < 0.8 else random.choices(names, weights)[0]
            )
            number = len(items)
            items.append(Item(id=f"e{number}", keys=(f"e{number}", f"g{group}"), label=label))
        group += 1
    return items


def errors(items: list[Item], split: Split) -> tuple[float, float, int]:
    """The largest error of a size and of a label's share, in points, and groups in two parts."""
    sizes = Counter(split.parts.values())
    whole = Counter(item.label for item in items)
    size = max(abs(100 * sizes[part] / len(items) - 100 * SHARES[part]) for part in Part)
    share = 0.0
    for part in Part:
        own = Counter(item.label for item in items if split.parts[item.id] is part)
        share = max(
            share,
            *(abs(100 * own[k] / sizes[part] - 100 * n / len(items)) for k, n in whole.items()),
        )
    sides: dict[str, set[Part]] = {}
    for item in items:
        sides.setdefault(item.keys[1], set()).add(split.parts[item.id])
    return size, share, sum(len(parts) > 1 for parts in sides.values())


def split(count: int) -> list[Goal]:
    """Split in groups, several times, and print the worst."""
    found, spent = [], []
    for labels in (6, 30):
        for seed in (1, 2, 3):
            items = groups(count, labels, seed)
            start = time.process_time()
            done = split_items(items, seed=seed)
            spent.append(time.process_time() - start)
            found.append(errors(items, done))
    print(f"\nSplit of {count:,}: {max(spent):.1f} s of CPU at most")
    worst = [max(column) for column in zip(*found, strict=True)]
    return [
        Goal(name=f"split of {count:,}: {name}", value=value, bound=bound, at_most=True)
        for (name, bound), value in zip(SPLIT_BOUNDS.items(), worst, strict=True)
    ]


def report(rows: list[tuple[str, str]]) -> None:
    """Print what rows dealt out at random share, and the time of the report."""
    random = Random(1)
    lines = {
        str(number): Placed(part=Part.TEST if random.random() < 0.1 else Part.TRAIN, text=text)
        for number, (text, _) in enumerate(rows)
    }
    start = time.process_time()
    found = find_leaks(lines)
    print(f"\nDealt out at random, {found.tested:,} of {len(rows):,} messages are tested on: "
          f"{found.shared_prompts} questions and {len(found.near)} near-copies stand on both sides "
          f"({time.process_time() - start:.1f} s of CPU)")  # fmt: skip


def main() -> None:
    """Print the loss of each plan, and how exact the split is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    count = parser.parse_args().items
    goals = [*mix("banking77", banking()), *mix("clinc150", clinc())]
    several()
    report(banking())
    print_goals([*goals, *split(count)])


if __name__ == "__main__":
    main()
