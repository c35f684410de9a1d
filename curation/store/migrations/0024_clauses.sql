-- The clauses of the guideline that an answer rests on, by a hash of their words.
create table review_clause (
    review_id  text not null,
    clause_key text not null,
    primary key (review_id, clause_key)
);
