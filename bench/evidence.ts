/**
 * What the ledger costs: key presses and tickets with it beside the same service without it, in turns; then a million leaves
 * appended and proven, a month of 500 tickets exported, and checked by the page in a browser, each in seconds.
 *
 *     npm run bench -- evidence [--short] [--rounds 9] [--only cost|log|month]
 *
 * "Without" is the same code with one module put in place of another (`serve-unledgered.ts`), and a table that takes no leaf.
 */
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { readOptions } from '../scripts/read-options.ts';
import { readCheckpoint } from '../src/domain/evidence/checkpoint.ts';
import { growLog } from '../src/domain/evidence/grow-log.ts';
import { hashOfLeaf } from '../src/domain/evidence/leaf.ts';
import { ledgerOf } from '../src/domain/evidence/log-keys.ts';
import { findLog, lastCheckpoint, loadTiles } from '../src/domain/evidence/log-store.ts';
import { inclusionRanges } from '../src/domain/evidence/merkle.ts';
import { parseNote } from '../src/domain/evidence/signed-note.ts';
import { leavesBetween } from '../src/domain/evidence/tile-store.ts';
import { growTiles, readTiles, type Tiles, tilesOf } from '../src/domain/evidence/tiles.ts';
import { rootOfInclusion } from '../src/domain/evidence/verify-merkle.ts';
import { verifyProof } from '../src/domain/evidence/verify-proof.ts';
import { exportProof } from '../src/domain/proofs/export-proof.ts';
import { type Database, openDatabase } from '../src/platform/db/database.ts';
import { createLogger } from '../src/platform/log.ts';
import { makePage } from '../src/web/evidence/make-page.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { type Callers, openCallers } from './support/callers.ts';
import { CALLER } from './support/directory.ts';
import { figureOf, type Rounds, tableOf } from './support/figures.ts';
import { measureInTurn } from './support/in-turn.ts';
import { API_TOKEN, type Hotline, openStage, type Stage } from './support/stage.ts';
import { wholeCall } from './support/whole-call.ts';

const { values } = readOptions(import.meta.url, {
  options: {
    short: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds ?? (values.short ? 1 : 9));
const roundMs = values.short ? 300 : 2_000;
/** What comes of a ticket takes its share of both processors when it likes: many short rounds tell more than a few long ones. */
const TICKET_ROUNDS = values.short ? 1 : 5 * rounds;
const ticketsMs = values.short ? 300 : 1_000;
const LEAVES = values.short ? 20_000 : 1_000_000;
const TICKETS = 500;
const PROVEN_AT_ONCE = 4_096;
const PATHS = 1_000;
const CONNECTIONS = 8;
const PAIRS = values.short ? 1 : 3;
const LOOK_AGAIN_MS = 100;

const ledger = ledgerOf({ secretKey: 'the-secret-key-of-the-benchmark', publicUrl: 'http://localhost' });

await using stage = await openStage(values.short ? {} : { connections: 300 });
console.log(`load ${loadavg()[0]?.toFixed(1)}`);
if (wants('cost')) await measureCost(stage);
if (wants('log') || wants('month')) {
  const hotline = await stage.openHotline('ledgered_log');
  await using database = await withDatabase(hotline);
  if (wants('log')) await measureLog(hotline, database);
  if (wants('month')) await measureMonth(hotline, database);
}

function wants(part: 'cost' | 'log' | 'month'): boolean {
  return values.only === undefined || values.only === part;
}

async function withDatabase({ databaseUrl }: Hotline) {
  const database = openDatabase(databaseUrl, {
    log: createLogger('error', { readable: false }),
    statementMs: 120_000,
  });
  return Object.assign(database, { [Symbol.asyncDispose]: () => database.close() });
}

/**
 * Key presses and tickets a second, with the ledger and without. Two processes of the very same code differ by some hundredths for
 * as long as they live, as much as is asked for: several of each take turns.
 */
async function measureCost(on: Stage): Promise<void> {
  const services: Hotline[] = [];
  const references: Hotline[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    services.push(await on.openHotline(`ledgered_${pair}`));
    references.push(await openUnledgered(on, `unledgered_${pair}`));
  }
  using callers = callersOf([...services, ...references]);
  const sides = { references, services };
  const pressed = await measureBoth('key presses a second', rounds, sides, callers.press);
  const opened = await measureBoth('tickets opened by the API a second', TICKET_ROUNDS, sides, openTickets);
  console.log(tableOf([...pressed, ...opened].map((one) => figureOf(one))));
  console.log(
    `  leaves written: ${await countLeaves(services)} with the ledger, ${await countLeaves(references)} without`,
  );
}

async function openUnledgered(on: Stage, name: string): Promise<Hotline> {
  const reference = await on.openHotline(name, { serve: 'serve-unledgered.ts' });
  await reference.sql(
    `create function no_leaf() returns trigger language plpgsql as 'begin return null; end';
     create trigger no_leaf before insert on ledger_leaves for each row execute function no_leaf()`,
  );
  return reference;
}

async function countLeaves(hotlines: readonly Hotline[]): Promise<number> {
  let leaves = 0;
  for (const { sql } of hotlines) {
    const [row] = await sql('select count(*)::int as count from ledger_leaves');
    leaves += Number(row?.count);
  }
  return leaves;
}

/** What was done in a round, and how much of it a second. */
interface Done {
  count: number;
  perSecond: number;
}

/** How much both do a second, and what processor time the service's process takes for one. */
async function measureBoth(
  name: string,
  times: number,
  { references, services }: { references: readonly Hotline[]; services: readonly Hotline[] },
  work: (hotline: Hotline) => Promise<Done>,
): Promise<[Rounds, Rounds]> {
  for (const hotline of [...references, ...services]) await work(hotline);
  const cpu = { reference: [] as number[], service: [] as number[] };
  const rounded = (side: keyof typeof cpu, hotlines: readonly Hotline[]) => {
    let turn = 0;
    return async () => {
      const hotline = hotlines[turn % PAIRS] as Hotline;
      turn += 1;
      const before = await hotline.looked();
      const { count, perSecond } = await work(hotline);
      cpu[side].push(((await hotline.looked()).cpu - before.cpu) / count);
      return perSecond;
    };
  };
  const [reference, service] = [rounded('reference', references), rounded('service', services)];
  const done = await measureInTurn(
    { name, better: 'higher' },
    { rounds: times, isWarm: true, reference, service },
  );
  return [done, { name: '  processor time of one, ms', better: 'lower', ...cpu }];
}

/** Who calls each of some hotlines; what is under way goes on in its next round. */
function callersOf(hotlines: readonly Hotline[]) {
  const all = new Map(
    hotlines.map((hotline) => [
      hotline,
      openCallers(hotline.url, { count: CONNECTIONS, seed: 1, conversation: wholeCall }),
    ]),
  );
  return {
    async press(hotline: Hotline): Promise<Done> {
      const callers = all.get(hotline) as Callers;
      const perSecond = await callers.callFor(roundMs);
      return { count: callers.took.length, perSecond };
    },
    [Symbol.dispose]() {
      for (const callers of all.values()) callers[Symbol.dispose]();
    },
  };
}

/** By four at a time. What comes of them is over at the end: the other side's round is not to be told from it. */
async function openTickets({ url, sql }: Hotline): Promise<Done> {
  const begin = performance.now();
  let opened = 0;
  const open = async () => {
    while (performance.now() - begin < ticketsMs) {
      const response = await fetch(`${url}/api/v1/tickets`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          channel: 'portal',
          customer: CALLER.customer,
          contact: CALLER.phone,
          severity: 4,
          kind: 'problem',
        }),
      });
      if (response.status !== 201) throw new Error(await response.text());
      await response.arrayBuffer();
      opened += 1;
    }
  };
  await Promise.all(Array.from({ length: 4 }, open));
  const perSecond = (opened * 1_000) / (performance.now() - begin);
  while ((await sql('select from timers where due_at <= now() or owner is not null limit 1')).length > 0)
    await pause(LOOK_AGAIN_MS);
  return { count: opened, perSecond };
}

/** Facts that wait get their places; then every leaf is read and leads to the root that was signed, and some by paths of their own. */
async function measureLog(hotline: Hotline, database: Database): Promise<void> {
  await hotline.sql(
    `insert into ledger_leaves (fact, at, customer_number, fields, commitments, hash, salt)
     select 'timeline', now(), 'C' || i % 100, '{}', '{}', sha256(i::text::bytea), sha256(i::text::bytea)
     from generate_series(1, ${LEAVES}) i`,
  );
  await hotline.sql('analyze ledger_leaves');
  const appending = stopwatch();
  while ((await growLog(database, ledger, { now: new Date(), isUrgent: true })) === null);
  const appended = appending();
  const proving = stopwatch();
  const size = await proveAll(database);
  const proven = proving();
  const paths = stopwatch();
  await provePaths(database, size);
  console.log(
    `  ${size} leaves: appended in ${appended}, all proven in ${proven}, ${PATHS} paths of inclusion in ${paths()}`,
  );
}

/** @returns tells the time since, and this process's share of the processor */
function stopwatch(): () => string {
  const [begin, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return `${((performance.now() - begin) / 1_000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor)`;
  };
}

/** Whoever reads the whole log does this: each leaf is hashed, and the tree built upon them. */
async function proveAll(database: Database): Promise<number> {
  const { log, size, root } = await headOf(database);
  const tiles: Tiles = new Map();
  const read = (from: number) =>
    leavesBetween(database, log.id, { from, to: Math.min(from + PROVEN_AT_ONCE, size) });
  let next = read(0);
  for (let from = 0; from < size; from += PROVEN_AT_ONCE) {
    const leaves = await next;
    // the database reads on while these are hashed
    next = read(from + PROVEN_AT_ONCE);
    for (const [key, tile] of growTiles(tiles, from, leaves.map(hashOfLeaf))) tiles.set(key, tile);
  }
  if (!readTiles(tiles)({ from: 0, to: size })?.equals(root)) throw new Error('the tree is another');
  return size;
}

async function provePaths(database: Database, size: number): Promise<void> {
  const { log, root } = await headOf(database);
  const step = Math.max(1, Math.floor(size / PATHS));
  for (let index = 0; index < size; index += step) {
    const [leaf] = await leavesBetween(database, log.id, { from: index, to: index + 1 });
    const ranges = inclusionRanges(index, size);
    const lookUp = readTiles(await loadTiles(database, log.id, tilesOf(ranges)));
    const path = ranges.flatMap((range) => lookUp(range) ?? []);
    if (!leaf || !rootOfInclusion(hashOfLeaf(leaf), { index, size }, path)?.equals(root))
      throw new Error(`leaf ${index} is not in the tree`);
  }
}

async function headOf(database: Database) {
  const log = await findLog(database);
  const last = log && (await lastCheckpoint(database, log.id));
  const head = last && readCheckpoint(parseNote(last.note)?.text ?? '');
  if (!log || !head) throw new Error('there is no checkpoint');
  return { log, size: head.size, root: head.root };
}

/** A month of one customer: exported, checked here, and checked by the page. */
async function measureMonth(hotline: Hotline, database: Database): Promise<void> {
  for (let opened = 0; opened < TICKETS; opened = await countTickets(hotline)) await openTickets(hotline);
  await growLog(database, ledger, { now: new Date(), isUrgent: true });
  const now = new Date();
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  const month = from.toISOString().slice(0, 7);
  const begin = performance.now();
  const file = await exportProof(database, { customer: CALLER.customer, month, from, until });
  const text = JSON.stringify(file);
  const exported = performance.now();
  const { faults } = verifyProof(text);
  const verified = performance.now();
  if (faults.length > 0) throw new Error(faults[0]);
  const seconds = (ms: number) => (ms / 1_000).toFixed(2);
  console.log(
    `  a month of ${file.tickets.length} tickets, ${file.entries.length} facts, ${(text.length / 2 ** 20).toFixed(1)} MiB: exported in ${seconds(exported - begin)} s, checked by the command in ${seconds(verified - exported)} s, by the page in ${await checkedByPage(text)} s`,
  );
}

async function countTickets(hotline: Hotline): Promise<number> {
  const [row] = await hotline.sql('select count(*)::int as count from tickets');
  return Number(row?.count);
}

async function checkedByPage(text: string): Promise<string> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(makePage().html);
    const buffer = Buffer.from(text);
    await page.locator('#file').setInputFiles({ name: 'proof.json', mimeType: 'application/json', buffer });
    await page.locator('#result h2').waitFor({ timeout: 120_000 });
    return (Number(await page.locator('#result').getAttribute('data-ms')) / 1_000).toFixed(2);
  } finally {
    await browser.close();
  }
}
