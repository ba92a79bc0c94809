-- Which message a bundled one went out with: should that one not go out after all, or never arrive, what it carried must
-- find another way. Rows of before keep null: what they were bundled into has gone out.
alter table messages add column bundled_into uuid references messages (id);
create index messages_bundled on messages (bundled_into) where bundled_into is not null;
