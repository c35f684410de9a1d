-- What was ingested. Every batch accounts for its rows: read = added + changed + duplicates + faults.
create table upload (
    upload_id   text primary key,
    task        text not null,
    file        text not null,
    sha256      text not null,
    format      text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create table upload_batch (
    upload_id  text not null,
    batch      integer not null,  -- from 0; a repeated batch changes nothing
    is_last    boolean not null,
    rows_read  integer not null check (rows_read = added + changed + duplicates + faults),
    added      integer not null,
    changed    integer not null,
    duplicates integer not null,
    faults     integer not null,
    primary key (upload_id, batch)
);

create view upload_current as
select
    upload.*,
    coalesce(sum(rows_read), 0)::bigint as rows_read,
    coalesce(sum(added), 0)::bigint as added,
    coalesce(sum(changed), 0)::bigint as changed,
    coalesce(sum(duplicates), 0)::bigint as duplicates,
    coalesce(sum(faults), 0)::bigint as faults,
    coalesce(bool_or(is_last), false) as complete
from upload
left join upload_batch using (upload_id)
group by all;

create table fault (
    upload_id text not null,
    file      text not null,
    row       integer not null,
    reason    text not null,
    cure      text not null,
    content   text not null
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
