-- What people say about an example beside their answers. An edit, a removal and a resolved flag are
-- events too, so that it is known who said what when.
create table discussion (
    event_id    text primary key,  -- the request id: sent again, it changes nothing
    task        text not null,
    example_id  text not null,
    kind        text not null check (kind in ('comment', 'edit', 'remove', 'flag', 'resolve')),
    about       text not null default '',  -- the comment that is edited or removed
    comment     text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
create index discussion_by_example on discussion (example_id);
