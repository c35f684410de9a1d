-- What was asked and answered in production, personal values replaced before it is stored.
create table traffic (
    traffic_id  text primary key,   -- hash of task, id or moment, question and answer as they came
    task        text not null,
    question    text not null,
    answer      text not null,
    label       text not null,      -- as production says; empty when it does not
    model       text not null,
    rating      double,             -- 1 to 5, as people gave it
    rejected    boolean not null,
    valid       boolean,            -- JSON of the right shape; null where no fields are wanted
    replaced    integer not null,   -- personal values that were replaced
    occurred_at timestamp not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);
