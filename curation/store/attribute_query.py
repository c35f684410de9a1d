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
