-- Wrong PINs, counted by whom they were keyed in for. No digit of them is kept.
create table pin_failures (
  kind         text not null check (kind in ('contact', 'customer', 'all')),
  id           text not null,
  failures     integer not null,
  since        timestamptz not null,
  locked_until timestamptz,
  primary key (kind, id)
);
