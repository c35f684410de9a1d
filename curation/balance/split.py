"""The split that cannot leak: whole groups, seeded, with the mix kept, and never changed later."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curation.balance.apportion import SHARES, Part, Profile, apportion
from curation.balance.grouping import components, link_key
from curation.balance.order import seeded_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An example as the split sees it: its id, its keys (see `keys_of`) and its label."""

    id: str
    keys: tuple[str, ...]
    label: str = ""


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
) -> Split:
    """Each item's part: train, validation or test.

    Items that share a key, directly or through others, get the same part; so do both ends of a
    link (two examples that are nearly the same). `placed` are the keys of earlier splits: their
    groups stay. A new item that joins groups of different parts is held back.
    """
    keys = _with_links(items, links)
    label_of = {item.id: item.label for item in items}
    known = placed or {}
    parts, held_back, free = _keep(keys, {item.id: item.keys for item in items}, known)
    labels = sorted(set(label_of.values()))
    profile_of: dict[str, Profile] = {}
    members: dict[str, list[str]] = {}
    for group in free:
        name = min(keys[item][0] for item in group)
        members[name] = group
        profile_of[name] = _profile((label_of[item] for item in group), labels)
    fixed = {
        part: _profile((label_of[item] for item, at in parts.items() if at == part), labels)
        for part in Part
    }
    by_profile: dict[Profile, list[str]] = defaultdict(list)
    for name in seeded_order(members, seed):
        by_profile[profile_of[name]].append(name)
    counts = apportion(list(profile_of.values()), fixed, shares)
    for profile, wanted in zip(sorted(by_profile), counts, strict=True):
        names = iter(by_profile[profile])
        for part in wanted.elements():
            parts |= dict.fromkeys(members[next(names)], part)
    return Split(
        parts={item.id: parts[item.id] for item in items if item.id in parts},
        held_back=tuple(item.id for item in items if item.id in held_back),
        placements={
            key: part for item, part in parts.items() for key in keys[item] if key not in known
        },
    )


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
