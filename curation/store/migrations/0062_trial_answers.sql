-- What a person said of a known example, so that it is among their last decisions after a reload
-- too. It is removed with the example, as a review is, and still counts as none.
drop view trial_current;
drop index trial_by_reviewer;
alter table trial add column answers text default '{}';
alter table trial add column comment text default '';
alter table trial add column clauses text default '[]';
create index trial_by_reviewer on trial (reviewer);

create view trial_current as
with newest as (
    select * from trial
    qualify row_number() over (partition by task, reviewer, example_id order by sequence desc) = 1
)
select newest.* from newest
join example_current using (example_id, version);
