-- Answers that came from another tool before their texts had passed the privacy check. Each waits
-- until it can be added as a review; how that ended is an event of its own.
create table waiting_answer (
    waiting_id  text primary key,  -- a hash of all that it says: the same file again adds nothing
    task        text not null,
    example_id  text not null,
    reviewer    text not null,
    decision    text not null,
    answers     text not null,  -- JSON, by the task's own questions
    file        text not null,
    source_row  integer not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create table waiting_answer_end (
    waiting_id  text primary key,
    reason      text not null,  -- why it was left out; empty when it is a review now
    recorded_at timestamp not null
);

create view waiting_answer_open as
select * from waiting_answer anti join waiting_answer_end using (waiting_id);
