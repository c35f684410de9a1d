-- The mix that is wanted, the split that is kept, and what was released.
create table plan (
    plan_id     text primary key,
    task        text not null,
    target      text not null,  -- JSON: stratum -> share, as a fraction such as "7/20"
    size        integer,
    tolerance   text not null,  -- a fraction
    seed        bigint not null,
    example_ids text not null,  -- JSON list, in order
    outcome     text not null,  -- JSON: available, quotas, missing, mismatch, effective size
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

-- The side of a group never changes: adding examples moves nothing between train and test.
create table split (
    task        text not null,
    group_key   text not null,  -- a hash: of an example, a group or a prompt
    part        text not null check (part in ('train', 'validation', 'test')),
    recorded_at timestamp not null,
    primary key (task, group_key)
);

create table release (
    number      integer primary key,
    release_id  text not null unique,  -- the request id: a repeated submit cuts nothing
    task        text not null,
    method      text not null check (method in ('sft', 'dpo')),
    seed        bigint not null,
    folder      text not null,  -- below the workspace, so that the workspace can be moved
    sha256      text not null,
    manifest    text not null,
    actor       text not null,
    recorded_at timestamp not null
);

create table release_line (
    number     integer not null,
    part       text not null,
    line       integer not null,
    example_id text not null,
    version    integer not null,
    verdict_id text not null,
    sha256     text not null,
    primary key (number, part, line)
);
