"""The split that cannot leak: whole groups, seeded, with the mix kept, and never changed later."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from curation.balance.apportion import SHARES, Part, Profile, apportion
from curation.balance.by_time import apportion_by_time
from curation.balance.grouping import components, link_key
from curation.balance.order import seeded_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An example as the split sees it: its id, its keys (see `keys_of`), its label, and its time
    as a text that sorts by time.
    """

    id: str
    keys: tuple[str, ...]
    label: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRule:
    """How examples are split: the shares of the parts, of 1, and an SQL expression that grows with
    time where the newest are to be tested on (empty: time does not matter).
    """

    shares: Mapping[Part, float] = field(default_factory=lambda: dict(SHARES))
    by_time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Where each example goes.

    `held_back` are new examples that would tie a part to another one. `placements` are the keys
    to be remembered, so that a later split keeps to this one.
    """

    parts: Mapping[str, Part]
    held_back: tuple[str, ...]
    placements: Mapping[str, Part]


def split_items(
    items: Sequence[Item],
    *,
    seed: int,
    placed: Mapping[str, Part] | None = None,
    links: Iterable[tuple[str, str]] = (),
    shares: Mapping[Part, float] = SHARES,
    by_time: bool = False,
) -> Split:
    """Each item's part: train, validation or test.

    Items that share a key, directly or through others, get the same part; so do both ends of a
    link (two examples that are nearly the same). `placed` are the keys of earlier splits: their
    groups stay. A new item that joins groups of different parts is held back. With `by_time` the
    newest groups are tested on, whatever their labels.
    """
    keys = _with_links(items, links)
    label_of = {item.id: item.label for item in items}
    known = placed or {}
    parts, held_back, free = _keep(keys, {item.id: item.keys for item in items}, known)
    labels = sorted(set(label_of.values()))
    members = {min(keys[item][0] for item in group): group for group in free}
    if by_time:
        time_of = {item.id: item.time for item in items}
        placed_now = apportion_by_time(
            {
                name: (max(time_of[item] for item in group), len(group))
                for name, group in members.items()
            },
            {part: sum(at == part for at in parts.values()) for part in Part},
            shares,
        )
    else:
        fixed = {
            part: _profile((label_of[item] for item, at in parts.items() if at == part), labels)
            for part in Part
        }
        profile_of = {
            name: _profile((label_of[item] for item in group), labels)
            for name, group in members.items()
        }
        placed_now = _stratified(profile_of, fixed, shares, seed)
    for name, part in placed_now.items():
        parts |= dict.fromkeys(members[name], part)
    return Split(
        parts={item.id: parts[item.id] for item in items if item.id in parts},
        held_back=tuple(item.id for item in items if item.id in held_back),
        placements={
            key: part for item, part in parts.items() for key in keys[item] if key not in known
        },
    )


def _stratified(
    profile_of: Mapping[str, Profile],
    fixed: Mapping[Part, Profile],
    shares: Mapping[Part, float],
    seed: int,
) -> dict[str, Part]:
    """The part of each group, so that every part has the mix of the whole."""
    by_profile: dict[Profile, list[str]] = defaultdict(list)
    for name in seeded_order(profile_of, seed):
        by_profile[profile_of[name]].append(name)
    counts = apportion(list(profile_of.values()), fixed, shares)
    result: dict[str, Part] = {}
    for profile, wanted in zip(sorted(by_profile), counts, strict=True):
        result |= zip(by_profile[profile], wanted.elements(), strict=True)
    return result


def _with_links(
    items: Sequence[Item], links: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    keys = {item.id: item.keys for item in items}
    for one, other in links:
        if one in keys and other in keys:
            shared = link_key(one, other)
            keys[one] = (*keys[one], shared)
            keys[other] = (*keys[other], shared)
    return keys


def _keep(
    keys: Mapping[str, tuple[str, ...]],
    own: Mapping[str, tuple[str, ...]],
    placed: Mapping[str, Part],
) -> tuple[dict[str, Part], set[str], list[list[str]]]:
    """What has its part already, what is held back, and the groups that are free.

    `keys` are the items' `own` ones and those of their links. A link that is found later, between
    two that stand in different parts already, moves neither.
    """
    parts: dict[str, Part] = {}
    held_back = {item for item, all_keys in keys.items() if len(_parts(all_keys, placed)) > 1}
    free = []
    for group in components({item: keys[item] for item in keys if item not in held_back}):
        known = {part for item in group for part in _parts(keys[item], placed)}
        if not known:
            free.append(group)
        elif len(known) == 1:
            parts |= dict.fromkeys(group, *known)
        else:
            # New items tie old groups together through one another: without them all is well.
            for item in group:
                if all(key in placed for key in own[item]):
                    parts[item] = placed[own[item][0]]
                else:
                    held_back.add(item)
    return parts, held_back, free


def _parts(own: Iterable[str], placed: Mapping[str, Part]) -> set[Part]:
    return {placed[key] for key in own if key in placed}


def _profile(labels: Iterable[str], order: Sequence[str]) -> Profile:
    counts = dict.fromkeys(order, 0)
    for label in labels:
        counts[label] += 1
    return tuple(counts.values())
