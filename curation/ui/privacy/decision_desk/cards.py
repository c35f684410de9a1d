"""The values of a list as the browser shows them, written once and kept until they change."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from curation.example import Json
from curation.privacy.value_board import Tally
from curation.task import Task
from curation.ui.page import Visit
from curation.ui.privacy.decision_desk.wire import write_values
from curation.workflow.privacy.findings import how_replaced, list_places, read_values

PLACES = 3
"""Places of each value that are shown at once; the whole text has all of its example."""

AT_HAND = 10
"""So many values of the list are always ready, for somebody who decides them quickly."""

_KEPT = 2_000
_cards: OrderedDict[tuple[object, ...], tuple[Tally, Json]] = OrderedDict()
_touching = threading.Lock()


def read_cards(visit: Visit, task: Task, tallies: Sequence[Tally], *, whole: bool) -> list[Json]:
    """These values with the text around them; unless `whole`, some may be left out.

    Left out are those that were not written before and are far down the list: to read their
    texts takes longer than a decision may take.
    """
    with _touching:
        fresh = [_known(visit, task, tally) for tally in tallies]
    missing = [tally for tally, card in zip(tallies, fresh, strict=True) if card is None]
    if missing and (whole or any(card is None for card in fresh[:AT_HAND])):
        written = dict(zip(missing, _write(visit, task, missing), strict=True))
        with _touching:
            for tally, card in written.items():
                _cards[_name(visit, task, tally)] = (tally, card)
            while len(_cards) > _KEPT:
                _cards.popitem(last=False)
        fresh = [
            written.get(tally) if card is None else card
            for tally, card in zip(tallies, fresh, strict=True)
        ]
    return [card for card in fresh if card]


def _known(visit: Visit, task: Task, tally: Tally) -> Json | None:
    """The card written for just this tally: the board makes another one for any change."""
    name = _name(visit, task, tally)
    kept, card = _cards.get(name, (None, None))
    if kept is not tally:
        return None
    _cards.move_to_end(name)
    return card


def _name(visit: Visit, task: Task, tally: Tally) -> tuple[object, ...]:
    style = task.privacy, task.surrogates_per
    return visit.workspace.folder, task.id, *style, tally.entity, tally.value_key


def _write(visit: Visit, task: Task, tallies: Sequence[Tally]) -> list[Json]:
    """A card for each; an empty one where the text was erased meanwhile."""
    workspace, actor = visit.workspace, visit.actor
    values = read_values(workspace, actor, task.id, tallies)
    keys = [value.value_key for value in values]
    places = list_places(workspace, actor, task.id, keys, limit=PLACES)
    firsts = list({place.finding.value_key: place for place in reversed(places)}.values())
    becomes = how_replaced(workspace, actor, task.id, firsts)
    written = dict(zip(keys, write_values(values, places, becomes), strict=True))
    return [written.get(tally.value_key, {}) for tally in tallies]
