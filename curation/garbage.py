"""How often Python looks for objects that hold each other: rarely, for ours seldom do."""

import atexit
import gc

_NEW = 200_000
"""New objects before a look; the usual 700 cost a release of 50,000 lines a quarter of its time."""


def collect_rarely() -> None:
    """Leave out of every look what is loaded now, and look less often from now on.

    At the end all of it is looked at again: DuckDB would print what it was not given back.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
    gc.set_threshold(_NEW, 20, 20)
