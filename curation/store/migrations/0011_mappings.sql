-- Which column holds what, as a person chose it for files with these columns; the newest wins.
create table column_mapping (
    mapping_id  text primary key,  -- the request id: a repeated request saves nothing
    task        text not null,
    signature   text not null,     -- a hash of the names of the columns
    mapping     text not null,     -- JSON: field -> column
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

-- How an upload was read, for its report.
create table upload_reading (
    upload_id   text primary key,
    files       text not null,  -- JSON: name, size and sha256 of each file
    choices     text not null,  -- JSON: columns, answer, keep_quotes, repair, format
    mapping     text not null,  -- JSON: field -> column
    note        text not null,
    recorded_at timestamp not null
);
