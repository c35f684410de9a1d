-- Whole conversations: what came after the answer, what was cut and can be put back, remarks of
-- ours, and the identity in the system a ticket comes from.
drop index example_by_id;
drop view example_current;
alter table example add column following text default '[]';
alter table example add column cuts text default '[]';
alter table example add column remarks text default '[]';
alter table example add column origin text default '';
create view example_current as
select * from example
qualify row_number() over (partition by example_id order by version desc) = 1;
create index example_by_id on example (example_id);
