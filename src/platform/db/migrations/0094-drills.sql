-- Calls that the hotline places to its own number, from which one, and how far each came. Its digits are kept while it is under way.
create table drills (
  id uuid primary key,
  begun_at timestamptz not null,
  due_again_at timestamptz not null,
  number text not null,
  digits text,
  placed_at timestamptz,
  rang_at timestamptz,
  ended_at timestamptz,
  fault text check (fault in ('not-placed', 'not-rung', 'not-keyed')),
  told boolean not null default false
);
create index drills_by_begin on drills (begun_at);
create unique index drills_under_way on drills ((true)) where ended_at is null;
