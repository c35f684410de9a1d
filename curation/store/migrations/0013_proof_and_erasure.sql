-- A blind sample of what would leave, and what a person found in it.
create table leak_sample (
    sample_id   text primary key,  -- the request id: a repeated request draws nothing
    task        text not null,
    seed        bigint not null,
    population  integer not null,  -- examples that it was drawn from
    entries     text not null,     -- JSON list of [example id, version], in the order of judging
    fingerprint text not null,     -- of the scanner; another one makes the sample stale
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create table leak_judgement (
    judgement_id text primary key,
    sample_id    text not null,
    example_id   text not null,
    version      integer not null,
    content_key  text not null,    -- a keyed hash of what was shown
    leaked       boolean not null,
    actor        text not null,
    recorded_at  timestamp not null,
    sequence     bigint not null default nextval('event_order')
);

create view leak_judgement_current as
select * from leak_judgement
qualify row_number() over (partition by sample_id, example_id order by sequence desc) = 1;

-- What the owner sets for the workspace; the newest value of a name holds.
create table workspace_setting (
    setting_id  text primary key,
    name        text not null,
    value       text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

-- That a person's text was removed: by whom and how much, never which text.
create table erasure (
    erasure_id  text primary key,
    subject_key text not null,     -- a keyed hash of the value
    report      text not null,     -- JSON: how many of what, and which releases and jobs held it
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
