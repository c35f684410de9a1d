"""Examples whose words match, for searching among them."""

from collections.abc import Sequence

from curation.store.connection import Store

# Every version is looked at: who asks checks the newest one, and reads it anyway.
_MATCHING = """
with matched as (
    select example_id, source_file, source_row,
        list_sum(list_transform(
            $words::varchar[],
            lambda word: contains(lower(concat_ws(' ', messages, answer)), word)::integer
        )) as held
    from example
    where task = $task
)
select example_id
from matched
where held >= $fewest
group by example_id
order by max(held) desc, min(source_file), min(source_row), example_id
limit $limit
"""


def list_matching(
    store: Store, task: str, words: Sequence[str], *, fewest: int, limit: int
) -> list[str]:
    """The examples whose conversation or answer holds at least so many of the words, most first.

    A word counts as part of a longer one too. The texts are as they were read in: what is shown
    to a person has to be checked with what they may see.
    """
    asked = {"task": task, "words": list(words), "fewest": fewest, "limit": limit}
    return [row["example_id"] for row in store.read(_MATCHING, asked)]
