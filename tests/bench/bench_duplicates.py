"""How many planted near-duplicates are found, how many finds are wrong, and the time for many.

Tickets of three to five sentences are made of real customers' messages (Bitext). Copies are planted
with other case, typos, sentences in another order, and another name. The same message may stand
in two tickets, which are then no copies of each other.
"""

import argparse
import csv
import resource
import time
from collections.abc import Callable
from random import Random

from curation.balance.near import AUTOMATIC, SUGGESTED, NearIndex, duplicate_groups, near_pairs
from tests.bench.goals import Goal, print_goals
from tests.conftest import SHARED

NEW = 100
NAMES = ("Anna", "Boris", "Carmen", "Dora", "Emil", "Farid", "Greta", "Hugo")


def messages() -> list[str]:
    """The different messages of Bitext's customers, without its slots, in small letters."""
    with (SHARED / "tickets/bitext_support/bitext_support.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    texts = dict.fromkeys(row["instruction"].strip().rstrip(".?!").casefold() for row in rows)
    return [text for text in texts if len(text.split()) >= 5]


def tickets(count: int, random: Random) -> list[list[str]]:
    """So many tickets as lists of sentences; a name stands in the first."""
    pool = messages()
    made = []
    for number in range(count):
        chosen = random.sample(pool, random.randint(3, 5))
        name = NAMES[number % len(NAMES)]
        made.append([f"hello, this is {name} with a question", *chosen])
    return made


def written(sentences: list[str]) -> str:
    """The ticket as one text."""
    return ". ".join(sentences) + "."


def other_case(sentences: list[str], random: Random) -> str:
    """In capitals, with other marks."""
    return written(sentences).upper().replace(".", "!")


def typos(sentences: list[str], random: Random) -> str:
    """One word of twenty has two of its letters in the other order."""
    words = written(sentences).split()
    long = [place for place, word in enumerate(words) if len(word) > 4]
    for place in random.sample(long, max(1, len(words) // 20)):
        word = words[place]
        at = random.randrange(1, len(word) - 2)
        words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def reordered(sentences: list[str], random: Random) -> str:
    """The sentences in another order."""
    return written(random.sample(sentences, len(sentences)))


def renamed(sentences: list[str], random: Random) -> str:
    """Another name in the greeting."""
    return written([f"hello, this is {random.choice('XYZ')}ara with a question", *sentences[1:]])


EDITS: dict[str, Callable[[list[str], Random], str]] = {
    "case": other_case,
    "typos": typos,
    "order": reordered,
    "name": renamed,
}


def planted(
    count: int, copies: int, random: Random
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The texts of tickets and of copies by name, what each was made from, and how copies were."""
    base = tickets(count, random)
    texts = {f"t{number}": written(sentences) for number, sentences in enumerate(base)}
    origin = {name: name for name in texts}
    kind: dict[str, str] = {}
    for number in range(copies):
        edit = list(EDITS)[number % len(EDITS)]
        name = f"c{number}"
        texts[name] = EDITS[edit](base[number], random)
        origin[name], kind[name] = f"t{number}", edit
    return texts, origin, kind


def score(count: int = 4000, copies: int = 1000, seed: int = 1) -> dict[str, float]:
    """Recall of each edit and of all, and precision: the share of pairs found that were planted."""
    texts, origin, kind = planted(count, copies, Random(seed))
    pairs = [pair for pair in near_pairs(texts, least=AUTOMATIC) if not pair.contrast]
    group_of = {name: i for i, group in enumerate(duplicate_groups(pairs)) for name in group}
    joined = {
        name for name in kind if name in group_of and group_of[name] == group_of.get(origin[name])
    }
    right = sum(origin[pair.one] == origin[pair.other] for pair in pairs)
    result = {"precision": right / len(pairs), "recall": len(joined) / len(kind)}
    for edit in EDITS:
        own = [name for name in kind if kind[name] == edit]
        result[f"recall of {edit}"] = sum(name in joined for name in own) / len(own)
    return result


def seconds(work: Callable[[], object]) -> float:
    """The seconds of CPU that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print recall, precision and the time for 100,000 tickets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000)
    count = parser.parse_args().tickets
    found = score()
    for name, value in found.items():
        print(f"{name:24}{value:.3f}")
    random = Random(2)
    texts = {f"t{number}": written(own) for number, own in enumerate(tickets(count, random))}
    old = dict(list(texts.items())[:-NEW])
    index = NearIndex()
    whole, added = seconds(lambda: index.pairs(old)), seconds(lambda: index.pairs(texts))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    suggested = seconds(lambda: near_pairs(texts, least=SUGGESTED))
    print(
        f"{count:,} tickets: {whole:.1f} s of CPU at {AUTOMATIC}, {suggested:.1f} s at {SUGGESTED};"
    )
    print(f"{added:.2f} s when {NEW} are added; {memory:.1f} GB of memory")
    print_goals(
        [
            Goal(name="recall of planted copies", value=found["recall"], bound=0.95),
            Goal(name="precision", value=found["precision"], bound=0.95),
            Goal(name=f"seconds of CPU for {count:,}", value=whole, bound=10.0, at_most=True),
            Goal(name=f"adding {NEW} / all", value=added / whole, bound=0.1, at_most=True),
        ]
    )


if __name__ == "__main__":
    main()
