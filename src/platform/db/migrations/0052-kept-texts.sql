-- What customers write that is no answer to a question of ours. `asked`: it waits until they say which ticket they mean;
-- `message`: it belongs to no ticket, and waits for a supervisor to read it; `read`: one has. Null: everything else. The
-- version before writes none of it.
alter table messages add column kept text check (kept in ('asked', 'message', 'read'));
create index messages_kept on messages (created_at) where kept is not null;

-- A change of signatures is asked for although the newest databases were not in use, or the caller was unsure.
alter table tickets add column old_databases boolean not null default false;
