-- What reviewers are told, as it was written on the page; the newest row of a task holds. The text
-- from the task's file is kept with the first change, as the version before it.
create table guideline (
    request_id  text primary key,
    task        text not null,
    version     text not null,  -- a short hash of the text, as reviews have it
    body        text not null,
    note        text not null,
    actor       text not null,  -- empty for the text from the file
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

-- Examples that are asked about again: their answers are taken back by reviews of the kind undo,
-- their verdicts do not hold any more.
create table reopening (
    request_id  text primary key,
    task        text not null,
    reason      text not null,
    examples    integer not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create table reopened_verdict (
    verdict_id text primary key,
    request_id text not null
);

create or replace view verdict_current as
with newest as (
    select * from verdict
    where verdict_id not in (select verdict_id from reopened_verdict)
    qualify row_number() over (partition by example_id order by sequence desc) = 1
)
select newest.* from newest
join example_current using (example_id, version);
