import { inject } from 'vitest';
import type { Hotline } from './hotline.ts';
import { administer } from './server.ts';

/** PostgreSQL is gone for this hotline: no new connection is let in, and those that stand are cut. */
export function loseDatabase(hotline: Hotline): Promise<{ back(): Promise<void> }> {
  return change(hotline, 'allow_connections false', 'allow_connections true');
}

/** The record can be read only, as on a standby: whatever begins to write is refused. */
export function loseWrites(hotline: Hotline): Promise<{ back(): Promise<void> }> {
  const readOnly = 'default_transaction_read_only';
  return change(hotline, `set ${readOnly} = on`, `reset ${readOnly}`);
}

/** The disk of the database is full: what is on record can be looked at and locked, and no row be written. */
export async function fillDisk({ line, database }: Hotline): Promise<{ back(): Promise<void> }> {
  const { settle } = line;
  line.settle = undefined;
  await database.query(`create function no_room() returns trigger language plpgsql as $$ begin
    raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
  // a call that is known already is found without a new row
  await database.query(`do $$ declare one text; begin
    for one in select tablename from pg_tables where schemaname = 'public' loop
      execute format('create trigger no_room before update or delete %s on %I for each row execute function no_room()',
        case one when 'calls' then '' else 'or insert' end, one);
    end loop; end $$`);
  return {
    async back() {
      await database.query('drop function no_room cascade');
      line.settle = settle;
    },
  };
}

/** A setting of the database holds for new connections: those that stand are cut. */
async function change(hotline: Hotline, away: string, back: string): Promise<{ back(): Promise<void> }> {
  const { settle } = hotline.line;
  const server = inject('serverUrl');
  const name = new URL(hotline.database.url).pathname.slice(1);
  const alter = async (setting: string) => {
    await administer(server, `alter database ${name} ${setting}`);
    await administer(
      server,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
  };
  hotline.line.settle = undefined;
  await alter(away);
  return {
    async back() {
      await alter(back);
      hotline.line.settle = settle;
    },
  };
}
