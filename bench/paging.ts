/**
 * How late a page is: from the instant of an escalation step to the request at the carrier's API, with 10,000 open
 * tickets, 100,000 future timers and 100 steps due a second, on the embedded default and on Redis.
 *
 * The service is the real one in a process of its own; the carrier is a stub on the loopback interface that says yes at
 * once. On a shared machine absolute times say as much about its other users: so the loads of the service, of another
 * checkout of it (`--against FOLDER`) and of BullMQ bare, which only rings, take turns, and a bare query's time while
 * each runs stands beside it. The first seconds after the start are a round of their own.
 *
 *     npm run bench -- paging [--seconds 20] [--rounds 3] [--per-second 100] [--timers 100000]
 *                             [--queue postgres|redis] [--against FOLDER]
 */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { readOptions } from '../scripts/read-options.ts';
import { hasRedis, ownRedis } from '../test/support/redis.ts';
import { openBareQueue } from './support/bare-queue.ts';
import { planSteps, storeOpenTickets, storeTimers } from './support/fill.ts';
import { latenessOf } from './support/lateness.ts';
import { probe } from './support/probe.ts';
import { type Hotline, openStage, type Stage } from './support/stage.ts';
import { median, percentile, ratio, spread } from './support/statistics.ts';

const OPEN_TICKETS = 10_000;
const FIRST_SECONDS = 5;
/** Time enough to write a load down and set its alarms. */
const LEAD_MS = 8_000;

const { values } = readOptions(import.meta.url, {
  options: {
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    'per-second': { type: 'string', default: '100' },
    timers: { type: 'string', default: '100000' },
    queue: { type: 'string' },
    against: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const perSecond = Number(values['per-second']);
const steps = (seconds * rounds + FIRST_SECONDS) * perSecond;
const queues = values.queue ? [values.queue] : ['postgres', ...(hasRedis ? ['redis'] : [])];

/** What takes its turn. */
interface Candidate {
  name: string;
  databaseUrl: string;
  /** Plays one load. @returns the lateness of each step, milliseconds */
  play(lasting: number): Promise<number[]>;
  /** the longest that its event loop stood still since it was asked last, milliseconds; older checkouts do not know */
  worstPause?(): Promise<number | undefined>;
  /** processor and database time a step, in words */
  cost?(): Promise<string>;
}

for (const queue of queues) {
  // what is opened last is closed first: the queue outlives the service
  await using redis = queue === 'redis' ? await startRedis() : undefined;
  await using stage = await openStage();
  const settings = redis ? { redisUrl: redis.url } : {};
  const candidates = [await service(stage, 'service', settings)];
  if (values.against !== undefined)
    candidates.push(
      await service(stage, 'against', { ...settings, serve: resolve(values.against, 'bench/serve.ts') }),
    );
  const [{ databaseUrl }] = candidates as [Candidate];
  await using bare = await openBareQueue({ databaseUrl, ...settings });
  candidates.push({ name: 'BullMQ bare', databaseUrl, play: (lasting) => bare.play(perSecond, lasting) });
  await compare(queue, candidates);
}

/** A B C, A B C, … */
async function compare(queue: string, candidates: readonly Candidate[]): Promise<void> {
  console.log(`${queue}: ${perSecond} due a second, ${values.timers} timers stored`);
  const p99s = new Map(candidates.map(({ name }) => [name, [] as number[]]));
  for (const [index, lasting] of [FIRST_SECONDS, ...Array<number>(rounds).fill(seconds)].entries()) {
    console.log(index === 0 ? `  the first ${lasting} s` : `  round ${index}, ${lasting} s`);
    for (const candidate of candidates) {
      const p99 = await takeTurn(candidate, lasting);
      if (index > 0) p99s.get(candidate.name)?.push(p99);
      if (index === rounds && candidate.cost) console.log(`      ${await candidate.cost()}`);
    }
  }
  const [first = [], ...others] = candidates.map(({ name }) => p99s.get(name) ?? []);
  for (const [index, other] of others.entries())
    console.log(
      `  p99 of the service to that of ${candidates[index + 1]?.name}: ${ratio(median(first), median(other))} (medians of ${rounds} rounds)`,
    );
}

/** Plays one load and tells of it. @returns the 99th percentile of its lateness, milliseconds */
async function takeTurn(
  { name, databaseUrl, play, worstPause }: Candidate,
  lasting: number,
): Promise<number> {
  await worstPause?.();
  const endProbe = await probe(databaseUrl);
  const ms = await play(lasting);
  const query = await endProbe();
  const pauseMs = await worstPause?.();
  const paused = pauseMs === undefined ? '' : `; longest pause ${pauseMs.toFixed(0)} ms`;
  console.log(
    `    ${name.padEnd(12)} ${ms.length} rang, ${spread(ms)}; a bare query p50 ${median(query).toFixed(1)} ms, p99 ${percentile(query, 0.99).toFixed(1)} ms; load ${loadavg()[0]?.toFixed(1)}${paused}`,
  );
  return percentile(ms, 0.99);
}

async function service(
  stage: Stage,
  name: string,
  settings: { redisUrl?: string; serve?: string },
): Promise<Candidate> {
  const hotline = await stage.openHotline(name, settings);
  await storeOpenTickets(hotline, Math.max(OPEN_TICKETS, steps));
  await storeTimers(hotline, Number(values.timers));
  let played = 0;
  const before = await hotline.used();
  return {
    name,
    databaseUrl: hotline.databaseUrl,
    play(lasting) {
      played += lasting * perSecond;
      return playSteps(hotline, name, lasting);
    },
    async worstPause() {
      return (await hotline.looked()).worstPause;
    },
    async cost() {
      const after = await hotline.used();
      const of = (what: 'cpu' | 'database') => ((after[what] - before[what]) / played).toFixed(2);
      return `a step cost ${of('cpu')} ms of CPU and ${of('database')} ms in the database`;
    },
  };
}

async function playSteps(hotline: Hotline, name: string, lasting: number): Promise<number[]> {
  const load = await planSteps(hotline, { perSecond, seconds: lasting, inMs: LEAD_MS });
  const { ms, bundled, lost } = await latenessOf(hotline, { ...load, steps: perSecond * lasting });
  if (bundled > 0) console.log(`    ${name}: ${bundled} bundled`);
  if (lost > 0 || hotline.carrier.repeated() > 0) {
    console.log(`    ${name}: ${lost} LOST, ${hotline.carrier.repeated()} REPEATED`);
    process.exitCode = 1;
  }
  return ms;
}

async function startRedis() {
  const redis = await ownRedis();
  await redis.start();
  return { url: redis.url, [Symbol.asyncDispose]: () => redis.kill() };
}
