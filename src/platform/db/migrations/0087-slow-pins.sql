-- Whose PIN is still stored by its slow hash, looked for at every PIN that is keyed in. A quick hash is a byte longer.
create index contacts_slow_pin on contacts (customer_number)
  where octet_length(pin_hash) = 32 and (retired_at is null or standing_in);
