-- Whom a curator asked for one more answer to which example, and the expected gain in bits. The
-- newest request of a task holds; one with an empty example_id alone asks for nothing any more.
create table asked (
    request_id  text not null,
    task        text not null,
    example_id  text not null,
    reviewer    text not null,
    wanted      integer not null,  -- answers that the example is to have then
    gain        double not null,
    at_random   boolean not null,  -- drawn blindly: its answer counts in the figures of agreement
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order'),
    primary key (request_id, example_id)
);
