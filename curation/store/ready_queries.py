"""Ready-made questions about the snapshot, as SQL that can be changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyQuery:
    """A question in words and the query that answers it."""

    title: str
    sql: str


def _ready(title: str, sql: str) -> ReadyQuery:
    return ReadyQuery(title=title, sql=sql.strip())


READY_QUERIES: tuple[ReadyQuery, ...] = (
    _ready(
        "How many examples are at each stage?",
        """
select stage, count(*) as examples
from examples
group by stage
order by examples desc
""",
    ),
    _ready(
        "Which labels did the examples come with?",
        """
select label, count(*) as examples
from examples
where label is not null
group by label
order by examples desc
""",
    ),
    _ready(
        "Which final labels are there?",
        """
select answer as label, count(*) as examples
from verdicts
where question <> 'outcome' and answer is not null
group by label
order by examples desc
""",
    ),
    _ready(
        "Which examples did reviewers answer differently?",
        """
select example_id, question, string_agg(distinct answer, ', ' order by answer) as answers
from reviews
where answer is not null and answer <> 'skip'
group by example_id, question
having count(distinct answer) > 1
order by example_id, question
""",
    ),
    _ready(
        "How long does a review take each reviewer? (median, s)",
        """
select reviewer, median(seconds) as seconds
from reviews
where question = 'decision'
group by reviewer
order by seconds desc
""",
    ),
    _ready(
        "Which kinds of personal values were found?",
        """
select entity, count(*) as found
from findings
group by entity
order by found desc
""",
    ),
    _ready(
        "Which answers are the shortest?",
        """
select example_id, length(answer) as characters, answer
from examples
where answer is not null
order by characters, example_id
limit 50
""",
    ),
    _ready(
        "Which answers are used again and again?",
        """
select answer, count(*) as examples
from examples
where answer <> ''
group by answer
having count(*) > 1
order by examples desc
""",
    ),
    _ready(
        "Which uploads had rows that could not be read?",
        """
select upload_id, rows_read, added, changed, duplicates, faults
from uploads
order by faults desc, upload_id
""",
    ),
)
"""What the explore page offers first."""
