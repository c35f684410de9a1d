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

-- A decision holds for one value of one entity in the whole task.
create table finding_decision (
    decision_id text primary key,
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
