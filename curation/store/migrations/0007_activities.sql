-- Work that takes longer than a moment, and how far it is.
create table activity (
    activity_id text primary key,
    kind        text not null,
    subject     text not null,
    actor       text not null,
    recorded_at timestamp not null,
    sequence    bigint not null default nextval('event_order')
);

create table activity_event (
    activity_id text not null,
    state       text not null check (state in ('running', 'cancelling', 'done', 'failed', 'cancelled')),
    done        integer not null,
    total       integer not null,
    message     text not null,
    recorded_at timestamp not null,
    sequence    bigint primary key default nextval('event_order')
);

create view activity_current as
select
    activity.activity_id,
    activity.kind,
    activity.subject,
    activity.actor,
    activity.recorded_at as started_at,
    arg_max(state, activity_event.sequence) as state,
    arg_max(done, activity_event.sequence) as done,
    arg_max(total, activity_event.sequence) as total,
    arg_max(message, activity_event.sequence) as message,
    max(activity_event.recorded_at) as recorded_at
from activity
join activity_event using (activity_id)
group by all;
