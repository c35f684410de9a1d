"""The split by time: what came last is tested on, what came first is trained on."""

from collections.abc import Mapping

from curation.balance.apportion import Part

Group = tuple[str, int]
"""The time of a group's newest example, as a text that sorts by time, and its size."""


def apportion_by_time(
    groups: Mapping[str, Group], held: Mapping[Part, int], shares: Mapping[Part, float]
) -> dict[str, Part]:
    """The part of each group: the newest are tested on, those before them validated on.

    `held` is how many examples the parts have already. A part is filled, newest group first, as
    long as that brings it nearer to its share; the rest is trained on, and at least one group is.
    Groups without a time (an empty one) count as the oldest.
    """
    whole = sum(size for _, size in groups.values()) + sum(held.values())
    newest_first = sorted(groups, key=lambda name: (groups[name][0], name), reverse=True)
    result = dict.fromkeys(newest_first, Part.TRAIN)
    place = 0
    last = len(newest_first) - (held[Part.TRAIN] == 0 and shares[Part.TRAIN] > 0)
    for part in (Part.TEST, Part.VALIDATION):
        lacking = shares[part] * whole - held[part]
        while place < last and groups[newest_first[place]][1] < 2 * lacking:
            lacking -= groups[newest_first[place]][1]
            result[newest_first[place]] = part
            place += 1
    return result
