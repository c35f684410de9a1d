-- What was done about a wrong answer: asked again, looked for more like it, or ruled.
create table failure_mark (
    request_id    text primary key,
    evaluation_id text not null,
    example_id    text not null,
    action        text not null check (action in ('review', 'batch', 'clause')),
    note          text not null,
    actor         text not null,
    recorded_at   timestamp not null,
    sequence      bigint not null default nextval('event_order')
);
