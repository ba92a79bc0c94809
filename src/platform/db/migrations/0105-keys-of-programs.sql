-- Whose request it was that a key stands for: the name of its token, '' where it was API_TOKEN. The version before knows a key by itself
-- alone and writes none; a row without one is found by whoever sends the same request again.
alter table idempotency_keys add column program text;
