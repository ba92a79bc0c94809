import { DRILL_SUBJECT } from '../domain/drill/end-drill.ts';
import { ledgerOf, resealLogKey } from '../domain/evidence/log-keys.ts';
import { keepPlanning } from '../domain/monthly-reports/plan-mails.ts';
import { COVERAGE_SUBJECT } from '../domain/paging/check-coverage.ts';
import { keepLedger } from '../domain/proofs/keep-ledger.ts';
import { READINESS_SUBJECT } from '../domain/readiness/check-readiness.ts';
import { adoptRecordings } from '../domain/recordings/recording-store.ts';
import { SHIFT_CHANGE_SUBJECT } from '../domain/shift-requests/hand-shift.ts';
import { addFirstAdministrator } from '../domain/users/add-user.ts';
import { now } from '../platform/clock.ts';
import { CONNECTIONS } from '../platform/db/connections.ts';
import { type NewTimer, openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { explainTables } from '../platform/db/explain-tables.ts';
import { migrate } from '../platform/db/migrate.ts';
import { type RecordWatch, watchRecord } from '../platform/db/watch-record.ts';
import type { HotlineError } from '../platform/errors.ts';
import type { Logger } from '../platform/log.ts';
import { ALARM_BEAT_MS } from '../platform/queue/beats.ts';
import { type AlarmClock, listenToAlarms, openAlarmClock } from '../platform/queue/queue.ts';
import type { QueueSettings } from '../platform/queue/queue-connection.ts';
import { every } from '../platform/run-every.ts';
import { LEASE_MS } from '../platform/timers/claimed-timers-store.ts';
import { comingTimers, findComing } from '../platform/timers/coming-timers-store.ts';
import { findDueKinds } from '../platform/timers/due-timers-store.ts';
import { openInstantBell } from '../platform/timers/instant-bell.ts';
import { ensureTimer } from '../platform/timers/timer-store.ts';
import type { JobDeps } from '../worker/jobs/job.ts';
import { TENDING_SUBJECT } from '../worker/jobs/nightly-maintenance.ts';
import { noteAlive, RECONCILIATION } from '../worker/jobs/reconcile.ts';
import { BEAT_MS, openPresence } from '../worker/presence.ts';
import { tellOutside } from '../worker/tell-outside.ts';
import { runInvariants } from '../worker/watchdog/run-invariants.ts';
import { createWorker } from '../worker/worker.ts';
import { type App, type AppDeps, createApp } from './app.ts';
import { type ClockKeeper, clockKeeper } from './clock-keeper.ts';
import { keyTrap } from './config/secret-key.ts';
import type { Config } from './config.ts';
import { fillDirectory, warnOfSample } from './fill-directory.ts';
import { listen, showFigures } from './listen.ts';
import { refusedLanguage, refusedStart } from './refused-start.ts';
import { createTeller, hearOthers } from './tell-timers.ts';

const SWEEP_MS = 1_000;
/** Several times in a lease. */
const RENEW_MS = LEASE_MS / 4;
const REMEMBER_MS = 60_000;
/** A clock that somebody moves is noticed within this. */
const CLOCK_MS = 1_000;
const AUDIT_MS = 60_000;
/** What is written down is in the tree within this, beside everything else. */
const LEDGER_MS = 10_000;
/** How far ahead alarms are set. */
const HORIZON_MS = 60_000;
/** How much is worked on at a time: most of it waits for the carrier. */
const AT_ONCE = 50;
/** Whoever watches us has connections of their own. */
const WATCHING = { max: CONNECTIONS.watching, timeoutMs: 2_000, statementMs: 2_000 };
/** Work has connections of its own, and patience: however much is due, no caller waits behind it. */
const WORK = { max: CONNECTIONS.work, timeoutMs: 10_000 };
/** A worker says that it is there by a connection of its own: an answer that stays out counts as none. */
const PRESENCE = { max: CONNECTIONS.presence, timeoutMs: 1_000, statementMs: 1_000 };

/** A service that takes calls. */
export interface RunningService {
  app: App;
  /** Takes no more requests, finishes what is under way, then lets go of the queue and the database. Once, however often asked. */
  close(): Promise<void>;
}

/** How to let go of what was opened, in the order of the opening. */
type Closing = (() => Promise<unknown> | unknown)[];

type Given = Pick<AppDeps, 'pins'> & { say?: (line: string) => void };

/**
 * Brings up the whole service: database, schema, queue, directory, web and workers, as far as its role says. What was
 * opened before a fault is closed again.
 * @param given tests hand in cheaper hashing; `say` is told how the first user signs in: without it nobody is made one
 * @throws HotlineError that says why the service cannot run, and what to do
 */
export async function startService(config: Config, log: Logger, given: Given = {}): Promise<RunningService> {
  const closing: Closing = [];
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= closeAll(closing);
    return closed;
  };
  const refused = refusedStart(config);
  if (refused) throw refused;
  try {
    return { app: await open(config, log, given, closing), close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

/** The last opened first. One that cannot be closed leaves no other open. @throws what the first of them threw */
async function closeAll(closing: Closing): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closing.toReversed())
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}

async function open(config: Config, log: Logger, given: Given, closing: Closing): Promise<App> {
  const databaseUrl = config.databaseUrl ?? (await openEmbedded(config, log, closing));
  await migrate(databaseUrl, { log });
  try {
    return await openOn(databaseUrl, { config, log, given }, closing);
  } catch (error) {
    throw await explainTables(databaseUrl, error);
  }
}

async function openOn(
  databaseUrl: string,
  { config, log, given: { say, ...given } }: { config: Config; log: Logger; given: Given },
  closing: Closing,
): Promise<App> {
  const watch = watchRecord(databaseUrl, log);
  closing.push(() => watch.close());
  const database = openDatabase(databaseUrl, { log, watch });
  closing.push(() => database.close());

  const queue = { databaseUrl, redisUrl: config.redisUrl, log };
  const alarms = await openAlarmClock(queue);
  closing.push(() => alarms.close());
  const tell = createTeller(database);
  database.onTimers = (timers) => Promise.all([tell(soon(timers)), alarms.setAlarms(soon(timers))]);

  const watching = openDatabase(databaseUrl, { ...WATCHING, log });
  closing.push(() => watching.close());
  const app = createApp({ ...given, config, log, database, watching, watch, queue: alarms });
  const clock = clockKeeper(app);
  await clock.keep();
  await fillDirectory(app);
  await speakAsAsked(app);
  await keepStandingWork(app.jobDeps);
  await database.transaction((tx) => adoptRecordings(tx, now()));
  await app.remember();
  const trap = keyTrap(config.secretKey);
  if (trap) log.warn({ remedy: trap.remedy }, trap.message);
  warnOfSample(app).catch((err: unknown) =>
    log.warn({ err }, 'could not check whether entries of the sample directory are in use'),
  );
  const live = () => noteAlive(app.jobDeps, config.role === 'worker' ? 'worker' : 'web');
  await live();
  closing.push(every(CLOCK_MS, log, clock.right));
  closing.push(every(REMEMBER_MS, log, () => Promise.all([app.remember(), clock.keep(), live()])));

  // requests end before work does; but work may ask a carrier that this very process serves
  const working: Closing = [];
  closing.push(() => closeAll(working));
  closing.push(await showFigures(app));
  if (config.listens) closing.push(await listen(app));
  if (config.role !== 'web') await workOff(app, { alarms, queue, watch, tell, clock }, working);
  // last of all: a start that fails would have told a password that is told once
  if (config.mode.embedded && say) await welcomeAdministrator(app, say);
  return app;
}

interface Ringing {
  alarms: AlarmClock;
  queue: QueueSettings;
  watch: RecordWatch;
  /** tells other processes */
  tell: ReturnType<typeof createTeller>;
  clock: ClockKeeper;
}

/**
 * Does what is due: on the instant what is known in memory, by alarm of the queue what another process wrote unheard, by
 * sweep the rest.
 */
async function workOff(app: App, ringing: Ringing, closing: Closing): Promise<void> {
  const { log } = app;
  const { alarms, queue, watch, tell, clock } = ringing;
  const database = openDatabase(queue.databaseUrl, { ...WORK, log, watch });
  closing.push(() => database.close());
  const telling = openDatabase(queue.databaseUrl, { ...PRESENCE, log });
  closing.push(() => telling.close());
  const presence = await openPresence({
    ...app.jobDeps,
    database: telling,
    onBeat: async (found) => found && look(),
  });
  // what is still under way then is another's at once
  closing.push(() => presence.leave());
  closing.push(every(BEAT_MS, log, () => presence.beat()));
  const worker = createWorker({ ...app.jobDeps, database }, AT_ONCE, presence);
  closing.push(() => worker.close());
  closing.push(every(RENEW_MS, log, () => worker.renew()));
  // said now, and not only once somebody has spoken; until it is mended, what was recorded stays at the carrier
  app.storage.look().catch(({ message, remedy }: HotlineError) => log.error({ remedy }, message));
  const look = async () => {
    // nothing is early, late or missed by a clock that somebody has just moved
    await clock.right();
    // mostly the bell has rung, and nothing is left
    await worker.look(await findDueKinds(database, now()));
  };
  const bell = openInstantBell({
    read: (from, until) => findComing(database, from, until),
    ring: (kinds) => (kinds ? worker.look(kinds) : look()),
    rightClock: clock.right,
    now,
    log,
  });
  closing.push(() => bell.close());
  const others = hearOthers({ databaseUrl: queue.databaseUrl, database }, bell, log);
  closing.push(() => others.close());
  const onTimers = async (timers: NewTimer[]) => {
    bell.add(timers);
    const at = now();
    const coming = soon(timers);
    await Promise.all([tell(coming), alarms.setAlarms(coming.filter(({ dueAt }) => dueAt > at))]);
  };
  for (const writing of [app.database, database]) writing.onTimers = onTimers;
  const listener = await listenToAlarms(queue, look);
  closing.push(() => listener.close());
  closing.push(every(SWEEP_MS, log, look));
  const setComing = async () => alarms.setAlarmsAnew(await comingTimers(database, horizon(), ALARM_BEAT_MS));
  await setComing();
  closing.push(every(HORIZON_MS / 3, log, setComing));
  closing.push(every(AUDIT_MS, log, () => lookAfter({ ...app.jobDeps, database }, app)));
  const ledger = ledgerOf(app.config);
  const isOurs = await database.transaction((tx) => resealLogKey(tx, ledger.encryption));
  if (!isOurs)
    log.error(
      { remedy: KEY_REMEDY },
      'SECRET_KEY is not the one that this record was made with: all PINs are wrong, and a new ledger begins',
    );
  closing.push(every(LEDGER_MS, log, () => keepLedger(database, ledger, now())));
}

const KEY_REMEDY =
  'Stop, and start with the key from before: as SECRET_KEY, or as the file secret-key in DATA_DIR. If it is lost, give out new PINs.';

/** What has to happen again and again, however it came to be forgotten. */
async function keepStandingWork({
  database,
  reports,
  drills,
}: Pick<JobDeps, 'database' | 'reports' | 'drills'>): Promise<void> {
  await database.transaction(async (tx) => {
    await ensureTimer(tx, { kind: 'check-coverage', subject: COVERAGE_SUBJECT, dueAt: now() });
    await ensureTimer(tx, { kind: 'check-readiness', subject: READINESS_SUBJECT, dueAt: now() });
    await ensureTimer(tx, { kind: 'shift-change', subject: SHIFT_CHANGE_SUBJECT, dueAt: now() });
    await ensureTimer(tx, { kind: 'reconcile', subject: RECONCILIATION, dueAt: now() });
    if (reports) await keepPlanning({ tx, now: now() });
    if (drills) await ensureTimer(tx, { kind: 'drill', subject: DRILL_SUBJECT, dueAt: now() });
    await ensureTimer(tx, { kind: 'tend-data', subject: TENDING_SUBJECT, dueAt: now() });
  });
}

/** Holds the promise against the record; somebody outside hears of it as long as all is well. */
async function lookAfter(deps: JobDeps, { config, tryCallPath, log }: App): Promise<void> {
  await keepStandingWork(deps);
  const isWell = await runInvariants(deps);
  const { heartbeatUrl, heartbeatThroughPublicUrl } = config;
  if (heartbeatUrl === undefined) return;
  await tellOutside(isWell, {
    heartbeatUrl,
    tryCallPath: heartbeatThroughPublicUrl ? tryCallPath : undefined,
    log,
  });
}

/**
 * Timers further away get their alarm when they come nearer, so that the queue holds little however much is planned,
 * and one that was lost with a Redis is set again.
 */
const horizon = () => new Date(now().getTime() + HORIZON_MS);

function soon(timers: readonly NewTimer[]): NewTimer[] {
  const until = horizon();
  return timers.filter(({ dueAt }) => dueAt <= until);
}

async function openEmbedded(config: Config, log: Logger, closing: Closing): Promise<string> {
  const embedded = await startEmbedded(config.dataDir, { log });
  closing.push(() => embedded.stop());
  return embedded.url;
}

/** An evaluator may want the practice line's texts in another language than the sample's. */
async function speakAsAsked({ config, practice, hotline }: App): Promise<void> {
  const refused = refusedLanguage(config, hotline.script.languages);
  if (refused) throw refused;
  if (config.practiceLanguage !== undefined) await practice?.speak(config.practiceLanguage);
}

/** Whoever starts an installation of their own is its first user; nobody else sees this terminal. */
async function welcomeAdministrator(
  { database, passwords }: App,
  say: NonNullable<Given['say']>,
): Promise<void> {
  const first = await addFirstAdministrator({ database, passwords }, now());
  if (first) say(`sign in as ${first.login} with the one-time password ${first.password}`);
}
