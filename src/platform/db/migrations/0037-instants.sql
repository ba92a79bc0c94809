-- When each hand was laid on what had to go out, so that "why was this late?" has an answer. Rows of before keep null.

-- when the carrier was first asked to send a message, and when it last told what became of it
alter table messages add column asked_at timestamptz;
alter table messages add column reported_at timestamptz;

-- when the carrier answered that it places a leg; when it was asked is dialled_at
alter table calls add column accepted_at timestamptz;
