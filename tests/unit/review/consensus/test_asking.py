"""What to ask next: 50 telling answers beat 300 random ones."""

import numpy as np
import pytest

from curation.review.consensus.answer_table import AnswerTable, encode_answers
from curation.review.consensus.asking import choose_asks, expected_gains
from curation.review.consensus.dawid_skene import PRIORS, fit
from tests.unit.review.tables import long

EXPERT = PRIORS["expert"]
ITEMS, PEOPLE = 600, 6


class Team:
    """Six experts who are right 70 to 95 times in a hundred, each erring in their own way."""

    def __init__(self, shares, seed):
        rng = np.random.default_rng(seed)
        width = len(shares)
        self.truth = rng.choice(width, size=ITEMS, p=shares)
        self.said = np.empty((ITEMS, PEOPLE), dtype=int)
        for person, right in enumerate(np.linspace(0.7, 0.95, PEOPLE)):
            slips = rng.dirichlet(np.ones(width - 1), size=width) if width > 2 else np.ones((2, 1))
            for item, true in enumerate(self.truth):
                others = [value for value in range(width) if value != true]
                wrong = rng.choice(others, p=slips[true])
                self.said[item, person] = true if rng.random() < right else wrong
        self.width = width
        self.given = {
            (item, int(person))
            for item in range(ITEMS)
            for person in rng.choice(PEOPLE, size=2, replace=False)
        }
        self.rng = rng

    def table(self):
        pairs = np.array(sorted(self.given))
        return AnswerTable(
            item=pairs[:, 0],
            reviewer=pairs[:, 1],
            value=self.said[pairs[:, 0], pairs[:, 1]],
            items=tuple(map(str, range(ITEMS))),
            reviewers=tuple(map(str, range(PEOPLE))),
            values=tuple(map(str, range(self.width))),
        )

    def accuracy(self):
        return float((fit(self.table(), prior=EXPERT).truth.argmax(axis=1) == self.truth).mean())

    def ask_at_random(self, count):
        free = [(i, p) for i in range(ITEMS) for p in range(PEOPLE) if (i, p) not in self.given]
        self.given |= {free[n] for n in self.rng.choice(len(free), size=count, replace=False)}

    def ask_what_tells_most(self, count):
        answers = self.table()
        asks = choose_asks(
            answers,
            fit(answers, prior=EXPERT),
            count=count,
            items=answers.items,
            reviewers=answers.reviewers,
            seed=1,
        )
        self.given |= {(int(ask.example_id), int(ask.reviewer)) for ask in asks}


@pytest.mark.parametrize("shares", [(0.25, 0.25, 0.25, 0.25), (0.45, 0.25, 0.12, 0.08, 0.06, 0.04)])
def test_fifty_chosen_answers_beat_three_hundred_random_ones(shares):
    chosen, random = [], []
    for seed in range(4):
        team = Team(shares, seed)
        for _ in range(5):
            team.ask_what_tells_most(10)
        chosen.append(team.accuracy())
        team = Team(shares, seed)
        team.ask_at_random(300)
        random.append(team.accuracy())
    assert np.mean(chosen) >= np.mean(random)


def small():
    rows = [("sure", r, "x") for r in "abc"] + [("split", "a", "x"), ("split", "b", "y")]
    rows += [(f"other{n}", r, "xy"[n % 2]) for n in range(20) for r in "abc"]
    answers = encode_answers(long(rows))
    return answers, fit(answers, prior=EXPERT)


def choose(count, **other):
    answers, estimate = small()
    given = {"items": answers.items, "reviewers": answers.reviewers, "seed": 3, **other}
    return choose_asks(answers, estimate, count=count, **given)


def test_where_two_differ_a_third_tells_most():
    [ask] = choose(1)
    assert (ask.example_id, ask.reviewer, ask.wanted) == ("split", "c", 3)


def test_nobody_is_asked_twice():
    answers, estimate = small()
    assert (expected_gains(answers, estimate)[answers.item, answers.reviewer] == 0).all()
    assert all(ask.example_id == "split" for ask in choose(50))


def test_who_may_not_be_asked_is_not():
    assert choose(5, reviewers={"a", "b"}) == []
    assert choose(5, items={"sure"}) == []


def test_one_in_ten_is_drawn_blindly_and_the_seed_decides_which():
    team = Team((0.5, 0.3, 0.2), 1)
    answers = team.table()
    estimate = fit(answers, prior=EXPERT)

    def ask(seed):
        return choose_asks(
            answers,
            estimate,
            count=50,
            items=answers.items,
            reviewers=answers.reviewers,
            seed=seed,
        )

    assert sum(one.at_random for one in ask(1)) == 5
    assert len({one.example_id for one in ask(1)}) == 50
    assert ask(1) == ask(1)
    assert ask(1) != ask(2)


def test_a_gain_is_at_most_what_is_unknown():
    answers, estimate = small()
    shares = estimate.truth
    unknown = -(shares * np.log2(np.where(shares > 0, shares, 1))).sum(axis=1)
    assert (expected_gains(answers, estimate) <= unknown[:, None] + 1e-9).all()
