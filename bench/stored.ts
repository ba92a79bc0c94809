/**
 * Cost grows with what happens, not with what is stored: the same callers and the same paging steps on a record of more and more
 * calls. Printed for each size: statements, blocks of the database that they read and its time, for a key press and for a step;
 * then the statements that read more blocks than on the smallest record, each with its plan; with --plans, at the end the plans of
 * all. Blocks are the same on a busy machine. Ten million calls take some 25 GB and a quarter of an hour to store.
 *
 *     npm run bench -- stored [--calls 1000,100000,1000000] [--seconds 5] [--plans]
 */
import { readOptions, refuse } from '../scripts/read-options.ts';
import { openCallers } from './support/callers.ts';
import { planSteps, storeHistory, storeOpenTickets, storeTimers } from './support/fill.ts';
import { latenessOf } from './support/lateness.ts';
import { keepRecord, multiply } from './support/multiply-record.ts';
import { type Hotline, openStage } from './support/stage.ts';
import { beginCounts, type CountedStatement, readCounts } from './support/statements.ts';
import { wholeCall } from './support/whole-call.ts';

const CONNECTIONS = 4;
const STEPS_PER_SECOND = 20;
const TIMERS = 20_000;
const LEAD_MS = 6_000;
/** What comes less often than at every so many presses or steps has nothing to do with them. */
const SELDOM = 20;
/** A tree of an index that is ten thousand times as large is some levels higher. */
const MORE_BLOCKS = 4;
const MAX_TEXT = 140;

const { values } = readOptions(import.meta.url, {
  options: {
    calls: { type: 'string', default: '1000,100000,1000000' },
    seconds: { type: 'string', default: '5' },
    plans: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const sizes = values.calls.split(',').map(Number);
const [smallest = 0] = sizes;
if (!sizes.every((size, index) => size % smallest === 0 && size > (sizes[index - 1] ?? 0)))
  refuse('--calls takes sizes that grow, each a multiple of the first, such as 1000,100000.');
const steps = seconds * STEPS_PER_SECOND;

/** What one size came to, by what was done. */
interface Part {
  what: 'key press' | 'step';
  count: number;
  statements: readonly CountedStatement[];
}

await using stage = await openStage({ countsStatements: true });
const hotline = await stage.openHotline('stored');
await storeHistory(hotline, smallest);
await keepRecord(hotline);
await storeOpenTickets(hotline, steps * (sizes.length + 1));
await storeTimers(hotline, TIMERS);
using callers = openCallers(hotline.url, { count: CONNECTIONS, seed: 1, conversation: wholeCall });
// the processes, and their connections' plans, have yet to warm up
await play();

const first = new Map<string, CountedStatement>();
let copies = 1;
for (const size of sizes) {
  if (size > smallest * copies) {
    const begun = performance.now();
    await multiply(hotline, { from: copies, until: size / smallest - 1 });
    copies = size / smallest;
    console.log(`${size} calls were stored in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
    // what was planned for a smaller record is planned anew
    await play();
  }
  const parts = await play();
  console.log(`${size} calls stored`);
  for (const part of parts) console.log(`  ${sayPart(part)}`);
  for (const part of parts) await tellGrown(part);
}
if (values.plans) await tellPlans();

async function play(): Promise<Part[]> {
  await hotline.sql('checkpoint');
  await beginCounts(hotline);
  await callers.callFor(seconds * 1_000);
  const presses: Part = {
    what: 'key press',
    count: callers.took.length,
    statements: await readCounts(hotline),
  };
  const planned = await planSteps(hotline, {
    seconds,
    perSecond: STEPS_PER_SECOND,
    inMs: LEAD_MS,
    setsAlarms: false,
  });
  await beginCounts(hotline);
  const { lost } = await latenessOf(hotline, { ...planned, steps });
  if (lost > 0) console.log(`  ${lost} steps were lost`);
  const paging: Part = { what: 'step', count: steps, statements: await readCounts(hotline) };
  return [presses, paging];
}

function often({ statements, count }: Part): CountedStatement[] {
  return statements.filter(({ calls }) => calls * SELDOM >= count);
}

function sayPart(part: Part): string {
  const sum = (what: 'calls' | 'ms' | 'blocks') =>
    often(part).reduce((total, one) => total + one[what], 0) / part.count;
  return `a ${part.what}: ${sum('calls').toFixed(1)} statements, ${sum('blocks').toFixed(0)} blocks, ${sum('ms').toFixed(2)} ms in PostgreSQL`;
}

async function tellGrown(part: Part): Promise<void> {
  for (const statement of often(part)) {
    const key = `${part.what} ${statement.text}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, statement);
    else if (blocksOf(statement) > blocksOf(before) + MORE_BLOCKS) {
      console.log(
        `  more blocks, ${blocksOf(before).toFixed(0)} → ${blocksOf(statement).toFixed(0)}: ${statement.text.slice(0, MAX_TEXT)}`,
      );
      for (const line of await planOf(hotline, statement.text)) console.log(`    ${line}`);
    }
  }
}

function blocksOf({ blocks, calls }: CountedStatement): number {
  return blocks / calls;
}

async function tellPlans(): Promise<void> {
  for (const { text } of first.values()) {
    console.log(text);
    for (const line of await planOf(hotline, text)) console.log(`    ${line}`);
  }
}

/** How PostgreSQL goes about a statement whatever its values are; empty for those that have no plan. */
async function planOf({ sql }: Hotline, text: string): Promise<string[]> {
  const rows = await sql(`explain (generic_plan, costs off) ${text}`).catch(() => []);
  return rows.map((row) => String(row['QUERY PLAN']));
}
