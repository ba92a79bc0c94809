-- What was said on a recording, in words. A table of its own: the words may come before whatever names the recording.
create table transcripts (
  recording_sid text primary key,
  -- null: not made yet, or given up
  text          text,
  -- how often making it has failed
  tries         integer not null default 0,
  made_at       timestamptz,
  given_up_at   timestamptz
);
