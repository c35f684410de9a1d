-- Who may come in. A person's present state is the newest change of each kind.
create sequence event_order;

create table person (
    person_id   text primary key,
    name        text not null,
    created_by  text not null,
    recorded_at timestamp not null
);

create table person_change (
    change_id   text primary key,
    person_id   text not null,
    kind        text not null check (kind in ('role', 'password', 'enabled')),
    value       text not null,
    changed_by  text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create view person_current as
select
    person.person_id,
    person.name,
    person.recorded_at,
    arg_max(value, sequence) filter (kind = 'role') as role,
    arg_max(value, sequence) filter (kind = 'password') as password,
    coalesce(arg_max(value, sequence) filter (kind = 'enabled'), 'yes') = 'yes' as enabled
from person
left join person_change using (person_id)
group by person.person_id, person.name, person.recorded_at;

-- Only the hash of a session's or an invitation's token is kept.
create table session (
    session_hash text primary key,
    person_id    text not null,
    recorded_at  timestamp not null,
    expires_at   timestamp not null
);

create table session_end (
    session_hash text primary key,
    reason       text not null,
    recorded_at  timestamp not null
);

-- A one-time link: it makes a new person with a role, or signs in the person it names.
create table invitation (
    token_hash  text primary key,
    role        text not null,
    person_id   text not null,  -- empty for a new person
    created_by  text not null,
    recorded_at timestamp not null,
    expires_at  timestamp not null
);

create table invitation_use (
    token_hash  text primary key,
    use_id      text not null,
    person_id   text not null,
    recorded_at timestamp not null
);
