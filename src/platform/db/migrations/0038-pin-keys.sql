-- The name of the key that a PIN's hash is known to be under, noted when the PIN is keyed in while two keys are in use. Null:
-- not keyed in since, so that the hash may still be under the key of before.
alter table contacts add column pin_key text;
