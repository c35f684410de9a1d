-- What the privacy scan found. A finding holds places and a keyed hash of the value, never the value.
create table scan (
    scan_id     text primary key,
    example_id  text not null,
    version     integer not null,
    edits_until bigint not null,  -- the newest reviewer's or adjudicator's edit that was scanned too
    fingerprint text not null,
    incomplete  boolean not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create table finding (
    scan_id    text not null,
    example_id text not null,
    path       text not null,
    begins     integer not null,
    ends       integer not null,
    entity     text not null,
    score      double not null,
    recognizer text not null,
    value_key  text not null,
    sequence   bigint primary key default nextval('event_order')
);

create view scan_current as
select * from scan
qualify row_number() over (partition by example_id order by sequence desc) = 1;

create view finding_current as
select finding.* from finding
join scan_current using (scan_id);

-- What was found in a text before, so that the same text is never scanned twice by one scanner.
-- The key is a keyed hash of the text; spans is JSON: [begins, ends, entity, score, recognizer].
create table text_scan (
    text_key    text not null,
    fingerprint text not null,
    spans       text not null,
    recorded_at timestamp not null,
    primary key (text_key, fingerprint)
);

-- A decision holds for one value of one entity in the whole task. One request may decide many.
create table finding_decision (
    decision_id text primary key,
    request_id  text not null,
    task        text not null,
    entity      text not null,
    value_key   text not null,
    action      text not null check (action in ('mask', 'keep', 'undecided')),
    reason      text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create view finding_decision_current as
select * from finding_decision
qualify row_number() over (partition by task, entity, value_key order by sequence desc) = 1;

-- The findings in the newest version of each example, with what was decided of their values.
create view finding_decided as
select
    finding.*,
    example_current.task,
    example_current.source_file,
    example_current.source_row,
    coalesce(decision.action, 'undecided') as action
from finding
join scan_current using (scan_id)
join example_current
    on example_current.example_id = scan_current.example_id
    and example_current.version = scan_current.version
left join finding_decision_current as decision
    on decision.task = example_current.task
    and decision.entity = finding.entity
    and decision.value_key = finding.value_key;
