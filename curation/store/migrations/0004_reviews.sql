-- What experts decided. `answers` is JSON: question id -> answer. An undo is an event too.
create table review (
    review_id         text primary key,  -- the request id: a repeated submit changes nothing
    task              text not null,
    example_id        text not null,
    version           integer not null,
    reviewer          text not null,
    decision          text not null check (decision in ('accept', 'reject', 'skip', 'undo')),
    answers           text not null,
    comment           text not null,
    guideline_version text not null,
    saw_others        boolean not null,
    edited            boolean not null,  -- holds text of the reviewer's own, to be scanned too
    seconds           double not null,
    recorded_at       timestamp not null,
    sequence          bigint not null default nextval('event_order')
);

create view review_current as
with newest as (
    select * from review
    qualify row_number() over (partition by example_id, reviewer order by sequence desc) = 1
)
select newest.* from newest
join example_current using (example_id, version)
where decision <> 'undo';

-- An example promised to a reviewer until a moment, so that nobody gives the answer too many.
create table lease (
    lease_id    text primary key,
    task        text not null,
    example_id  text not null,
    version     integer not null,
    reviewer    text not null,
    recorded_at timestamp not null,
    expires_at  timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create table verdict (
    verdict_id  text primary key,
    task        text not null,
    example_id  text not null,
    version     integer not null,
    outcome     text not null check (outcome in ('accept', 'reject')),
    answers     text not null,
    method      text not null check (method in ('unanimous', 'adjudicated')),
    edited      boolean not null,  -- holds text of the adjudicator's own, to be scanned too
    was_reviewer boolean not null default false,  -- the adjudicator had reviewed the example
    actor       text not null,
    reason      text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create view verdict_current as
with newest as (
    select * from verdict
    qualify row_number() over (partition by example_id order by sequence desc) = 1
)
select newest.* from newest
join example_current using (example_id, version);
