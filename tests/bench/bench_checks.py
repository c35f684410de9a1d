"""How many planted contradictions and wrong labels the checks find, and how long all checks take.

Questions are near-copies of one another as in the bench of duplicates, answers are real ones
(Bitext). Of a planted pair the copy has another label, another number, a negation, or a no for a
yes; of a pair that is none, all of it is the same. Wrong labels are planted in Banking77.
"""

import argparse
import csv
import time
from collections.abc import Callable
from random import Random

from curation.balance.checks import CHECKS
from curation.balance.checks.check import Checked, Kind, Wanted
from curation.balance.checks.contradictions import find_contradictions
from curation.balance.checks.label_errors import label_doubts
from curation.balance.near import NearIndex
from tests.bench.bench_duplicates import EDITS, tickets, written
from tests.bench.goals import Goal, print_goals
from tests.conftest import SHARED

SECONDS = 30.0
LABELS = ("delivery", "refund", "billing", "account")
PROMISE = "You get the money within 14 days."
CHANGES: dict[str, tuple[str, str]] = {
    "number": (PROMISE, PROMISE.replace("14", "30")),
    "negation": (PROMISE, PROMISE.replace("get", "do not get")),
    "yes or no": ("Yes, that is possible.", "No, that is never done."),
}


def responses(random: Random) -> list[tuple[str, str]]:
    """The different answers of Bitext's agents with their categories, in any order."""
    with (SHARED / "tickets/bitext_support/bitext_support.csv").open(encoding="utf-8") as file:
        found = {row["response"]: row["category"] for row in csv.DictReader(file)}
    return random.sample(list(found.items()), len(found))


def planted(count: int, random: Random) -> tuple[list[Checked], dict[frozenset[str], str]]:
    """Pairs of near-copies and, by their ids, what was planted in them; "" for nothing."""
    answers = responses(random)
    kinds = ["", "label", *CHANGES]
    examples, pairs = [], {}
    for number, sentences in enumerate(tickets(count, random)):
        kind = kinds[number % len(kinds)]
        edit = list(EDITS.values())[random.randrange(len(EDITS))]
        answer = answers[number % len(answers)][0]
        first, second = CHANGES.get(kind, (PROMISE, PROMISE))
        label, other = random.sample(LABELS, 2)
        one, copy = f"a{number}", f"b{number}"
        examples += [
            Checked(id=one, question=written(sentences), answer=f"{first}\n{answer}", label=label),
            Checked(
                id=copy,
                question=edit(sentences, random),
                answer=f"{second}\n{answer}",
                label=other if kind == "label" else label,
            ),
        ]
        pairs[frozenset((one, copy))] = kind
    return examples, pairs


def contradictions(count: int, seed: int = 1) -> dict[str, float]:
    """The share of planted contradictions that is found, and of finds that were planted."""
    examples, pairs = planted(count, Random(seed))
    found = {frozenset(one.ids) for one in find_contradictions(examples, Wanted())}
    right = {pair for pair, kind in pairs.items() if kind}
    result = {"found": len(found & right) / len(right), "right": len(found & right) / len(found)}
    for kind in ("label", *CHANGES):
        own = {pair for pair in right if pairs[pair] == kind}
        result[f"found of {kind}"] = len(found & own) / len(own)
    return result


def wrong_labels(seed: int = 1) -> tuple[float, float]:
    """5 % of Banking77 get another label: the share of those among the first half as many, and
    among the first as many, that the check would show.
    """
    with (SHARED / "tickets/banking77/train.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    random = Random(seed)
    labels = sorted({row["category"] for row in rows})
    wrong = set(random.sample(range(len(rows)), len(rows) // 20))
    examples = [
        Checked(
            id=f"{number:05}",
            question=row["text"],
            label=random.choice([name for name in labels if name != row["category"]])
            if number in wrong
            else row["category"],
        )
        for number, row in enumerate(rows)
    ]
    ranked = [int(name) in wrong for name, _ in label_doubts(examples)][: len(wrong)]
    half = len(wrong) // 2
    return sum(ranked[:half]) / half, sum(ranked) / len(wrong)


def many(count: int) -> list[Checked]:
    """Tickets of about 34 words with real answers of about 100."""
    random = Random(2)
    answers = responses(random)
    examples = []
    for number, sentences in enumerate(tickets(count, random)):
        answer, label = answers[number % len(answers)]
        examples.append(
            Checked(
                id=f"e{number}",
                question=written(sentences),
                answer=f"{answer} {sentences[-1]}.",
                label=label,
                accepted=True,
                people=2,
                customer=f"c{number % 5000}",
            )
        )
    return examples


def seconds(work: Callable[[], object]) -> float:
    """The seconds of CPU that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print what is found of what was planted, and the time of each check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000)
    count = parser.parse_args().examples
    shares = contradictions(2_000)
    for name, share in shares.items():
        print(f"contradictions {name:22}{share:.3f}")
    half, whole = wrong_labels()
    index = NearIndex()
    wanted = Wanted(near=index.pairs)
    examples = many(count)
    spent = {
        check.name: seconds(lambda check=check: check.find(examples, wanted))
        for check in CHECKS
        if Kind.TEXT in check.kinds
    }
    for name, own in sorted(spent.items(), key=lambda item: -item[1])[:12]:
        print(f"{name:24}{own:6.2f} s of CPU")
    print_goals(
        [
            Goal(name="planted contradictions found", value=shares["found"], bound=0.9),
            Goal(name="wrong labels at half their number", value=half, bound=0.9),
            Goal(name="wrong labels at their number", value=whole, bound=0.8),
            Goal(
                name=f"seconds of CPU for all checks of {count:,}",
                value=sum(spent.values()),
                bound=SECONDS,
                at_most=True,
            ),
        ]
    )


if __name__ == "__main__":
    main()
