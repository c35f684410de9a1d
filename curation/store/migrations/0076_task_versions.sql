-- What a task asked, each time it was changed in the app: the text of its file. The text from before
-- the first change is kept as version 1.
create table task_version (
    request_id  text not null,
    task        text not null,
    number      integer not null,
    body        text not null,
    actor       text not null,  -- empty for the text from before the first change
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order'),
    primary key (task, number)
);
