import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { type Balance, balance } from './ledger/balance.ts';
import { countUnderWay, readBooks, reconcileNow } from './ledger/books-store.ts';
import type { Fault } from './ledger/happened.ts';
import { lookBack } from './ledger/seen.ts';
import { type Caller, castCallers } from './people/callers.ts';
import { DIRECTORY, HOTLINE_NUMBER, STEPS_AT_SECONDS } from './people/cast.ts';
import { everybodyElse } from './people/everybody-else.ts';
import { ACCOUNT, type Line, openLine } from './people/line.ts';
import { livesThrough } from './people/person.ts';
import { type PlannedFault, planFaults } from './plan-faults.ts';
import { type Random, seeded } from './random.ts';
import { openEmbedded } from './stages/embedded.ts';
import { openServers } from './stages/servers.ts';
import type { Disturb, Stage } from './stages/stage.ts';
import type { ProxyKind } from './support/proxy.ts';
import type { RestFailure } from './support/rest-trouble.ts';
import { openWay, type Trouble, type Way } from './support/way.ts';

export interface SuiteOptions {
  stage: 'embedded' | 'servers';
  seed: number;
  /** how many callers there are, and how many a second */
  calls: number;
  rate: number;
  /** each kind of fault once, and none for long */
  brief?: boolean;
  /** these kinds of faults only; left out: all */
  onlyFaults?: readonly string[];
  /** on servers: the proxy in front of the web processes */
  proxy?: ProxyKind | undefined;
  /** within so many seconds after its instant, or after the end of a fault in its way, a step has to be carried out */
  promisedSeconds: number;
  /** told what happens, for people who wait */
  say?: (line: string) => void;
}

export interface SuiteResult {
  options: SuiteOptions;
  faults: readonly Fault[];
  skipped: readonly string[];
  /** processes that ended by themselves, and answers of 500 and more: there should be none */
  crashes: number;
  errors: readonly string[];
  /** reports that the carrier was asked to bring again */
  askedAgain: number;
  /** answers of a proxy in the place of a process that was gone */
  proxyAnswers: number;
  /** how late the suite itself was, and with it the carrier: the worst hundredth, seconds. Much on a busy machine. */
  ownLateness: number;
  balance: Balance;
}

const SECRET = 'the-secret-key-of-the-fault-suite';
/** After the last call and the last fault the books are closed at the latest so much later. */
const MAX_WAIT_MS = 240_000;
/** Work may be due, and a leg over, for so long without anybody having seen to it. */
const UNSEEN_MS = 5_000;
const LOOK_MS = 1_000;
/** What went past us did so in a fault; what is younger than a minute is left for the next look at the carrier's lists. */
const RECONCILED_AFTER_MS = 70_000;

/** Lets the callers call while things break, waits until nothing is under way any more, and draws up the ledger. */
export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
  const { say = () => {} } = options;
  // each part draws from chance of its own, so that what one makes of its time does not change the others
  const chance = (part: number) => seeded(options.seed * 16 + part);
  await using opened = new AsyncDisposableStack();
  opened.defer(endWithSignals(() => opened.disposeAsync()));
  const folder = await mkdtemp(join(tmpdir(), 'priority-line-chaos-'));
  opened.defer(() => (process.env.CHAOS_KEEP ? undefined : rm(folder, { recursive: true, force: true })));
  say(`everything is kept in ${folder}`);
  const directoryFile = join(folder, 'directory.yaml');
  await writeFile(directoryFile, DIRECTORY);

  let ports: readonly number[] = [];
  const way = opened.use(await openWay(() => ports, chance(1)));
  const line = opened.use(await openLine(way.url, chance(2)));
  const stageOptions = {
    folder,
    env: environment(directoryFile, way, line),
    proxy: options.proxy,
    onWebPorts: (taken: readonly number[]) => {
      ports = taken;
    },
  };
  const stage = opened.use(
    options.stage === 'embedded'
      ? await openEmbedded(stageOptions)
      : await openServers(stageOptions, chance(3)),
  );
  say('ready, the callers begin to call');
  const loop = monitorEventLoopDelay();
  loop.enable();

  const others = everybodyElse(line.carrier, chance(4));
  opened.defer(() => others.stop());
  const callers = castCallers(options.calls, chance(5));
  const stream = { ms: (options.calls / options.rate) * 1_000, brief: options.brief ?? false };
  const stageFaults = { ...stage, faults: only(options.onlyFaults, stage.faults) };
  const allOfLine = faultsOfLine(way, line);
  const lineFaults = { ...allOfLine, faults: only(options.onlyFaults, allOfLine.faults) };
  const faults: Fault[] = [];
  await Promise.all([
    letCall(callers, options.rate, line, chance(6)),
    letBreak(planFaults(stageFaults, stream, chance(7)), stage.faults, faults, say),
    letBreak(planFaults(lineFaults, stream, chance(8)), lineFaults.faults, faults, say),
  ]);
  say('everybody has called and everything is whole again');
  const wholeSince = Math.max(...faults.map(({ until }) => until.getTime()));
  const closedAt = await settle({ stage, line, wholeSince, say });
  await writeFile(join(folder, 'carrier.json'), JSON.stringify(line.carrier.faults, null, 1));
  const before = new Date(closedAt.getTime() - UNSEEN_MS);
  const seen = lookBack(line, callers, before);
  const books = await readBooks(await stage.databaseUrl(), before);
  faults.sort((a, b) => a.from.getTime() - b.from.getTime());
  return {
    options,
    faults,
    skipped: stage.skipped,
    crashes: stage.services.reduce((sum, { crashes }) => sum + crashes, 0),
    errors: way.errors,
    askedAgain: way.askedAgain,
    proxyAnswers: way.proxyAnswers,
    ownLateness: loop.percentile(99) / 1e9,
    balance: balance({ seen, books, faults, promisedMs: options.promisedSeconds * 1_000, closedAt }),
  };
}

/** @returns the faults that are wanted */
function only<Fault>(
  wanted: readonly string[] | undefined,
  faults: Readonly<Record<string, Fault>>,
): Record<string, Fault> {
  return Object.fromEntries(Object.entries(faults).filter(([kind]) => wanted?.includes(kind) ?? true));
}

/** Ctrl+C leaves nothing behind either. @returns how to take that back */
function endWithSignals(dispose: () => Promise<void>): () => void {
  const end = () => {
    dispose().finally(() => process.exit(1));
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}

function environment(directoryFile: string, way: Way, line: Line): Record<string, string> {
  return {
    PUBLIC_URL: way.url,
    SECRET_KEY: SECRET,
    DIRECTORY_FILE: directoryFile,
    TWILIO_ACCOUNT_SID: ACCOUNT.sid,
    TWILIO_AUTH_TOKEN: ACCOUNT.token,
    TWILIO_API_BASE_URL: line.url,
    HOTLINE_NUMBER,
    CALLS_PER_SECOND: '1000',
    MESSAGES_PER_SECOND: '1000',
    LOG_LEVEL: 'info',
  };
}

/** One caller after the other, at an even pace, whatever became of those before. */
async function letCall(callers: readonly Caller[], rate: number, line: Line, random: Random): Promise<void> {
  const begin = performance.now();
  const calls: Promise<void>[] = [];
  for (const [index, caller] of callers.entries()) {
    await pause(Math.max(0, begin + (index / rate) * 1_000 - performance.now()));
    const leg = line.carrier.dialIn({ from: caller.from, phone: caller.phone });
    caller.leg = leg;
    calls.push(livesThrough(leg, caller.person, line.carrier, random));
  }
  await Promise.all(calls);
}

async function letBreak(
  plan: readonly PlannedFault[],
  kinds: Readonly<Record<string, Disturb>>,
  happened: Fault[],
  say: (line: string) => void,
): Promise<void> {
  const begin = performance.now();
  for (const { kind, at, lastsMs } of plan) {
    await pause(Math.max(0, begin + at - performance.now()));
    const from = new Date();
    const mend = await kinds[kind]?.();
    await pause(lastsMs);
    await mend?.();
    const until = new Date();
    happened.push({ kind, from, until });
    say(`${((performance.now() - begin) / 1_000).toFixed(0).padStart(4)} s  ${kind}: ${span(from, until)}`);
  }
}

function span(from: Date, until: Date): string {
  return `${((until.getTime() - from.getTime()) / 1_000).toFixed(1)} s`;
}

/** Faults of the carrier's REST API, and of the way its webhooks take. */
function faultsOfLine(way: Way, line: Line): Pick<Stage, 'faults' | 'respiteMs'> {
  const rest = (failure: RestFailure): Disturb => {
    return async () => {
      line.rest.begin(failure);
      return async () => line.rest.end();
    };
  };
  const onTheWay = (trouble: Trouble): Disturb => {
    return async () => {
      way.trouble = trouble;
      return async () => {
        way.trouble = undefined;
      };
    };
  };
  const faults = {
    'carrier answers 429': rest('busy'),
    'carrier answers 500': rest('broken'),
    'carrier cuts the line': rest('reset'),
    'carrier accepts, then fails': rest('accepts-then-fails'),
    'carrier is slow': rest('slow'),
    'webhooks come twice': onTheWay('doubled'),
    'webhooks late and in reverse': onTheWay('late'),
  };
  return { faults, respiteMs: { least: 500, most: 3_000 } };
}

interface Settling {
  stage: Stage;
  line: Line;
  /** when the last fault ended, epoch milliseconds */
  wholeSince: number;
  say: (line: string) => void;
}

/** Waits until everything is on record that the ledger looks at. @returns when the books are closed */
async function settle({ stage, line, wholeSince, say }: Settling): Promise<Date> {
  const begin = Date.now();
  const url = await stage.databaseUrl();
  const { legs } = line.carrier;
  let looked = false;
  for (;;) {
    const before = new Date(Date.now() - UNSEEN_MS);
    const left = await countUnderWay(url, {
      callers: legs.filter(({ direction }) => direction === 'inbound').map(({ sid }) => sid),
      over: legs.filter(({ endedAt }) => endedAt && endedAt < before).map(({ sid }) => sid),
      dueBefore: before,
      steps: STEPS_AT_SECONDS.length,
    });
    const waited = Date.now() - begin;
    if (left === 0 || waited > MAX_WAIT_MS) return new Date();
    if (!looked && Date.now() > wholeSince + RECONCILED_AFTER_MS) {
      looked = true;
      await reconcileNow(url, new Date());
    }
    if (Math.round(waited / LOOK_MS) % 15 === 0) say(`not on record yet: ${left}`);
    await pause(LOOK_MS);
  }
}
