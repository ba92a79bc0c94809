-- A ticket may be for more than one: how many a step of its policy has asked for, and who helps whoever has it.
alter table tickets add column hands smallint not null default 1;
alter table tickets add column helpers text[] not null default '{}';
