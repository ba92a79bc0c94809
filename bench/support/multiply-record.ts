import type { Hotline } from './stage.ts';

/** What grows with the calls there were. Timers and people do not: how many there are is a matter of today. */
const TABLES = [
  'calls',
  'call_events',
  'tickets',
  'ticket_events',
  'pages',
  'messages',
  'callbacks',
  'callback_attempts',
  'recordings',
  'ledger_leaves',
];

/** Further apart than the numbers of one copy. Copies lie before the first number that the service draws, as what is older does. */
const STRIDE = '1000000::bigint';
const NUMBERS = ['id', 'number', 'ticket_number', 'event_id'];
/** Copies are spread over ten years. */
const DAYS = 3_650;

/** Keeps what is on record now, for `multiply` to make copies of. */
export async function keepRecord(hotline: Hotline): Promise<void> {
  await hotline.sql('create schema kept');
  for (const table of TABLES) await hotline.sql(`create table kept.${table} as table public.${table}`);
}

/**
 * Writes copies of what was kept. Each names its own calls, tickets and pages, so that whatever looks for one of them finds as much as
 * before. Indexes that only make things quick are built anew afterwards, as whoever restores a backup does.
 * @param copies from which to which, the last one counted; none is written twice
 */
export async function multiply(hotline: Hotline, copies: { from: number; until: number }): Promise<void> {
  for (const table of TABLES) {
    const indexes = await hotline.sql(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
       where indrelid = '${table}'::regclass and not indisunique`,
    );
    const columns = await hotline.sql(
      `select attname as name, format_type(atttypid, null) as type from pg_attribute
       where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    );
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const values = columns.map(({ name, type }) => copyOf(String(name), String(type))).join(', ');
    // one text of several statements is one transaction; what a row names is copied, too, and need not be looked up
    await hotline.sql(`
      set local session_replication_role = replica;
      set local maintenance_work_mem = '512MB';
      ${indexes.map(({ name }) => `drop index ${name};`).join('\n')}
      insert into public.${table} (${names}) overriding system value
        select ${values} from kept.${table}, generate_series(${copies.from}, ${copies.until}) copy;
      ${indexes.map(({ made }) => `${made};`).join('\n')}`);
  }
  await hotline.sql('vacuum analyze');
}

function copyOf(name: string, type: string): string {
  const column = `"${name}"`;
  if (type === 'uuid') return `md5(${column}::text || copy)::uuid`;
  if (type.startsWith('timestamp')) return `${column} - copy % ${DAYS} * interval '1 day'`;
  if (type === 'bigint' && NUMBERS.includes(name)) return `${column} - copy * ${STRIDE}`;
  if (name === 'sid' || name.endsWith('_sid')) return `left(${column}, 2) || md5(${column} || copy)`;
  if (name === 'hash') return `sha256(${column} || convert_to(copy::text, 'utf8'))`;
  // each copy has a log of its own, or the tree would have to take them all in
  if (name === 'log_id') return '(copy + 100)::smallint';
  return column;
}
