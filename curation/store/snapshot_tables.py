"""What curators can ask with SQL: tables whose names and columns are promised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its SQL type and what it says."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the snapshot: its name is promised, columns may be added."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


def _table(name: str, meaning: str, columns: str) -> Table:
    """A table from lines of "name type meaning"."""
    parts = [line.split(maxsplit=2) for line in columns.strip().splitlines()]
    return Table(
        name=name,
        meaning=meaning,
        columns=tuple(Column(name=n, type=kind, meaning=says) for n, kind, says in parts),
    )


TABLES: tuple[Table, ...] = (
    _table(
        "examples",
        "one row per example, newest version, personal values replaced",
        """
        example_id varchar identity, the same for all versions
        task varchar the task it belongs to
        version integer newest version, from 1
        stage varchar staged, scanned, cleared, reviewed, accepted or rejected
        prompt varchar the conversation up to the answer; empty until scanned
        answer varchar the answer it came with; empty until scanned
        words varchar prompt and answer in small letters, to be searched quickly
        turns integer messages in the prompt
        tool_calls integer tool calls in the answer
        label varchar the label it came with, if any
        source_row integer row of the file it was read from
        created varchar when the source says it was made, as 2026-01-31T08:15; empty if it does not
        reviews integer accepting and rejecting reviews
        undecided integer personal values that nobody has decided about
        released boolean in at least one release
        """,
    ),
    _table(
        "findings",
        "one row per personal value found; places, never the values",
        """
        example_id varchar the example
        task varchar the task
        path varchar which text: messages.0, answer, metadata.subject …
        begins integer first character, from 0
        ends integer character after the last
        entity varchar kind of value
        score double how sure the detector is, 0 to 1
        recognizer varchar which detector found it
        action varchar mask, keep or undecided
        """,
    ),
    _table(
        "reviews",
        'one row per answer of a reviewer; the question "decision" is accept, reject or skip',
        """
        example_id varchar the example
        version integer the version that was judged
        task varchar the task
        reviewer varchar who answered
        question varchar "decision" or a question of the task
        answer varchar the decision or label; empty for written answers
        edited boolean the reviewer wrote text of their own
        saw_others boolean the reviewer knew other answers
        seconds double time from showing to deciding
        recorded_at timestamp when, in UTC
        """,
    ),
    _table(
        "verdicts",
        'one row per final answer; the question "outcome" is accept or reject',
        """
        example_id varchar the example
        version integer the version it is about
        task varchar the task
        method varchar unanimous or adjudicated
        question varchar "outcome" or a question of the task
        answer varchar the outcome or label; empty for written answers
        edited boolean the adjudicator wrote text of their own
        actor varchar who settled or adjudicated
        recorded_at timestamp when, in UTC
        """,
    ),
    _table(
        "releases",
        "one row per release",
        """
        number integer the release
        task varchar the task
        method varchar sft, dpo or rft
        seed bigint of split and order
        sha256 varchar of the release
        lines bigint lines in all parts
        actor varchar who cut it
        recorded_at timestamp when, in UTC
        """,
    ),
    _table(
        "jobs",
        "one row per training job",
        """
        job_id varchar the job
        release integer number of the release
        provider varchar where it trains
        model varchar the base model
        method varchar sft, dpo or rft
        status varchar as last heard
        actor varchar who started it
        recorded_at timestamp when, in UTC
        """,
    ),
    _table(
        "release_lines",
        "one row per example of a release",
        """
        release integer number of the release
        part varchar train, validation or test
        line integer line of the part, from 1
        example_id varchar the example
        version integer the version that was released
        """,
    ),
    _table(
        "grades",
        "one row per answer of a model that was graded",
        """
        evaluation_id varchar the evaluation
        release integer number of the release whose held-out part was asked
        model varchar the model that answered
        example_id varchar the example
        score double from 0 to 1
        passed boolean the answer is good enough
        grader varchar what graded it
        recorded_at timestamp when, in UTC
        """,
    ),
    _table(
        "uploads",
        "one row per upload",
        """
        upload_id varchar the upload
        task varchar the task
        format varchar how the file was read
        rows_read integer rows in the file
        added integer new examples
        changed integer new versions
        duplicates integer known already
        faults integer rows that could not be read
        actor varchar who uploaded
        recorded_at timestamp when, in UTC
        """,
    ),
)
"""Everything a query can read, in the order in which it is shown."""
