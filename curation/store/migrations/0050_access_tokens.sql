-- What a program shows instead of a person's session. Only the hash of a token is kept.
create table access_token (
    token_id    text primary key,
    token_hash  text not null unique,
    person_id   text not null,
    name        text not null,
    scopes      text not null,  -- parted by blanks
    recorded_at timestamp not null,
    expires_at  timestamp not null
);

create table access_token_end (
    token_id    text primary key,
    ended_by    text not null,
    recorded_at timestamp not null
);

-- An invitation that was taken back; whom an invitation is for, as a note of who made it.
create table invitation_end (
    token_hash  text primary key,
    ended_by    text not null,
    recorded_at timestamp not null
);

create table invitation_note (
    token_hash  text primary key,
    note        text not null
);
