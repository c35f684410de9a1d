-- Calibration rounds: the same examples for everybody. A round begins with `start`, which names its
-- examples (JSON), whom it waits for and until when; `discuss` opens the talk, `end` closes it.
create table calibration (
    event_id          text primary key,
    task              text not null,
    round_id          text not null,
    kind              text not null check (kind in ('start', 'discuss', 'end')),
    ids               text not null default '[]',
    people            integer not null default 0,
    deadline          timestamp,
    guideline_version text not null,
    note              text not null default '',
    actor             text not null,
    recorded_at       timestamp not null,
    sequence          bigint not null default nextval('event_order')
);
