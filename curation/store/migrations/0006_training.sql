-- The intention to train comes first, then what the provider said of it.
create table job (
    job_id          text primary key,
    number          integer not null,  -- of the release
    provider        text not null,
    model           text not null,
    method          text not null,
    hyperparameters text not null,  -- JSON: what was chosen
    suffix          text not null,
    seed            bigint not null,
    actor           text not null,
    recorded_at     timestamp not null,
    sequence        bigint not null default nextval('event_order')
);

create table job_event (
    event_id    text primary key,
    job_id      text not null,
    status      text not null,
    message     text not null,
    data        text not null,  -- JSON: remote id, tuned model, tokens, events, curve
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create view job_current as
select
    job.*,
    newest.event_id,
    newest.status,
    newest.message,
    newest.data,
    newest.recorded_at as changed_at
from job
join (
    select * from job_event
    qualify row_number() over (partition by job_id order by sequence desc) = 1
) as newest using (job_id);

create table evaluation (
    evaluation_id text primary key,
    number        integer not null,  -- of the release
    provider      text not null,
    models        text not null,     -- JSON list; the first is the base, the last the tuned one
    grader        text not null,
    actor         text not null,
    recorded_at   timestamp not null,
    sequence      bigint not null default nextval('event_order')
);

-- A model is never asked the same thing twice: answer_key = hash(provider, model, messages, parameters).
create table model_answer (
    answer_key  text primary key,
    model       text not null,
    answer      text not null,
    seconds     double not null,
    recorded_at timestamp not null
);

create table grade (
    evaluation_id text not null,
    model         text not null,
    example_id    text not null,
    answer        text not null,
    score         double not null,
    passed        boolean not null,
    recorded_at   timestamp not null,
    primary key (evaluation_id, model, example_id)
);
