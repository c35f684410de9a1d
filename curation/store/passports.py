"""What the events of the workspace say of one example."""

from curation.release.passport import LinePlace, Step, Stop
from curation.store.connection import Store

# One query for each kind of event; each gives the columns of Stop in their order, and a sequence.
_STOPS = """
with own as (select * from release_line where example_id = $example),
taken_back as (select undoes from privacy_request where undoes <> '')
select example.recorded_at, 'STAGED' as step, coalesce(upload.actor, '') as actor, version,
    'row ' || source_row || ' of' as what, 0 as number, source_file as text, example.sequence
from example left join upload using (upload_id)
where example_id = $example
union all
select scan.recorded_at, 'SCANNED', '', version,
    (select count(*) from finding where finding.scan_id = scan.scan_id)
        || ' found' || if(incomplete, ', not read to the end', ''), 0, '', scan.sequence
from scan
where example_id = $example
union all
select max(decision.recorded_at), 'DECIDED', decision.actor, 0,
    count(distinct (decision.entity, decision.value_key)) || ' of its values: '
        || case action when 'mask' then 'replace' when 'keep' then 'keep'
            when 'not_pii' then 'not personal' else 'open again' end, 0, '', max(decision.sequence)
from finding_decision as decision
semi join (select entity, value_key from finding where example_id = $example) as found
    on found.entity = decision.entity and found.value_key = decision.value_key
where decision.task in ('', $task) and decision.example_id in ('', $example)
    and request_id not in (select undoes from taken_back)
group by request_id, decision.actor, action
union all
select recorded_at, 'REVIEWED', reviewer, version,
    case decision when 'undo' then 'taken back' else decision end
        || if(edited, ', in own words', ''), 0, '', sequence
from review
where example_id = $example
union all
select recorded_at, 'SETTLED', actor, version, outcome || ', ' || method, 0, '', sequence
from verdict
where example_id = $example
union all
select release.recorded_at, 'RELEASED', release.actor, own.version,
    'as line ' || own.line || ' of ' || own.part, own.number, '', 0
from own join release using (number)
union all
select job.recorded_at, 'TRAINED', job.actor, 0, job.status || ' at ' || job.provider || ':',
    job.number,
    coalesce(nullif(json_extract_string(job.data, '$.fine_tuned_model'), ''), job.model),
    job.sequence
from job_current as job join own using (number)
where own.part = 'train'
union all
select evaluation.recorded_at, 'GRADED', evaluation.actor, 0,
    'grade ' || round(score, 3) || if(passed, ', passed:', ', not passed:'), evaluation.number,
    grade.model, evaluation.sequence
from grade join evaluation using (evaluation_id)
where example_id = $example
order by 1, 8, 7
"""

_LINES = """
select number, part, line, version, sha256 from release_line
where example_id = ?
order by number
"""

_AT = """
select example_id from release_line where number = ? and part = ? and line = ?
"""


def list_stops(store: Store, task: str, example_id: str) -> list[Stop]:
    """Every event of an example, oldest first."""
    rows = store.read(_STOPS, {"task": task, "example": example_id})
    return [
        Stop(
            recorded_at=row["recorded_at"],
            step=Step[row["step"]],
            actor=row["actor"],
            version=row["version"],
            what=row["what"],
            number=row["number"],
            text=row["text"],
        )
        for row in rows
    ]


def list_places(store: Store, example_id: str) -> list[LinePlace]:
    """The lines that were written from an example, by release."""
    return [LinePlace(**row) for row in store.read(_LINES, [example_id])]


def example_at(store: Store, number: int, part: str, line: int) -> str:
    """The id of the example that a line of a release was written from; "" when there is none."""
    rows = store.read(_AT, [number, part, line])
    return str(rows[0]["example_id"]) if rows else ""
