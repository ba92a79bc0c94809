-- How often the carrier was asked for a leg and left open whether it exists: the next time is further off each time.
alter table calls add column tries integer not null default 0;
