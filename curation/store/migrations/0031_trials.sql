-- Examples whose answer is known, given to a person to be answered once more: settled ones to learn
-- on, and their own earlier ones. No answer is kept, only whether it was the known one, so that
-- nothing here counts as a review.
create table trial (
    request_id  text primary key,
    task        text not null,
    example_id  text not null,
    version     integer not null,
    reviewer    text not null,
    kind        text not null check (kind in ('first', 'gold', 'repeat')),
    event       text not null check (event in ('asked', 'answered', 'taken back')),
    decision    text not null default '',
    differs     text not null default '[]',  -- JSON: the ids of the questions answered otherwise
    seconds     double not null default 0,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
create index trial_by_reviewer on trial (reviewer);

create view trial_current as
with newest as (
    select * from trial
    qualify row_number() over (partition by task, reviewer, example_id order by sequence desc) = 1
)
select newest.* from newest
join example_current using (example_id, version);
