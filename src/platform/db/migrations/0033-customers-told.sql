-- What a customer should know reaches them: a text that is not delivered goes to another phone, then it is spoken, then the
-- ticket says that they do not know. Only added to; the version before writes none of it.

-- which text it is, by its name in the prompts; null: only its words are known
alter table messages add column text_name text;
-- the first of the messages that say the same, on different phones
alter table messages add column instead_of uuid references messages (id) on delete set null;
-- whom it is for, where no ticket says so
alter table messages add column contact_id uuid references contacts (id);
-- when it was spoken instead
alter table messages add column spoken_at timestamptz;
create index messages_by_contact on messages (contact_id, created_at) where contact_id is not null;
create index messages_instead_of on messages (instead_of) where instead_of is not null;

-- the message that a call speaks
alter table calls add column message_id uuid references messages (id) on delete set null;
create index calls_by_message on calls (message_id) where message_id is not null;

-- since when the customer does not know what we have tried to tell them; null: they do
alter table tickets add column untold_since timestamptz;
