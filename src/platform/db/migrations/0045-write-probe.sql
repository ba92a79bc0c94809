-- Whether rows can be written at all is tried on a table that holds nothing: each try begins it anew, so that it always needs
-- room on the disk. Nobody reads it, so it need not survive a crash.
create unlogged table write_probe (page text not null);
alter table write_probe alter column page set storage plain;
