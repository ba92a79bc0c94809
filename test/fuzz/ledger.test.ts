import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { ledgerOf, rotateLogKey } from '../../src/domain/evidence/log-keys.ts';
import { PROMISED } from '../../src/domain/evidence/ticket-facts.ts';
import { anonymiseTickets } from '../../src/domain/privacy/retention-store.ts';
import { closeMonths } from '../../src/domain/proofs/close-months.ts';
import { compareLedger } from '../../src/domain/proofs/compare-ledger.ts';
import { giveOutCheckpoint } from '../../src/domain/proofs/give-out-checkpoint.ts';
import { createLogger } from '../../src/platform/log.ts';
import type { TestDatabase } from '../support/database.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';
import { openTimestampAuthority } from '../support/timestamp-authority.ts';
import { runs } from './strange.ts';

const PUBLIC_URL = 'http://hotline.example';
const LOST = ledgerOf({ secretKey: 'the-secret-key-of-the-tests', publicUrl: PUBLIC_URL });
const LEDGER = ledgerOf({ secretKey: 'another-secret-key-of-the-tests', publicUrl: PUBLIC_URL });

/** What proves nothing to anybody, or what only its owner could prove. */
const NO_EVIDENCE = [
  // how far the ledger's own work is, and what came of it
  /^ledger_(state|errands)\./,
  // that it does not open any more is seen at once: a new ledger begins, and names the last state of this one
  /^ledger_keys\.private_key$/,
  // whom we asked, and what they answered: who issued the certificate in it OpenSSL checks
  /^ledger_stamps\.(authority|reply)$/,
];

/** Two ledgers, the first with a key that was handed over and then lost; a month that was closed, a time stamp, a text that was erased. */
async function keptLedger({ database, phones, pass, api }: Hotline): Promise<void> {
  await criticalCase(phones.erika);
  await (await phones.petra.dial()).hangUp();
  const grow = async (ledger: typeof LEDGER) => {
    await pass({ minutes: 1 });
    await growLog(database, ledger, { now: new Date(), isUrgent: true });
  };
  await grow(LOST);
  await database.transaction((tx) => rotateLogKey({ tx, now: new Date() }, LOST));
  await closeMonths(database, new Date());
  await grow(LOST);
  await api('/tickets/4711/note', { by: 'anna', text: 'Erika rang.' });
  await grow(LEDGER);
  await api('/tickets/4711/answer', { by: 'anna', text: 'Restart it.', how: 'qualified-answer' });
  await database.transaction((tx) => anonymiseTickets(tx, ['4711'], new Date()));
  vi.setSystemTime('2026-12-02T03:00:00+01:00');
  await closeMonths(database, new Date());
  await grow(LEDGER);
  await database.transaction((tx) => rotateLogKey({ tx, now: new Date() }, LEDGER));
  await grow(LEDGER);
  await using authority = await openTimestampAuthority();
  const nowhere = { folder: undefined, mail: undefined, timestampUrl: authority.url };
  await giveOutCheckpoint({ database, log: createLogger('silent') }, nowhere, new Date());
  await grow(LEDGER);
  vi.setSystemTime('2026-12-02T12:00:00+01:00');
}

interface Column {
  table: string;
  name: string;
  type: string;
}

async function columnsOf(database: TestDatabase): Promise<Column[]> {
  const columns = await database.query<Column>(
    `select table_name as "table", column_name as name, data_type as type from information_schema.columns
     where table_schema = current_schema() and (table_name like 'ledger%' or table_name = 'ticket_events'
       or table_name = 'tickets' and column_name = any($1)) order by 1, ordinal_position`,
    [PROMISED.map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))],
  );
  return columns.filter(({ table, name }) => !NO_EVIDENCE.some((one) => one.test(`${table}.${name}`)));
}

/** Which row, and what of its value. */
interface Slip {
  row: number;
  place: number;
  isLost: boolean;
}

const anySlip: fc.Arbitrary<Slip> = fc.record({
  row: fc.nat(),
  place: fc.nat(),
  isLost: fc.boolean(),
});

/** @returns null: there is no such value, or the database takes no other */
async function spoil(
  database: TestDatabase,
  { table, name, type }: Column,
  { row, place, isLost }: Slip,
): Promise<{ told: string; mend: () => Promise<unknown> } | null> {
  const rows = await database.query<{ at: string; value: string }>(
    `select ctid::text as at, ${name}::text as value from ${table}
     where ${name} is not null and ${name}::text not in ('', '{}') order by ctid`,
  );
  const chosen = rows[row % Math.max(1, rows.length)];
  if (!chosen) return null;
  const { at, value } = chosen;
  const spoilt = isLost ? null : slipIn(value, type, place);
  const set = `update ${table} set ${name} = $1::text::${type} where ctid = $2::tid returning ctid::text as at`;
  try {
    const [changed] = await database.query<{ at: string }>(set, [spoilt, at]);
    const told = `${table}.${name} of row ${row % rows.length}: ${value} became ${spoilt}`;
    return changed ? { told, mend: () => database.query(set, [value, changed.at]) } : null;
  } catch {
    return null;
  }
}

function slipIn(value: string, type: string, place: number): string {
  if (type === 'boolean') return value === 'true' ? 'false' : 'true';
  if (type.startsWith('timestamp')) return new Date(new Date(value).getTime() + 1).toISOString();
  if (type === 'jsonb') return slipInMember(JSON.parse(value), place);
  // the two letters that begin a value of bytes are none of it
  const first = type === 'bytea' ? 2 : 0;
  const at = first + (place % (value.length - first));
  const [zero, one] = ['0', '1'];
  return `${value.slice(0, at)}${value[at] === zero ? one : zero}${value.slice(at + 1)}`;
}

function slipInMember(document: Record<string, unknown>, place: number): string {
  const names = Object.keys(document).sort();
  const name = names[place % names.length] ?? '';
  const value = document[name];
  const other = typeof value === 'string' && value !== '' ? slipIn(value, 'text', place) : 'other';
  return JSON.stringify({ ...document, [name]: other });
}

/** What is old has its turn once in a month. */
async function isSeen(database: TestDatabase, first: Date): Promise<boolean> {
  for (let later = 0; later < 30; later += 1) {
    const night = new Date(first.getTime() + later * 24 * 3_600_000);
    if ((await compareLedger(database, night)).findings.length > 0) return true;
  }
  return false;
}

test('no column of the ledger, of what it is about, or of a promise can be changed unseen', async () => {
  const hotline = await openHotline({ at: '2026-11-30T10:00:00+01:00' });
  const { database } = hotline;
  await keptLedger(hotline);
  const night = new Date(Date.now() + 12 * 3_600_000);
  expect((await compareLedger(database, night)).findings).toEqual([]);
  const { seed, numRuns } = runs(2);
  const unseen: string[] = [];
  for (const [index, column] of (await columnsOf(database)).entries()) {
    for (const slip of fc.sample(anySlip, { numRuns: numRuns ?? 1, seed: (seed ?? 0) + index })) {
      const spoilt = await spoil(database, column, slip);
      if (!spoilt) continue;
      if (!(await isSeen(database, night))) unseen.push(spoilt.told);
      await spoilt.mend();
    }
  }
  expect(unseen).toEqual([]);
  expect((await compareLedger(database, night)).findings).toEqual([]);
  await hotline.close();
}, 600_000);
