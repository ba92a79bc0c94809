-- From which number each was placed: its calls are known as drills also after another one is taken; null: it was not noted yet.
alter table drills add column number text;
