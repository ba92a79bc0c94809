/**
 * What a paging step by SMS costs: the service's processor time, and its statements by text with PostgreSQL's time for them.
 * The steps are due evenly, as in `paging`, from the escalation to the carrier's answer that is noted. What the service costs at
 * rest in the same time is taken off; the queue's alarms do not ring. With --against, another checkout takes turns with this one: A B A B.
 *
 *     npm run bench -- steps [--seconds 10] [--rounds 3] [--per-second 50] [--against FOLDER]
 */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readOptions } from '../scripts/read-options.ts';
import { planSteps, storeOpenTickets, storeTimers } from './support/fill.ts';
import { latenessOf } from './support/lateness.ts';
import { type Hotline, openStage } from './support/stage.ts';
import { beginCounts, type CountedStatement, readCounts } from './support/statements.ts';
import { median, ratio, spread } from './support/statistics.ts';

const TIMERS = 20_000;
/** Time enough to write a load down and set its alarms. */
const LEAD_MS = 6_000;
/** Before the first step nothing of the load's own writing is counted. */
const COUNTED_FROM_MS = 500;
/** What comes less often than at every so many steps has nothing to do with them. */
const SELDOM = 50;
const MAX_TEXT = 150;

const { values } = readOptions(import.meta.url, {
  options: {
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    'per-second': { type: 'string', default: '50' },
    against: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const perSecond = Number(values['per-second']);
const steps = seconds * perSecond;

/** Of one round, a step. */
interface Cost {
  cpuMs: number;
  statements: number;
  databaseMs: number;
}

await using stage = await openStage({ countsStatements: true });
const candidates = [await open('service', 'serve.ts')];
if (values.against !== undefined)
  candidates.push(await open('against', resolve(values.against, 'bench/serve.ts')));
const costs = new Map(candidates.map(({ name }) => [name, [] as Cost[]]));
let counted: CountedStatement[] = [];
// the first round is not counted: the processes have yet to warm up
for (let round = 0; round <= rounds; round += 1)
  for (const { name, hotline } of candidates) {
    const { cost, statements } = await playRound(name, hotline);
    if (round > 0) costs.get(name)?.push(cost);
    if (name === 'service') counted = statements;
  }
tell();

async function open(name: string, serve: string): Promise<{ name: string; hotline: Hotline }> {
  const hotline = await stage.openHotline(name, { serve });
  await storeOpenTickets(hotline, steps * (rounds + 1));
  await storeTimers(hotline, TIMERS);
  return { name, hotline };
}

async function playRound(
  name: string,
  hotline: Hotline,
): Promise<{ cost: Cost; statements: CountedStatement[] }> {
  const load = await planSteps(hotline, { perSecond, seconds, inMs: LEAD_MS, setsAlarms: false });
  const rest = await watchRest(hotline, load.from.getTime() - COUNTED_FROM_MS);
  await beginCounts(hotline);
  const before = { cpu: (await hotline.looked()).cpu, at: Date.now() };
  const { ms, lost } = await latenessOf(hotline, { ...load, steps });
  const after = await hotline.looked();
  const cpu = after.cpu - before.cpu - rest * (Date.now() - before.at);
  const statements = await readCounts(hotline);
  const sum = (what: 'calls' | 'ms') => statements.reduce((total, one) => total + one[what], 0) / steps;
  const cost = { cpuMs: cpu / steps, statements: sum('calls'), databaseMs: sum('ms') };
  console.log(
    `  ${name.padEnd(8)} ${say(cost)}; lateness ${spread(ms)}, ${lost} lost; at rest ${(rest * 1_000).toFixed(0)} ms a second; longest pause ${after.worstPause?.toFixed(0)} ms; load ${loadavg()[0]?.toFixed(1)}`,
  );
  if (lost > 0) process.exitCode = 1;
  return { cost, statements };
}

/** @returns how much of a processor the service takes until an instant, with nothing due */
async function watchRest(hotline: Hotline, until: number): Promise<number> {
  const before = { cpu: (await hotline.looked()).cpu, at: Date.now() };
  await pause(until - Date.now());
  return ((await hotline.looked()).cpu - before.cpu) / (Date.now() - before.at);
}

function say({ cpuMs, statements, databaseMs }: Cost): string {
  return `${cpuMs.toFixed(2)} ms of CPU, ${statements.toFixed(1)} statements, ${databaseMs.toFixed(2)} ms in PostgreSQL a step`;
}

function tell(): void {
  const medianOf = (name: string, what: keyof Cost) =>
    median((costs.get(name) ?? []).map((one) => one[what]));
  for (const { name } of candidates)
    console.log(
      `${name}: ${say({ cpuMs: medianOf(name, 'cpuMs'), statements: medianOf(name, 'statements'), databaseMs: medianOf(name, 'databaseMs') })} (medians of ${rounds})`,
    );
  if (candidates.length > 1)
    console.log(
      `this to the other: CPU ${ratio(medianOf('service', 'cpuMs'), medianOf('against', 'cpuMs'))}, statements ${ratio(medianOf('service', 'statements'), medianOf('against', 'statements'))}`,
    );
  console.log('statements a step, and microseconds of PostgreSQL each:');
  for (const { text, calls, ms } of counted)
    if (calls * SELDOM >= steps)
      console.log(
        `  ${(calls / steps).toFixed(2).padStart(5)} ${((ms / calls) * 1_000).toFixed(0).padStart(6)}  ${text.slice(0, MAX_TEXT)}`,
      );
}
