-- Answers given without the suggested label, after which the reviewer was told it because theirs
-- was another one. An answer that they give after taking it back is not blind any more.
create table told_suggestion (
    review_id text primary key
);
