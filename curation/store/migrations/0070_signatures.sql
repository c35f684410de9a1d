-- Who signed a release that another person cut, where the owner wants two signatures.
create table release_signature (
    signature_id text primary key,
    number       integer not null,
    actor        text not null,
    recorded_at  timestamp not null,
    sequence     bigint not null default nextval('event_order'),
    unique (number, actor)
);
