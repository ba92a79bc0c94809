-- Callers who cannot say who they are: whose emergency is joined to which, and when there are too many of them.

-- What such a caller keyed in or called from as a customer, as a keyed hash: two who state the same must be told the same,
-- whether or not there is such a customer.
alter table calls add column stated text;
-- what they were told: that a ticket is open ('opened'; 'withheld' if they showed no number), or that there was one ('joined')
alter table calls add column told text check (told in ('opened', 'withheld', 'joined'));

-- a call to an engineer that tells of several unverified tickets: until it is dialled, others join it
alter table calls add column together boolean not null default false;
create unique index calls_together on calls (to_number, coalesce(engineer, ''))
  where together and dialled_at is null and ended_at is null;

-- opened by a caller of no known customer who showed no number: they are only counted
alter table tickets add column withheld boolean not null default false;
create index tickets_unverified on tickets (opened_at) where not verified;

-- Times in which more unverified tickets came than usual; one runs at a time.
create table floods (
  id       bigint generated always as identity primary key,
  begun_at timestamptz not null,
  ended_at timestamptz
);
create unique index floods_one_running on floods ((true)) where ended_at is null;
