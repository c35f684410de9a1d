-- What people are good at: whom the queue asks about a slice. The newest row of a person holds.
create table skill (
    request_id  text primary key,
    person_id   text not null,
    skills      text not null,  -- JSON list
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
