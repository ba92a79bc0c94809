/**
 * Work grows with what is due, not with what is stored: two whole services do the same work side by side, one with 2,000
 * future timers stored and one with 100,000. Printed: the CPU time of each service's process and the time its database
 * spends in statements, at rest and a step, and how many times the small one's the large one's is.
 *
 *     npm run bench -- growth [--seconds 20] [--per-second 30]
 */
import { setTimeout as pause } from 'node:timers/promises';
import { readOptions, refuse } from '../scripts/read-options.ts';
import { planSteps, storeOpenTickets, storeTimers } from './support/fill.ts';
import { latenessOf } from './support/lateness.ts';
import { type Hotline, openStage, REPORTED_MS, type Used } from './support/stage.ts';
import { ratio, spread } from './support/statistics.ts';

const STORED = { small: 2_000, large: 100_000 };
const LEAD_MS = 6_000;
const REST_MS = 20_000;

const { values } = readOptions(import.meta.url, {
  options: { seconds: { type: 'string', default: '20' }, 'per-second': { type: 'string', default: '20' } },
});
const load = { seconds: Number(values.seconds), perSecond: Number(values['per-second']), inMs: LEAD_MS };
const steps = load.seconds * load.perSecond;
// every open ticket has two timers, or the service would find it forgotten
if (!(4 * steps <= STORED.small)) refuse(`--seconds times --per-second: at most ${STORED.small / 4} steps.`);

await using stage = await openStage();
const open = async (name: string, timers: number) => {
  const hotline = await stage.openHotline(name);
  // as many as there will be steps, so that a step finds the same tickets in both
  await storeOpenTickets(hotline, 2 * steps);
  await storeTimers(hotline, timers);
  return hotline;
};
const small = await open('small', STORED.small);
const large = await open('large', STORED.large);

async function doSteps(hotline: Hotline): Promise<void> {
  const planned = await planSteps(hotline, load);
  const { ms, lost } = await latenessOf(hotline, { ...planned, steps });
  console.log(`  ${hotline === small ? 'small' : 'large'}: lateness ${spread(ms)}, ${lost} lost`);
}

/** Both do it at the same time; what each used for it, divided by `parts`. */
async function compare(
  what: string,
  parts: number,
  work: (hotline: Hotline) => Promise<void>,
): Promise<void> {
  const measure = async (hotline: Hotline): Promise<Pick<Used, 'cpu' | 'database'>> => {
    const before = await hotline.used();
    await work(hotline);
    const after = await hotline.used();
    return {
      cpu: (after.cpu - before.cpu) / parts,
      database: (after.database - before.database) / parts,
    };
  };
  const [few, many] = await Promise.all([measure(small), measure(large)]);
  for (const kind of ['cpu', 'database'] as const) {
    console.log(
      `${what}, ${kind}: ${few[kind].toFixed(2)} ms with ${STORED.small} timers stored, ${many[kind].toFixed(2)} ms with ${STORED.large}: ${ratio(many[kind], few[kind])} times`,
    );
  }
}

// what a process does only once is not what grows
await Promise.all([doSteps(small), doSteps(large)]);
await compare('a second at rest', (REST_MS + REPORTED_MS) / 1_000, () => pause(REST_MS));
await compare('a step', steps, doSteps);
