"""How often Python looks for objects that hold each other: rarely, for ours seldom do."""

import gc

_NEW = 200_000
"""New objects before a look; the usual 700 cost a release of 50,000 lines a quarter of its time."""


def collect_rarely() -> None:
    """Leave out of every look what is loaded now, and look less often from now on."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, 20, 20)
