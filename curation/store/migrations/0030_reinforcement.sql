-- A release may be for reinforcement too: the table is made anew without its list of methods.
alter table release rename to release_before;

create table release (
    number      integer primary key,
    release_id  text not null unique,  -- the request id: a repeated submit cuts nothing
    task        text not null,
    method      text not null check (method in ('sft', 'dpo', 'rft')),
    seed        bigint not null,
    folder      text not null,  -- below the workspace, so that the workspace can be moved
    sha256      text not null,
    manifest    text not null,
    actor       text not null,
    recorded_at timestamp not null
);

insert into release select * from release_before;

drop table release_before;
