/**
 * Entries of timelines a second that a rehearsal plays, beside a plain loop that spends windows on the business clock. Both take
 * turns, so that a busy machine slows both. Prints each round and the median ratio, and the time of one year with many calls.
 *
 *     node bench/rehearsal.ts [CALLS]
 */

import { parseArgs } from 'node:util';
import { readDirectory } from '../src/cli/support/read-directory.ts';
import { addOpenTime, compileCalendar } from '../src/domain/calendar/calendar.ts';
import { STATED_HABITS } from '../src/domain/rehearsal/habits.ts';
import { prepareModel, UNDISTURBED } from '../src/domain/rehearsal/model.ts';
import { playReplication } from '../src/domain/rehearsal/play-replication.ts';
import { prove } from '../src/domain/rehearsal/prove.ts';
import { median } from './support/statistics.ts';

const ROUNDS = 7;
const REFERENCE_A_ROUND = 200_000;
const DAY_MS = 24 * 3_600_000;

const calls = Number(parseArgs({ allowPositionals: true }).positionals[0] ?? 2_000);
const rehearsed = {
  directory: await readDirectory(new URL('../directory.sample.yaml', import.meta.url).pathname),
  absences: [],
  optedOut: [],
};
const from = new Date('2026-12-01T00:00:00Z');
const until = new Date('2027-12-01T00:00:00Z');
const known = { rehearsed, habits: STATED_HABITS, from, until, calls, seed: 1, disturbance: UNDISTURBED };
const model = prepareModel(known);
if (!model) throw new Error('the sample directory has no plan');
const calendar = compileCalendar({
  timezone: 'Europe/Berlin',
  hours: { 'mon-fri': '09:00-18:00' },
  closures: [],
  open: [],
});

function playOnce(replication: number): { seconds: number; entries: number } {
  let entries = 0;
  const begin = performance.now();
  const count = () => {
    entries += 1;
  };
  if (model) playReplication(model, replication, count);
  return { seconds: (performance.now() - begin) / 1_000, entries };
}

function reference(): number {
  const begin = performance.now();
  for (let index = 0; index < REFERENCE_A_ROUND; index += 1)
    addOpenTime(calendar, new Date(from.getTime() + ((index * 7_919_777) % (300 * DAY_MS))), 6 * 3_600_000);
  return REFERENCE_A_ROUND / ((performance.now() - begin) / 1_000);
}

playOnce(ROUNDS);
reference();
const ratios = Array.from({ length: ROUNDS }, (_, round) => {
  const { seconds, entries } = playOnce(round);
  const ours = entries / seconds;
  const loop = reference();
  console.log(
    `${calls} calls in ${(seconds * 1_000).toFixed(0)} ms: ${ours.toFixed(0)} entries/s, loop ${loop.toFixed(0)}/s`,
  );
  return ours / loop;
});
const begin = performance.now();
prove(rehearsed, { from, until: new Date(from.getTime() + 90 * DAY_MS) });
console.log(`proof of 90 days: ${(performance.now() - begin).toFixed(0)} ms`);
console.log(`memory: ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`);
console.log(`median ratio: ${median(ratios).toFixed(3)}`);
