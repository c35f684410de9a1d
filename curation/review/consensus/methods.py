"""The table of methods of consensus."""

from collections.abc import Callable, Mapping

import pandas as pd

from curation.review.consensus.consensus import Consensus
from curation.review.consensus.dawid_skene import Prior, dawid_skene
from curation.review.consensus.majority import majority

METHODS: Mapping[str, Callable[[pd.DataFrame, Prior], Consensus]] = {
    "majority": lambda table, _: majority(table),
    "dawid-skene": lambda table, prior: dawid_skene(table, prior=prior),
}
"""Every method by the name it has on the command line."""
