-- What was ingested. An upload accounts for every row: read = added + changed + duplicates + faults.
create table upload (
    upload_id   text primary key,
    task        text not null,
    file        text not null,
    sha256      text not null,
    format      text not null,
    rows_read   integer not null,
    added       integer not null,
    changed     integer not null,
    duplicates  integer not null,
    faults      integer not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create table fault (
    upload_id text not null,
    file      text not null,
    row       integer not null,
    reason    text not null,
    cure      text not null,
    content   text not null,
    sequence  bigint primary key default nextval('event_order')
);

-- JSON columns are text: messages, tools, answer, rejected, metadata and suggestions.
create table example (
    example_id     text not null,
    version        integer not null,
    task           text not null,
    messages       text not null,
    answer         text,
    rejected       text,
    tools          text not null,
    group_key      text not null,
    metadata       text not null,
    suggestions    text not null,
    content_sha256 text not null,
    upload_id      text not null,
    source_file    text not null,
    source_sha256  text not null,
    source_row     integer not null,
    recorded_at    timestamp not null,
    sequence       bigint not null default nextval('event_order'),
    primary key (example_id, version)
);

create view example_current as
select * from example
qualify row_number() over (partition by example_id order by version desc) = 1;
