-- Decisions that hold for one example, in the whole task, or in the whole workspace ("not
-- personal"); values that people found; texts that people read to the end. What was asked for is
-- taken back by a request that names it: then nothing of it counts any more.
create table privacy_request (
    request_id  text primary key,
    task        text not null,
    what        text not null,  -- mask, keep, not_pii, undecided, add, read, undo
    undoes      text not null default '',  -- the request that this one takes back
    size        integer not null,          -- values or examples that it is about
    reason      text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
insert into privacy_request (request_id, task, what, size, reason, actor, recorded_at, sequence)
select request_id, any_value(task), any_value(action), count(*), any_value(reason),
    any_value(actor), any_value(recorded_at), min(sequence)
from finding_decision group by request_id;

-- `task` is empty for the allow list, which is the workspace's; `example_id` is empty where a
-- decision is not about one example alone.
create table value_decision (
    decision_id text primary key,
    request_id  text not null,
    task        text not null,
    example_id  text not null default '',
    entity      text not null,
    value_key   text not null,
    action      text not null check (action in ('mask', 'keep', 'not_pii', 'undecided')),
    reason      text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
insert into value_decision
    (decision_id, request_id, task, entity, value_key, action, reason, actor, recorded_at, sequence)
select decision_id, request_id, task, entity, value_key, action, reason, actor, recorded_at, sequence
from finding_decision;

drop view example_progress;
drop view finding_decided;
drop view finding_decision_current;
drop table finding_decision;
alter table value_decision rename to finding_decision;

create view finding_decision_current as
select * from finding_decision
anti join (select undoes as request_id from privacy_request) using (request_id)
qualify row_number() over (
    partition by task, example_id, entity, value_key order by sequence desc
) = 1;

-- A value that a person found, by the place where it was found; where else it stands is kept as
-- findings of the scans, and found again by the next scan.
create table hand_value (
    request_id text not null,
    task       text not null,
    entity     text not null,
    value_key  text not null,
    example_id text not null,
    version    integer not null,
    path       text not null,
    begins     integer not null,
    ends       integer not null,
    sequence   bigint primary key default nextval('event_order')
);

create view hand_value_current as
select * from hand_value
anti join (select undoes as request_id from privacy_request) using (request_id)
qualify row_number() over (partition by task, entity, value_key order by sequence desc) = 1;

-- A person read what the scan could not, and answers for it.
create table reading (
    request_id  text not null,
    example_id  text not null,
    version     integer not null,
    edits_until bigint not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint primary key default nextval('event_order')
);

create view reading_current as
select * from reading
anti join (select undoes as request_id from privacy_request) using (request_id)
qualify row_number() over (partition by example_id order by version desc, sequence desc) = 1;

-- The findings in the newest version of each example, with what was decided last of their values:
-- in this example, in this task, or for the workspace.
create view finding_decided as
with last as (  -- a maximum of each group takes a fifth of the time of a window over all
    select scan_id, example_id, version
    from scan
    semi join (select max(sequence) as sequence from scan group by example_id) using (sequence)
),
outdated as (  -- few examples have more than one version
    select example_id, max(version) as version
    from example where example_id in (select example_id from example where version > 1)
    group by example_id
)
select
    finding.*,
    example.task,
    example.source_file,
    example.source_row,
    case greatest(
        coalesce(here.sequence, 0), coalesce(everywhere.sequence, 0), coalesce(allowed.sequence, 0)
    )
        when 0 then 'undecided'
        when here.sequence then here.action
        when everywhere.sequence then everywhere.action
        else allowed.action
    end as action
from finding
join last using (scan_id)
join example on example.example_id = last.example_id and example.version = last.version
left join outdated on outdated.example_id = example.example_id
left join (select * from finding_decision_current where example_id <> '') as here
    on here.task = example.task
    and here.example_id = finding.example_id
    and here.entity = finding.entity
    and here.value_key = finding.value_key
left join (select * from finding_decision_current where task <> '' and example_id = '') as everywhere
    on everywhere.task = example.task
    and everywhere.entity = finding.entity
    and everywhere.value_key = finding.value_key
left join (select * from finding_decision_current where task = '') as allowed
    on allowed.entity = finding.entity
    and allowed.value_key = finding.value_key
where outdated.version is null or outdated.version = example.version;

create view example_progress as
with undecided as (
    select example_id, count(*) as undecided
    from finding_decided
    where action = 'undecided'
    group by example_id
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
    scan_current.version as scan_version,
    scan_current.edits_until as scan_edits_until,
    scan_current.incomplete as scan_incomplete,
    coalesce(example_edit.sequence, 0) as edits_until,
    coalesce(
        reading_current.version = example_current.version
        and reading_current.edits_until >= coalesce(example_edit.sequence, 0),
        false
    ) as read_by_hand,
    coalesce(
        scan_current.version = example_current.version
        and scan_current.edits_until >= coalesce(example_edit.sequence, 0)
        and (not scan_current.incomplete or read_by_hand),
        false
    ) as scan_complete,
    coalesce(undecided.undecided, 0) as undecided,
    coalesce(reviewed.reviews, 0) as reviews,
    verdict_current.outcome,
    released.example_id is not null as released
from example_current
left join scan_current using (example_id)
left join example_edit using (example_id)
left join reading_current using (example_id)
left join undecided using (example_id)
left join reviewed using (example_id)
left join verdict_current using (example_id)
left join released using (example_id);
