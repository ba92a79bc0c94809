-- The flows as they were when they came into force: a call under way ends by those it began with, also after a restart.
create table flow_versions (
  version text primary key,
  -- the YAML files of the folder: their texts by their paths
  files   jsonb not null,
  kept_at timestamptz not null
);
