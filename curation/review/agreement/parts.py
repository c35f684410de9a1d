"""Agreement in parts: by value, and by groups of answers."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from curation.review.agreement.agreement import Agreement, measure_agreement
from curation.review.agreement.ratings import Level

MOST_PARTS = 50
"""So many parts are measured; the largest ones first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePart:
    """How far reviewers agree on one value against all others.

    `share` is how often a second reviewer gave the value where one did (specific agreement of
    Spitzer and Fleiss, 1974), None when nobody compared gave it. `mixed_up_with` is the value
    that others gave most often instead, and `times` how many pairs of answers did.
    """

    value: str
    agreement: Agreement
    share: float | None
    mixed_up_with: str
    times: int


def by_value(table: pd.DataFrame) -> list[ValuePart]:
    """Each value of a long table, the most frequent first; at most MOST_PARTS."""
    given = table.loc[table["value"].notna(), ["item", "reviewer", "value"]]
    given = given.drop_duplicates(["item", "reviewer"], keep="last")
    met = given.merge(given, on="item", suffixes=("", "_other"))
    met = met[met["reviewer"] != met["reviewer_other"]]
    counts = met.groupby(["value", "value_other"], observed=True).size()
    parts = []
    for value in given["value"].value_counts().index[:MOST_PARTS]:
        own = counts.loc[[value]].droplevel(0) if value in counts.index else counts.iloc[:0]
        others = own.drop(index=value, errors="ignore")
        parts.append(
            ValuePart(
                value=str(value),
                agreement=measure_agreement(
                    given.assign(
                        value=(given["value"] == value).map({True: "this", False: "other"})
                    )
                ),
                share=float(own.get(value, 0) / own.sum()) if len(own) else None,
                mixed_up_with=str(others.idxmax()) if len(others) else "",
                times=int(others.max()) if len(others) else 0,
            )
        )
    return parts


def by_group(table: pd.DataFrame, column: str, *, level: Level) -> Mapping[str, Agreement]:
    """The agreement in each group of rows with one value in `column`, the largest group first.

    At most MOST_PARTS; rows without a value are left out.
    """
    largest = table[column].value_counts().index[:MOST_PARTS]
    rows = dict(list(table.groupby(column, observed=True)))
    return {str(name): measure_agreement(rows[name], level=level) for name in largest}
