-- Whether somebody who is on call would be reached is asked every few seconds while a board is open: by each of their phones, from the
-- newest page on. All that is indexed is written once, with the page.
create index pages_by_phone on pages (engineer, number, channel, planned_at desc) where engineer is not null;
