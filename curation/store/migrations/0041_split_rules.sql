-- How a task's examples are split: shares of the parts as JSON, and an SQL expression that grows
-- with time where the newest are tested on. The newest row of a task holds.
create table split_rule (
    request_id  text primary key,
    task        text not null,
    shares      text not null,
    by_time     text not null default '',
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
