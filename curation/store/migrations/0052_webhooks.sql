-- Addresses that are told what happened. What happened before an address was added is not told.
create table webhook (
    webhook_id  text primary key,
    address     text not null,
    events      text not null,  -- parted by blanks
    since       bigint not null,  -- the newest event at that time
    releases    integer not null, -- the newest release at that time
    actor       text not null,
    recorded_at timestamp not null
);

create table webhook_end (
    webhook_id  text primary key,
    ended_by    text not null,
    recorded_at timestamp not null
);

-- What is to be told: one message for an address, up to a position in the events of its kind.
create table webhook_message (
    message_id  text primary key,
    webhook_id  text not null,
    event       text not null,
    position    bigint not null,
    body        text not null,
    recorded_at timestamp not null
);

create table webhook_try (
    try_id      text primary key,
    message_id  text not null,
    status      integer not null,  -- of HTTP; 0 when nobody answered
    recorded_at timestamp not null
);
