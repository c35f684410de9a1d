-- Suggestions that were made after an example was read: by decided examples that are like it, or by
-- a model. The newest of a source holds; an empty answer takes an earlier one back.
create table made_suggestion (
    suggestion_id text primary key,
    run_id        text not null,
    task          text not null,
    example_id    text not null,
    version       integer not null,
    question      text not null,
    source        text not null,
    answer        text not null,
    confidence    double,
    recorded_at   timestamp not null,
    sequence      bigint not null default nextval('event_order')
);
create index made_suggestion_example on made_suggestion (example_id);

-- What was suggested when a review was given. A review without a row was given with what the
-- example came with; an empty answer says that nothing was suggested.
create table review_suggestion (
    review_id  text not null,
    question   text not null,
    example_id text not null,
    source     text not null,
    answer     text not null,
    confidence double,
    primary key (review_id, question)
);
