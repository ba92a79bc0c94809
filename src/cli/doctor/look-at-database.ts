import { DateTime } from 'luxon';
import { isRealCarrier } from '../../app/config/telephony.ts';
import type { Config } from '../../app/config.ts';
import { unreadableFile } from '../../app/fill-directory.ts';
import { createPinHasher } from '../../domain/customers/pin-hasher.ts';
import { loadRegistry, type Registry } from '../../domain/directory-entry/directory-store.ts';
import { sampleInForce } from '../../domain/directory-file/sample-in-force.ts';
import { coverageGaps } from '../../domain/oncall/shifts.ts';
import { listSchedules } from '../../domain/plans/rule-store.ts';
import { now } from '../../platform/clock.ts';
import { type Database, openDatabase } from '../../platform/db/database.ts';
import { explainTables } from '../../platform/db/explain-tables.ts';
import { migrationNames } from '../../platform/db/migrate.ts';
import { findPendingMigrations } from '../../platform/db/pending-migrations.ts';
import { refuseWhileRestoring } from '../../platform/db/restoring-lock.ts';
import { findEmbedded } from '../../platform/db/running-embedded.ts';
import { withClient } from '../../platform/db/with-client.ts';
import { HotlineError } from '../../platform/errors.ts';
import { readDueTimers } from '../../platform/timers/due-timers-store.ts';
import { SILENT_MS } from '../../worker/presence.ts';
import { countThere } from '../../worker/presence-store.ts';
import { sayInZone } from '../support/say-in-zone.ts';
import { count } from '../support/terminal.ts';
import { type Finding, fault, ok, warning } from './finding.ts';
import { lookAtCheckpoints } from './look-at-checkpoints.ts';
import { lookAtLedger } from './look-at-ledger.ts';
import { lookAtLine } from './look-at-line.ts';
import { lookAtOutlook } from './look-at-outlook.ts';
import { lookAtPinKeys, lookAtPins } from './look-at-pins.ts';
import { lookAtReadiness } from './look-at-readiness.ts';
import { lookAtReports } from './look-at-reports.ts';
import { lookAtRetentionKept } from './look-at-retention.ts';
import { lookAtUsers } from './look-at-users.ts';
import { lookAtZones } from './look-at-zones.ts';

/** A clock that is wrong by less than this looks right to everybody. */
const CLOCK_TOLERANCE_MS = 1_000;
const COVERAGE_DAYS = 14;
const ABOUT = 'database';
/** More names say no more. */
const MAX_NAMED = 10;

/** The database's version, clock and schema, and what is in the directory. An embedded one that stands still is not started. */
export async function lookAtDatabase(config: Config): Promise<Finding[]> {
  const url = await addressOf(config);
  if (typeof url !== 'string') return [url];
  const database = openDatabase(url, { max: 1 });
  try {
    await withClient(url, refuseWhileRestoring);
    return [...(await lookInto(url, database, config)), ...(await lookAtSample(config, database))];
  } catch (thrown) {
    const error = await explainTables(url, thrown);
    if (!(error instanceof HotlineError)) throw error;
    return [fault(ABOUT, error.message, error.remedy ?? 'Check that PostgreSQL is running.')];
  } finally {
    await database.close();
  }
}

/** Where real phones ring, the sample's customers and PINs have no place. */
async function lookAtSample({ carrier, secretKey }: Config, database: Database): Promise<Finding[]> {
  if (!carrier || !isRealCarrier(carrier)) return [];
  const [tables] = await database.query<{ there: boolean }>(
    "select to_regclass('contacts') is not null as there",
  );
  if (!tables?.there) return [];
  const sample = await sampleInForce(database, createPinHasher(secretKey), now());
  if (sample.length === 0) return [];
  const remedy = 'Retire them, or give them new PINs: anybody can read the sample.';
  return [warning('sample', `entries in use: ${sample.join('; ')}`, remedy)];
}

async function addressOf({ databaseUrl, dataDir }: Config): Promise<string | Finding> {
  if (databaseUrl !== undefined) return databaseUrl;
  const remedy = 'Start the service (npm start) and run this again; its contents were not checked.';
  const found = await findEmbedded(dataDir);
  if (found === 'missing') return warning(ABOUT, 'the embedded database is not set up yet', remedy);
  if (found === 'stopped') return warning(ABOUT, 'the embedded database is not running', remedy);
  return found.url;
}

async function lookInto(url: string, database: Database, config: Config): Promise<Finding[]> {
  const [server] = await database.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  const findings = [ok(ABOUT, `PostgreSQL ${server?.version}`), await lookAtClock(database)];
  const { names, unknown } = await findPendingMigrations(url, migrationNames());
  if (names.length > 0) {
    const remedy = 'Start the service: it updates them.';
    return [...findings, warning('tables', `${count(names.length, 'migration')} missing`, remedy)];
  }
  const registry = await loadRegistry(database);
  const coverage = lookAtCoverage(await listSchedules(database));
  const pins = [...(await lookAtPins(database)), ...(await lookAtPinKeys(database, config))];
  const directory = [...lookAtDirectory(registry), ...lookAtZones(registry), ...pins];
  const ahead = await lookAtOutlook(database, now());
  const people = [...coverage, ...ahead, ...(await lookAtReadiness(database, now()))];
  const reports = await lookAtReports(database, config, now());
  const ledger = await lookAtLedger(database, now());
  const checkpoints = await lookAtCheckpoints(database, config, now());
  return [
    ...findings,
    lookAtNewer(unknown),
    await lookAtWorkers(database),
    await lookAtLateness(database),
    ...(await lookAtLine(database, config, now())),
    ...directory,
    ...(await lookAtDirectoryFile(config)),
    ...(await lookAtUsers(database, config)),
    ...people,
    ...ledger,
    ...checkpoints,
    await lookAtRetentionKept(database, now()),
    ...reports,
  ];
}

async function lookAtDirectoryFile(config: Config): Promise<Finding[]> {
  const found = await unreadableFile(config);
  return found ? [warning('directory file', found.message, found.remedy)] : [];
}

/** Before anything is due, nothing else shows that nobody would do it. */
async function lookAtWorkers(database: Database): Promise<Finding> {
  const there = await countThere(database, SILENT_MS);
  if (there > 0) return ok('workers', there === 1 ? 'one runs' : `${there} run`);
  return warning(
    'workers',
    'none runs: nobody is paged',
    'Start the service, or a process with ROLE=worker.',
  );
}

/** Work that is late by less than this only waits for its turn. */
const LATE_SECONDS = 15;

/** How late the oldest work that is due is: where none is late, somebody does it. */
async function lookAtLateness(database: Database): Promise<Finding> {
  const about = 'queue';
  // by the clock of the database: this host's may be wrong, and says so in a finding of its own
  const [clock] = await database.query<{ at: Date }>('select now() as at');
  const at = clock?.at ?? now();
  const due = await readDueTimers(database, at);
  if (due.oldest === null) return ok(about, 'nothing that is due waits');
  const seconds = Math.round((at.getTime() - due.oldest.getTime()) / 1_000);
  const told = `${count(due.count, 'timer')} due, the oldest for ${seconds} s`;
  if (seconds < LATE_SECONDS) return ok(about, told);
  return warning(
    about,
    told,
    'See that a worker runs (ROLE=worker, or the service itself) and what its log says.',
  );
}

async function lookAtClock(database: Database): Promise<Finding> {
  const before = now().getTime();
  const [row] = await database.query<{ at: Date }>('select clock_timestamp() as at');
  const after = now().getTime();
  const offsetMs = (row?.at.getTime() ?? before) - (before + after) / 2;
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(1);
  if (Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS) return ok('clock', "agrees with the database's");
  const message = `this host is ${seconds} s ${offsetMs > 0 ? 'behind' : 'ahead of'} the database`;
  return warning(
    'clock',
    message,
    "Let both take their time from NTP; until then the database's clock is followed.",
  );
}

/** A version may run beside the next one, while that is rolled out or back; whoever forgot one of them learns of it here. */
function lookAtNewer(unknown: readonly string[]): Finding {
  if (unknown.length === 0) return ok('tables', 'up to date');
  const remedy =
    'That is right while a newer version is rolled out or back. Otherwise start that version again, and run its doctor.';
  return warning(
    'tables',
    `of a newer version than this one: ${unknown.slice(0, MAX_NAMED).join(', ')}`,
    remedy,
  );
}

function lookAtDirectory(registry: Registry): Finding[] {
  const { customers, engineers, schedules, supervisors } = registry;
  const about = 'directory';
  if (customers.size === 0) {
    const remedy = 'Import one: npm run hotline -- directory import FILE';
    return [warning(about, 'there are no customers', remedy)];
  }
  const contacts = [...customers.values()].reduce((sum, customer) => sum + customer.contacts.length, 0);
  const parts = [
    count(customers.size, 'customer'),
    count(contacts, 'contact'),
    count(engineers.size, 'engineer'),
    count(schedules.size, 'schedule'),
  ];
  const imported = [ok(about, parts.join(', ')), ...lookAtSharedPhones(registry)];
  if (supervisors?.phones.length) return imported;
  const remedy = 'Add them to the directory: they are the last resort and the emergency number.';
  return [...imported, warning('supervisors', 'there are none', remedy)];
}

/** Who calls from such a phone is taken for the customer, and a callback rings one of our own. */
function lookAtSharedPhones({ customers, engineers, supervisors }: Registry): Finding[] {
  const ours = new Set(
    [...engineers.values()].flatMap(({ phones }) => phones).concat(supervisors?.phones ?? []),
  );
  const shared = [...customers].flatMap(([number, { contacts }]) =>
    contacts
      .filter(({ phones }) => phones.some((phone) => ours.has(phone)))
      .map(({ name }) => `${name} (${number})`),
  );
  if (shared.length === 0) return [];
  const message = `contacts whose phone is also an engineer's or supervisor's: ${shared.slice(0, MAX_NAMED).join(', ')}`;
  return [warning('phones', message, 'Give each of them a separate number.')];
}

/** Who is on call in the next two weeks. */
function lookAtCoverage(schedules: Registry['schedules']): Finding[] {
  const from = DateTime.fromJSDate(now());
  const until = from.plus({ days: COVERAGE_DAYS });
  return [...schedules].map(([name, schedule]) => {
    const about = `on call: ${name}`;
    const gaps = coverageGaps(schedule, from.toJSDate(), until.toJSDate());
    const [first] = gaps;
    if (first === undefined) {
      const when = schedule.covers === 'office' ? 'in all office hours' : 'at any time';
      return ok(about, `somebody ${when} of the next ${COVERAGE_DAYS} days`);
    }
    const begins = sayInZone(first.from, schedule.timezone);
    const message = `nobody in ${count(gaps.length, 'gap')} of the next ${COVERAGE_DAYS} days, first from ${begins}`;
    return warning(
      about,
      message,
      'Add a layer or an override, or make sure that no policy relies on this schedule alone.',
    );
  });
}
