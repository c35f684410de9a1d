-- Who had answers suggested, by whom; written before the first text leaves.
create table suggestion_run (
    run_id      text primary key,
    task        text not null,
    source      text not null,
    actor       text not null,
    recorded_at timestamp not null
);
