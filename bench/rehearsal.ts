/**
 * Entries of timelines a second that a rehearsal plays, beside a plain loop that spends windows on the business clock. Both take
 * turns, so that a busy machine slows both. Prints each round and the median ratio; then how much processor time one year with 100,000
 * calls takes, and the proof of 90 days for 50 schedules. With `--whole` also 1,000 replications of the year on all processors.
 *
 *     node bench/rehearsal.ts [CALLS] [--whole]
 */

import { readOptions } from '../scripts/read-options.ts';
import { openPlayers } from '../src/cli/rehearsal/players.ts';
import { readDirectory } from '../src/cli/support/read-directory.ts';
import { addOpenTime, compileCalendar } from '../src/domain/calendar/calendar.ts';
import { STATED_HABITS } from '../src/domain/rehearsal/habits.ts';
import { prepareModel, type RehearsalQuestion, UNDISTURBED } from '../src/domain/rehearsal/model.ts';
import { playReplication } from '../src/domain/rehearsal/play-replication.ts';
import { prove } from '../src/domain/rehearsal/prove.ts';
import { addReplication, emptyTally } from '../src/domain/rehearsal/tally.ts';
import { manySchedules } from './support/many-schedules.ts';
import { median } from './support/statistics.ts';

const ROUNDS = 7;
const REFERENCE_A_ROUND = 200_000;
const DAY_MS = 24 * 3_600_000;
const BUSY_YEAR_CALLS = 100_000;
const SCHEDULES = 50;
const REPLICATIONS = 1_000;

const { positionals, values } = readOptions(import.meta.url, {
  allowPositionals: true,
  options: { whole: { type: 'boolean', default: false } },
});
const calls = Number(positionals[0] ?? 2_000);
const directory = await readDirectory(new URL('../directory.sample.yaml', import.meta.url).pathname);
const from = new Date('2026-12-01T00:00:00Z');
const question: RehearsalQuestion = {
  rehearsed: { directory, absences: [], optedOut: [] },
  habits: STATED_HABITS,
  from,
  until: new Date('2027-12-01T00:00:00Z'),
  calls,
  seed: 1,
  disturbance: UNDISTURBED,
};
const calendar = compileCalendar({
  timezone: 'Europe/Berlin',
  hours: { 'mon-fri': '09:00-18:00' },
  closures: [],
  open: [],
});

function prepared(asked: RehearsalQuestion) {
  const model = prepareModel(asked);
  if (!model) throw new Error('the sample directory has no plan');
  return model;
}

/** Seconds of processor time: whoever else is at the machine does not count. */
function secondsOf(work: () => unknown): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

const model = prepared(question);

function entriesASecond(replication: number): number {
  let entries = 0;
  const count = () => {
    entries += 1;
  };
  const seconds = secondsOf(() => playReplication(model, replication, count));
  return entries / seconds;
}

function referenceASecond(): number {
  const spend = () => {
    for (let index = 0; index < REFERENCE_A_ROUND; index += 1)
      addOpenTime(calendar, new Date(from.getTime() + ((index * 7_919_777) % (300 * DAY_MS))), 6 * 3_600_000);
  };
  return REFERENCE_A_ROUND / secondsOf(spend);
}

entriesASecond(ROUNDS);
referenceASecond();
const ratios = Array.from({ length: ROUNDS }, (_, round) => {
  const ours = entriesASecond(round);
  const loop = referenceASecond();
  console.log(`${calls} calls: ${ours.toFixed(0)} entries/s, loop ${loop.toFixed(0)}/s`);
  return ours / loop;
});
console.log(`median ratio: ${median(ratios).toFixed(3)}`);

const busy = prepared({ ...question, calls: BUSY_YEAR_CALLS });
const year = secondsOf(() => addReplication(emptyTally(), busy, 0));
console.log(`one year with ${BUSY_YEAR_CALLS} calls: ${year.toFixed(1)} s`);

const many = { ...question.rehearsed, directory: manySchedules(directory, SCHEDULES) };
const proof = secondsOf(() => prove(many, { from, until: new Date(from.getTime() + 90 * DAY_MS) }));
console.log(`proof of 90 days for ${SCHEDULES} schedules: ${(proof * 1_000).toFixed(0)} ms`);
if (values.whole) console.log(`${REPLICATIONS} replications: ${(await playAll()).toFixed(0)} s`);
console.log(`memory: ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB`);

/** @returns seconds */
async function playAll(): Promise<number> {
  const players = openPlayers();
  const begin = performance.now();
  await players.play([question], REPLICATIONS, { onProgress: () => {}, isStopped: () => false });
  players.close();
  return (performance.now() - begin) / 1_000;
}
