-- A text as a search compares it: "Müller", "Mueller" and "muller" are one, so are "Straße" and "Strasse", "Søren" and "Soeren".
-- Most texts are plain, and are not taken apart first.
create function search_folded(written text) returns text language sql immutable parallel safe as $$
  select replace(replace(replace(
    case when octet_length(written) = length(written) then lower(written)
    else replace(lower(translate(normalize(written, NFD),
      U&'\00C6\00E6\0152\0153\00D8\00F8\0141\0142\0110\0111\00D0\00F0\0131\1E9E' ||
        U&'\0300\0301\0302\0303\0304\0306\0307\0308\030A\030B\030C\031B\0323\0326\0327\0328',
      U&'aaoooollddddi\00DF')), U&'\00DF', 'ss') end,
    'ae', 'a'), 'oe', 'o'), 'ue', 'u')
$$;

drop index tickets_in_words;
create index tickets_in_words on tickets
  using gin (to_tsvector('simple', search_folded(coalesce(text, '') || ' ' || coalesce(transcript, ''))));
drop index ticket_events_in_words;
create index ticket_events_in_words on ticket_events using gin (to_tsvector('simple', search_folded(detail ->> 'text')))
  where detail ? 'text';
