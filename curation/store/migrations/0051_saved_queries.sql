-- Queries with a name. A query is written anew under its id; an empty text takes it away.
create table saved_query (
    change_id   text primary key,
    query_id    text not null,
    name        text not null,
    query_text  text not null,
    shared      boolean not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create view saved_query_current as
select * from saved_query
qualify row_number() over (partition by query_id order by sequence desc) = 1;
