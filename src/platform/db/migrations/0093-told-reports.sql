-- What a report said of its month when it was sent, and since when something else is so; null: it is as it was told, or not known.
alter table report_mails add column told jsonb, add column differs_since timestamptz;
create index report_mails_differing on report_mails (differs_since) where differs_since is not null;
