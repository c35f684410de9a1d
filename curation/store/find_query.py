"""Questions without SQL: a table, words, values and a group, written as the SQL that asks them."""

from collections.abc import Mapping
from dataclasses import dataclass

FACETS: Mapping[str, tuple[str, ...]] = {
    "examples": ("task", "stage", "label", "released", "reviews", "undecided", "turns"),
    "findings": ("task", "entity", "action", "recognizer"),
    "reviews": ("task", "reviewer", "question", "answer", "edited", "saw_others"),
    "verdicts": ("task", "method", "question", "answer", "edited", "actor"),
    "release_lines": ("release", "part"),
    "grades": ("release", "model", "grader", "passed"),
    "jobs": ("release", "provider", "model", "method", "status"),
}
"""Columns of few values, by table: what can be chosen and grouped by."""

NOTHING = "(none)"
"""Stands for a value that is not there."""

MOST_VALUES = 50

_SHOWN = {
    "examples": "example_id, task, stage, label, prompt, answer",
    "findings": "example_id, entity, action, score, recognizer, path, begins, ends",
    "reviews": "example_id, reviewer, question, answer, edited, seconds, recorded_at",
    "verdicts": "example_id, question, answer, method, edited, actor, recorded_at",
}
_ORDER = {  # examples lie in the order of their sources, and sorting long texts takes time
    "reviews": "recorded_at desc, example_id, question",
    "verdicts": "recorded_at desc, example_id, question",
    "release_lines": "release desc, part, line",
    "grades": "recorded_at desc, score, example_id",
    "jobs": "recorded_at desc",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Rows of a table that hold every word and one of the chosen values of each column.

    `words` are looked for in the texts of examples. With `group` the rows are counted by that
    column instead of being listed.
    """

    table: str = "examples"
    words: str = ""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    group: str = ""


def find_sql(find: Find) -> str:
    """The question as one SELECT. Names that the tables do not have are left out."""
    where = _where(find)
    if find.group in FACETS[find.table]:
        shown = _as_text(find.group)
        return (
            f"select {shown} as {find.group}, count(*) as rows\nfrom {find.table}\n{where}"
            f"group by 1\norder by rows desc, 1"
        )
    order = _ORDER.get(find.table, "")
    return (
        f"select {_SHOWN.get(find.table, '*')}\nfrom {find.table}\n{where}"
        + (f"order by {order}" if order else "")
    ).strip()


def facets_sql(table: str) -> str:
    """How many rows have each value of each column that can be chosen: facet, value, rows."""
    counts = [
        f"(select '{column}' as facet, {_as_text(column)} as value, count(*) as rows "
        f"from {table} group by 2 order by rows desc, value limit {MOST_VALUES})"
        for column in FACETS[table]
    ]
    return "\nunion all\n".join(counts)


def _where(find: Find) -> str:
    parts = [
        f"contains(words, {_quoted(word.lower())})"
        for word in (find.words.split() if find.table == "examples" else ())
    ]
    parts += [
        f"{_as_text(column)} in ({', '.join(map(_quoted, chosen))})"
        for column, chosen in find.values
        if chosen and column in FACETS[find.table]
    ]
    return "".join(f"{'where' if n == 0 else '  and'} {part}\n" for n, part in enumerate(parts))


def _as_text(column: str) -> str:
    return f"coalesce({column}::varchar, '{NOTHING}')"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
