-- What becomes of a request that has to be phoned: the ticket it came to, and who was reminded of it. Only added to; the
-- version before writes none of it.
alter table dial_in_codes add column ticket_number bigint references tickets (number);
-- when the contact was reminded, and when the supervisors were told that nobody has phoned
alter table dial_in_codes add column reminded_at timestamptz;
alter table dial_in_codes add column reported_at timestamptz;
create index dial_in_codes_unphoned on dial_in_codes (created_at) where ticket_number is null;
create index dial_in_codes_by_ticket on dial_in_codes (ticket_number) where ticket_number is not null;
