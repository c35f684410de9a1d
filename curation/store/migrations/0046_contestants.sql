-- Who was asked in an evaluation, each with its provider, and what an answer took.
alter table evaluation add column contestants text default '';  -- JSON list of [provider, model]
alter table model_answer add column input_tokens integer;
alter table model_answer add column output_tokens integer;
