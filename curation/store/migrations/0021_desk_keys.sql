-- The keys that a person chose for the review desk, all of them at each change.
create table desk_keys (
    change_id   text primary key,  -- the request id: sent again, it changes nothing
    person_id   text not null,
    chosen      json not null,     -- the key of each action that has another than the usual one
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
