-- Plans have a name and any number of aims; which one holds is chosen.
-- aims: JSON list of {by, query, target, sample, available, taken, missing}.
alter table plan add column name text default '';
alter table plan add column aims text default '[]';

-- The newest plan or choice of a task holds; a choice without a plan takes every example.
create table plan_choice (
    request_id  text primary key,
    task        text not null,
    plan_id     text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
