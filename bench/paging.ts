/**
 * How late a page is: from the instant of an escalation step to the request at the carrier's API, with 10,000 open
 * tickets, 100,000 future timers and 100 steps due a second, on the embedded default and on Redis.
 *
 * The service is the real one in a process of its own; the carrier is a stub on the loopback interface that says yes at
 * once. On a shared machine absolute times say as much about its other users: the time of a bare query and of a bare
 * request, taken while the load runs, stand beside them.
 *
 *     npm run bench -- paging [--seconds 60] [--per-second 100] [--queue postgres|redis]
 */
import { parseArgs } from 'node:util';
import { hasRedis, ownRedis } from '../test/support/redis.ts';
import { planSteps, storeOpenTickets, storeTimers } from './support/fill.ts';
import { type Lateness, latenessOf } from './support/lateness.ts';
import { probe } from './support/probe.ts';
import { type Hotline, openStage } from './support/stage.ts';
import { percentile, spread } from './support/statistics.ts';

const OPEN_TICKETS = 10_000;
const TIMERS = 100_000;
const TARGET_P99_MS = 500;
/** The code of a process that was just started is slow for a while: a first load is shown, and not counted. */
const WARM_UP_SECONDS = 5;
/** Time enough to write a load down and set its alarms. */
const LEAD_MS = 8_000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    'per-second': { type: 'string', default: '100' },
    queue: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const perSecond = Number(values['per-second']);
if (!((seconds + WARM_UP_SECONDS) * perSecond <= OPEN_TICKETS))
  throw new Error(`at most ${OPEN_TICKETS} steps`);
const queues = values.queue ? [values.queue] : ['postgres', ...(hasRedis ? ['redis'] : [])];

for (const queue of queues) {
  // what is opened last is closed first: the queue outlives the service
  await using redis = queue === 'redis' ? await startRedis() : undefined;
  await using stage = await openStage();
  const hotline = await stage.openHotline('paging', redis ? { redisUrl: redis.url } : {});
  await storeOpenTickets(hotline, OPEN_TICKETS);
  await storeTimers(hotline, TIMERS);
  await measure(queue, hotline);
}

async function measure(queue: string, hotline: Hotline): Promise<void> {
  const warmUp = await lateness(hotline, WARM_UP_SECONDS);
  const before = await hotline.used();
  const endProbe = await probe(hotline.databaseUrl);
  const { ms, bundled, lost } = await lateness(hotline, seconds);
  const bare = await endProbe();
  const after = await hotline.used();
  const steps = perSecond * seconds;
  const p99 = percentile(ms, 0.99);
  console.log(`${queue}: ${ms.length} steps, ${perSecond} due a second; ${bundled} bundled, ${lost} lost`);
  console.log(
    `  lateness: ${spread(ms)}; target p99 below ${TARGET_P99_MS} ms: ${p99 < TARGET_P99_MS ? 'met' : 'MISSED'}`,
  );
  console.log(`  a bare query meanwhile: ${spread(bare)}`);
  console.log(
    `  a step cost ${((after.cpu - before.cpu) / steps).toFixed(2)} ms of CPU and ${((after.database - before.database) / steps).toFixed(2)} ms in the database`,
  );
  console.log(`  the first ${WARM_UP_SECONDS} s after the start, not counted above: ${spread(warmUp.ms)}`);
  const share = (after.cpu - before.cpu) / (after.busy - before.busy);
  console.log(`  while its loop was busy, the service had ${share.toFixed(2)} of a processor`);
  if (lost > 0 || hotline.carrier.repeated() > 0) process.exitCode = 1;
}

async function lateness(hotline: Hotline, lasting: number): Promise<Lateness> {
  const load = await planSteps(hotline, { perSecond, seconds: lasting, inMs: LEAD_MS });
  return latenessOf(hotline, { ...load, steps: perSecond * lasting });
}

async function startRedis() {
  const redis = await ownRedis();
  await redis.start();
  return { url: redis.url, [Symbol.asyncDispose]: () => redis.kill() };
}
