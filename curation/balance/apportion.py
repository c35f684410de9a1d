"""Whole groups into training, validation and test, so that each has the mix of the whole."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np

Profile = tuple[int, ...]
"""How many examples of each label a group has."""


class Part(StrEnum):
    """The part of a release that an example belongs to."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


SHARES: Mapping[Part, float] = {Part.TRAIN: 0.8, Part.VALIDATION: 0.1, Part.TEST: 0.1}
"""The usual split; validation steers the training, test is seen once at the end."""

GUARANTEED_FROM = 10
"""From this many examples on, no part stays empty as long as there are groups enough."""

MOST_PROFILES = 120
"""Distinct profiles up to which the integer program is solved in about a second."""


def apportion(
    profiles: Sequence[Profile], fixed: Mapping[Part, Profile], shares: Mapping[Part, float]
) -> list[Counter[Part]]:
    """For each distinct profile in sorted order: how many of its groups go to which part.

    `fixed` is what the parts hold already. The sum of the absolute differences from the wanted
    count of every label and of the whole is kept small by an integer program over the distinct
    profiles. Where these are many, large groups are placed one after the other first, and the
    program levels out what is left with the small ones. It stops at a number of nodes, never at a
    time, so the same input gives the same answer. A part whose share is 0 gets nothing new.
    """
    counted = Counter(profiles)
    kinds = sorted(counted)
    if not kinds:
        return []
    amounts = np.array([[*kind, sum(kind)] for kind in kinds], dtype=float)
    held = np.array([[*fixed[part], sum(fixed[part])] for part in Part], dtype=float)
    many = np.array([counted[kind] for kind in kinds], dtype=float)
    whole = many @ amounts + held.sum(axis=0)
    aim = np.array([shares[part] for part in Part])[:, None] * whole[None, :] - held
    wanted = [shares[part] > 0 for part in Part]
    must_grow = _must_grow(held[:, -1], whole[-1], int(many.sum()), wanted)
    found = np.zeros((len(kinds), len(wanted)), dtype=int)
    small = np.argsort(amounts[:, -1], kind="stable")[:MOST_PROFILES]
    large = np.setdiff1d(np.arange(len(kinds)), small)
    if len(large):
        found[large] = _by_need(amounts[large], many[large], aim, [False] * len(wanted), wanted)
        aim = aim - found.T @ amounts
        grown = found.sum(axis=0) > 0
        must_grow = [must and not done for must, done in zip(must_grow, grown, strict=True)]
    found[small] = _solve(amounts[small], many[small], aim, must_grow, wanted)
    return [
        Counter({part: int(found[row, column]) for column, part in enumerate(Part)})
        for row in range(len(kinds))
    ]


def _must_grow(held: np.ndarray, whole: float, groups: int, wanted: Sequence[bool]) -> list[bool]:
    """Which parts must get at least one group: the empty ones, training and test first."""
    order = [Part.TRAIN, Part.TEST, Part.VALIDATION]
    if whole < GUARANTEED_FROM:
        order = [Part.TRAIN]
    places = list(Part)
    empty = [p for p in order if held[places.index(p)] == 0 and wanted[places.index(p)]]
    return [part in empty[:groups] for part in Part]


def _solve(
    amounts: np.ndarray,
    many: np.ndarray,
    aim: np.ndarray,
    must_grow: list[bool],
    wanted: Sequence[bool],
) -> np.ndarray:
    """Groups by kind and part. The variables: groups, then over and under for each aim."""
    # imported here: the solver takes longer to import than the app needs to start
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import lil_matrix

    kinds, labels = amounts.shape
    parts = len(aim)
    groups, slack = kinds * parts, parts * labels
    rows = lil_matrix((kinds + slack + parts, groups + 2 * slack))
    low, high = np.zeros(rows.shape[0]), np.zeros(rows.shape[0])
    for kind in range(kinds):
        rows[kind, kind * parts : (kind + 1) * parts] = 1
    low[:kinds] = high[:kinds] = many
    for part in range(parts):
        for label in range(labels):
            row = kinds + part * labels + label
            rows[row, part:groups:parts] = amounts[:, label]
            rows[row, groups + row - kinds] = -1
            rows[row, groups + slack + row - kinds] = 1
            low[row] = high[row] = aim[part, label]
        row = kinds + slack + part
        rows[row, part:groups:parts] = 1
        low[row], high[row] = float(must_grow[part]), np.inf
    room = (many[:, None] * np.array(wanted)).ravel()
    limit = np.concatenate([room, np.full(2 * slack, np.inf)])
    answer = milp(
        c=np.concatenate([np.zeros(groups), np.ones(2 * slack)]),
        integrality=np.concatenate([np.ones(groups), np.zeros(2 * slack)]),
        bounds=Bounds(0, limit),
        constraints=LinearConstraint(rows.tocsr(), low, high),
        options={"node_limit": 200, "mip_rel_gap": 0.01},
    )
    if answer.x is None:
        return _by_need(amounts, many, aim, must_grow, wanted)
    counts: np.ndarray = np.rint(answer.x[:groups]).astype(int).reshape(kinds, parts)
    return counts


def _by_need(
    amounts: np.ndarray,
    many: np.ndarray,
    aim: np.ndarray,
    must_grow: list[bool],
    wanted: Sequence[bool],
) -> np.ndarray:
    """Large groups first, each where the differences grow least; small ones level them out."""
    result = np.zeros((len(amounts), len(aim)), dtype=int)
    lacking = aim.copy()
    shut = np.where(wanted, 0.0, np.inf)
    waiting = [part for part, must in enumerate(must_grow) if must]
    left = int(many.sum())
    for kind in sorted(range(len(amounts)), key=lambda kind: (-amounts[kind, -1], kind)):
        for _ in range(int(many[kind])):
            growth = (
                shut + np.abs(lacking - amounts[kind]).sum(axis=1) - np.abs(lacking).sum(axis=1)
            )
            part = int(np.lexsort((-lacking[:, -1], growth.round(6)))[0])
            if waiting and left <= len(waiting) and part not in waiting:
                part = waiting[0]
            waiting = [other for other in waiting if other != part]
            result[kind, part] += 1
            lacking[part] -= amounts[kind]
            left -= 1
    return result
