-- In which order a task's examples are asked about, of how many people and of whom. `routing` is
-- JSON; the newest row of a task holds.
create table queue_routing (
    request_id  text primary key,
    task        text not null,
    routing     text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
