-- How far each example is. Whether a scan is by today's scanner is asked with its fingerprint.
create view example_edit as
select example_id, max(sequence) as sequence
from (
    select example_id, sequence from review_current where edited
    union all
    select example_id, sequence from verdict_current where edited
)
group by example_id;

create view example_progress as
with undecided as (
    select finding_current.example_id, count(*) as undecided
    from finding_current
    join example_current using (example_id)
    left join finding_decision_current as decision
        on decision.task = example_current.task
        and decision.entity = finding_current.entity
        and decision.value_key = finding_current.value_key
    where coalesce(decision.action, 'undecided') = 'undecided'
    group by finding_current.example_id
),
reviewed as (
    select example_id, count(*) as reviews
    from review_current
    where decision in ('accept', 'reject')
    group by example_id
),
released as (
    select distinct example_id from release_line
)
select
    example_current.example_id,
    example_current.version,
    example_current.task,
    example_current.group_key,
    example_current.source_file,
    example_current.source_row,
    scan_current.fingerprint as scan_fingerprint,
    coalesce(
        scan_current.version = example_current.version
        and scan_current.edits_until >= coalesce(example_edit.sequence, 0)
        and not scan_current.incomplete,
        false
    ) as scan_complete,
    coalesce(undecided.undecided, 0) as undecided,
    coalesce(reviewed.reviews, 0) as reviews,
    verdict_current.outcome,
    released.example_id is not null as released
from example_current
left join scan_current using (example_id)
left join example_edit using (example_id)
left join undecided using (example_id)
left join reviewed using (example_id)
left join verdict_current using (example_id)
left join released using (example_id);
