import { administer } from '../../test/support/server.ts';
import type { Hotline } from './stage.ts';

/** A statement of a hotline's database since its counts were begun. */
export interface CountedStatement {
  text: string;
  calls: number;
  /** in all, of the server's time */
  ms: number;
  /** in all, that were looked into, in memory or on disk */
  blocks: number;
}

/** Lets a server count statements from its next start on: https://www.postgresql.org/docs/current/pgstatstatements.html */
export async function loadStatementCounts(url: string): Promise<void> {
  await administer(url, `alter system set shared_preload_libraries = 'pg_stat_statements'`);
}

export async function beginCounts(hotline: Hotline): Promise<void> {
  await hotline.sql('create extension if not exists pg_stat_statements');
  await hotline.sql(
    'select pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()))',
  );
}

/** What was asked since, the most often first. */
export async function readCounts(hotline: Hotline): Promise<CountedStatement[]> {
  const rows = await hotline.sql(`
    select regexp_replace(query, '\\s+', ' ', 'g') as text, sum(calls)::int as calls, sum(total_exec_time) as ms,
      sum(shared_blks_hit + shared_blks_read)::float8 as blocks
    from pg_stat_statements join pg_database on oid = dbid
    where datname = current_database() and query not like '%pg_stat_statements%'
    group by 1 order by calls desc, text`);
  return rows.map(({ text, calls, ms, blocks }) => ({
    text: String(text),
    calls: Number(calls),
    ms: Number(ms),
    blocks: Number(blocks),
  }));
}
