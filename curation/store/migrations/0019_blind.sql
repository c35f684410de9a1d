-- Reviews whose reviewer was not shown the suggested label.
create table blind_review (
    review_id text primary key
);
