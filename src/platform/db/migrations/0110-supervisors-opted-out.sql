-- The supervisors' phones that take no SMS any more, as of engineers: what the carrier would refuse is not sent, and is known.
alter table supervisors add column opted_out text[] not null default '{}';
-- when the carrier had the newest of them opted out; null: its owner asked us
alter table supervisors add column opted_out_at timestamptz;
