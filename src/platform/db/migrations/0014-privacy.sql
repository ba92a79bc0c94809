-- Data has an end: what is older than its period is anonymised or deleted, and a person is erased on request. The version
-- before reads what is left without noticing: all columns that are emptied could be empty before.

alter table calls add column anonymised_at timestamptz;
alter table tickets add column anonymised_at timestamptz;
-- the row stays, since old tickets count by it; it names nobody any more
alter table contacts add column erased_at timestamptz;

-- what still has to be looked at, the oldest first
create index calls_to_anonymise on calls (started_at) where anonymised_at is null;
create index tickets_to_anonymise on tickets (opened_at) where anonymised_at is null;
create index messages_created on messages (created_at);
create index dial_in_codes_created on dial_in_codes (created_at);
-- a person's messages
create index messages_from on messages (from_number);
create index messages_to on messages (to_number);

-- The audit trail is only ever added to, and it ends: what is older than a year may be deleted, by whoever keeps to the
-- periods. Nobody can take away what was done lately.
drop trigger audit_entries_stand on audit_entries;
-- Searches were written down as they were typed: names and numbers of callers, which no erasure could have reached. From now
-- on an entry says what kind of thing was searched for.
update audit_entries set detail = detail - 'q' || '{"searched": "words"}' where detail ? 'q';
create trigger audit_entries_stand before update or truncate on audit_entries
  for each statement execute function refuse_change();
create function refuse_early_deletion() returns trigger language plpgsql as $$
begin
  if old.at > now() - interval '1 year' then
    raise exception 'the audit trail is only ever added to';
  end if;
  return old;
end $$;
create trigger audit_entries_stay before delete on audit_entries
  for each row execute function refuse_early_deletion();
