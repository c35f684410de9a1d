"""The query that gives each example of a task its value of an SQL expression."""


def attribute_query(task: str, expression: str) -> str:
    """A SELECT over the tables of a snapshot: example_id and value, in the order of the ids.

    The expression is a curator's own and is run where their queries are.
    """
    return (
        "select example_id, cast((\n"
        f"{expression}\n"
        ") as varchar) as value\n"
        "from examples\n"
        f"where task = '{task.replace(chr(39), chr(39) * 2)}'\n"
        "order by example_id"
    )


def rank_expression(expression: str) -> str:
    """An expression whose text sorts as the values of another one do, whatever their type."""
    return f"lpad(cast(dense_rank() over (order by (\n{expression}\n)) as varchar), 12, '0')"


FOUND, OTHERS = "found", "others"


def slice_expression(query: str) -> str:
    """An expression that names the slice each example is in, for a query over a snapshot.

    The query has a column example_id. Its column slice, where it has one, names the slice; else
    every example that it names is FOUND. All that it does not name are OTHERS.
    """
    inner = query.strip().rstrip(";")
    return (
        "coalesce((\n"
        f"select any_value(coalesce(cast(named.slice as varchar), '{FOUND}'))\n"
        "from (\n"
        "select null::varchar as slice, null::varchar as example_id where false\n"
        "union all by name select * from (\n"
        f"{inner}\n"
        ")) as named\n"
        "where named.example_id = examples.example_id\n"
        f"), '{OTHERS}')"
    )
