/**
 * What more callers than fit do to those who are on the line, and to pages: rings come evenly at half of what the machine can take,
 * then at twice of it. Every caller takes a breath before each key. Whoever hears "one moment" waits as they are told and is asked again.
 *
 * What the machine can take is found first: the answers a second of callers who take no breath. The callers share its processors.
 * Each has a connection of its own, of which the service takes 1,000 from one address: longer loads are cut by that.
 *
 *     npm run bench -- overload [--seconds 3] [--per-second 5]
 */
import { setTimeout as pause } from 'node:timers/promises';
import { readOptions } from '../scripts/read-options.ts';
import { openCallers } from './support/callers.ts';
import { planSteps, storeOpenTickets, storeTimers } from './support/fill.ts';
import { latenessOf } from './support/lateness.ts';
import { openStage } from './support/stage.ts';
import { spread } from './support/statistics.ts';
import { wholeCall } from './support/whole-call.ts';
import { openWire, voiceFields } from './support/wire.ts';

const CLOSED_LOOP = { count: 32, seed: 1, conversation: wholeCall };
const WARM_MS = 3_000;
const MEASURE_MS = 5_000;
const BREATH_MS = 400;
const TIMERS = 2_000;
/** Time enough to write the steps down. */
const LEAD_MS = 3_000;

const { values } = readOptions(import.meta.url, {
  options: { seconds: { type: 'string', default: '3' }, 'per-second': { type: 'string', default: '5' } },
});
const seconds = Number(values.seconds);
const perSecond = Number(values['per-second']);

await using stage = await openStage();
const hotline = await stage.openHotline('service');
await storeOpenTickets(hotline, 2 * perSecond * seconds);
await storeTimers(hotline, TIMERS);
const answersACall = await countAnswers();
const capacity = (await answersASecond()) / answersACall;
console.log(`the machine takes ${capacity.toFixed(0)} calls a second, of ${answersACall} answers each`);
for (const load of [0.5, 2]) await playLoad(load);

/** What a call met. */
interface Met {
  /** milliseconds from the ring to the first question */
  asked: number;
  /** of each answer after it */
  answers: number[];
  /** how often "one moment" was heard */
  moments: number;
}

async function playLoad(load: number): Promise<void> {
  const planned = await planSteps(hotline, { perSecond, seconds, inMs: LEAD_MS, setsAlarms: false });
  const watching = latenessOf(hotline, { ...planned, steps: perSecond * seconds });
  await pause(planned.from.getTime() - Date.now());
  const calls = Math.round(capacity * load * seconds);
  const gap = (seconds * 1_000) / calls;
  const ringing = Array.from({ length: calls }, async (_, index) => {
    await pause(index * gap);
    return ring(`${Math.round(load * 10)}${index}`);
  });
  const met = await Promise.allSettled(ringing);
  const served = met.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const pages = await watching;
  const sum = (of: (one: Met) => number) => served.reduce((total, one) => total + of(one), 0);
  console.log(`${load} × that, ${calls} calls in ${seconds} s: ${served.length} served to their end`);
  console.log(`  until the first question  ${spread(served.map(({ asked }) => asked))}`);
  console.log(`  an answer after it        ${spread(served.flatMap(({ answers }) => answers))}`);
  console.log(`  "one moment"              ${sum(({ moments }) => moments)} times`);
  console.log(`  pages                     ${spread(pages.ms)}, ${pages.lost} lost`);
}

/** A whole call; each key after a breath. */
async function ring(id: string): Promise<Met> {
  using wire = openWire(hotline.url);
  const fields = voiceFields(`CA${id.padStart(32, '0')}`, `+4930${id.padStart(8, '1')}`);
  const met: Met = { asked: 0, answers: [], moments: 0 };
  const rang = performance.now();
  const post = async (path: string, more?: Record<string, string>): Promise<string> => {
    const begin = performance.now();
    const twiml = await wire.post(hotline.url + path, { ...fields, ...more });
    const again = /<Pause length="(\d+)"\/><Redirect[^>]*>([^<]+)</.exec(twiml);
    if (again) {
      met.moments += 1;
      await pause(Number(again[1]) * 1_000);
      const { pathname, search } = new URL(String(again[2]).replaceAll('&amp;', '&'), hotline.url);
      return post(pathname + search, more);
    }
    if (met.asked === 0) met.asked = performance.now() - rang;
    else met.answers.push(performance.now() - begin);
    return twiml;
  };
  for await (const _ of wholeCall(post)) await pause(BREATH_MS);
  return met;
}

async function countAnswers(): Promise<number> {
  return (await ring('1')).answers.length + 1;
}

async function answersASecond(): Promise<number> {
  using callers = openCallers(hotline.url, CLOSED_LOOP);
  await callers.callFor(WARM_MS);
  return await callers.callFor(MEASURE_MS);
}
