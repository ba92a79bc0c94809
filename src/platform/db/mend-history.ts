import type pg from 'pg';
import { readRun } from './pending-migrations.ts';
import { withClient } from './with-client.ts';

/**
 * For a few hours of 22 November 2026 files of migrations were still edited after they had been run somewhere. A database
 * of those hours lacks what was added to them; later migrations build on it. This brings it what it lacks, and is nothing
 * for any other database: what is there stays as it is.
 */
const WHAT_WAS_ADDED = `
  alter table engineers add column if not exists digest_until timestamptz;
  alter table tickets add column if not exists signature_stage text
    check (signature_stage in ('received', 'in-analysis', 'built', 'released', 'confirmed'));
  alter table calls add column if not exists urgency bigint not null default 0;
  alter table calls add column if not exists dialled_at timestamptz;
  create table if not exists coverage_reports (
    schedule    text not null,
    gap_until   timestamptz not null,
    reported_at timestamptz not null,
    primary key (schedule, gap_until)
  );
  create table if not exists dial_gate (
    only_row boolean primary key default true check (only_row),
    free_at  timestamptz not null
  );
  insert into dial_gate (free_at) values ('-infinity') on conflict do nothing;
  alter table timers alter column priority type bigint;
  create index if not exists tickets_of_opening on tickets (window_from) where window_from > opened_at;
  create index if not exists calls_to_dial on calls (urgency, started_at) where status in ('planned', 'sending');
  create index if not exists calls_of_engineer on calls (engineer) where ended_at is null;
  create index if not exists messages_pages_to on messages (to_number, sent_at) where page_id is not null;
  create index if not exists timers_tried on timers (priority, due_at) where attempts >= 5;
`;
/** Of the second file numbered 0008. */
const ADDED_TO_FIGURES =
  'create index if not exists callback_attempts_started on callback_attempts (started_at)';

const EDITED = '0002-calls-and-tickets';
const EDITED_FIGURES = '0008-figures';
/** From here on no file was edited any more, and one that needs what is mended here has been run. */
const SETTLED = '0018-figures-covered';

/** Mends a database whose schema was begun before the files of its migrations were settled. */
export function mendHistory(url: string): Promise<void> {
  return withClient(url, async (client) => {
    if (!(await isUnsettled(client))) return;
    const { PG_MIGRATE_LOCK_ID } = await import('node-pg-migrate');
    await client.query('begin');
    // the lock of whoever migrates: mended beside a migration, each would wait for what the other holds
    await client.query('select pg_advisory_xact_lock($1)', [PG_MIGRATE_LOCK_ID]);
    const names = await readRun(client);
    if (!names.includes(SETTLED)) {
      await client.query(WHAT_WAS_ADDED);
      if (names.includes(EDITED_FIGURES)) await client.query(ADDED_TO_FIGURES);
    }
    await client.query('commit');
  });
}

async function isUnsettled(client: pg.Client): Promise<boolean> {
  const names = await readRun(client);
  return names.includes(EDITED) && !names.includes(SETTLED);
}
