-- That something a check found is all right, and why; or that it is not after all. `defect_keys` is
-- a JSON list of hashes of what was found: a defect of a changed example is another one.
create table check_acceptance (
    request_id  text primary key,
    task        text not null,
    check_name  text not null,
    kind        text not null check (kind in ('accept', 'withdraw')),
    defect_keys text not null,
    reason      text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

-- Checks that curators write themselves; the newest row of a title holds.
create table own_check (
    request_id  text primary key,
    task        text not null,
    title       text not null,
    kind        text not null check (kind in ('save', 'remove')),
    query       text not null,  -- finds what is wrong: no row is expected
    severity    text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
