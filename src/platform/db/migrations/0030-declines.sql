-- Who has said no to a ticket, and until when it does not go to them unless nobody else is left.
create table ticket_declines (
  ticket_number bigint not null references tickets,
  engineer text not null,
  until timestamptz not null,
  primary key (ticket_number, engineer)
);

-- when a ticket's last resort was called last
alter table tickets add column last_resort_at timestamptz;
