import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import type { Fault } from '../../platform/errors.ts';
import { type Skipped, withoutErased } from '../customers/erased.ts';
import { type FormerHolder, findFormerHolders } from '../customers/former-holder-store.ts';
import { hashPins } from '../customers/hash-pins.ts';
import type { PinHasher } from '../customers/pin-hasher.ts';
import type { Directory } from '../directory-entry/directory.ts';
import {
  type DirectoryReading,
  type ReadOptions,
  readDirectoryFile,
} from '../directory-entry/directory-file.ts';
import { loadRegistry, lockRegistry, type Registry } from '../directory-entry/directory-store.ts';
import { type LostMention, lostMentions } from '../directory-entry/lost-mentions.ts';
import { merged, NOTHING_KEPT, withKept } from '../directory-entry/managed-by.ts';
import { handBackAll } from '../directory-entry/source-store.ts';
import { listOverridesAhead } from '../oncall/override-store.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { OPERATOR } from '../users/operator.ts';
import { applyImport } from './import-store.ts';
import { type LostWay, lostWaysBy } from './lost-ways.ts';
import { loadKept } from './managed-by-store.ts';
import {
  type ImportCounts,
  type ImportPlan,
  type PinClash,
  type PinHashOf,
  planImport,
} from './plan-import.ts';
import { type KeptReport, reportKept } from './report-managed.ts';

export interface ImportOptions extends Omit<ReadOptions, 'current' | 'kept'> {
  pins: PinHasher;
  /** told after each PIN, which takes its time, how many are done and how many there are */
  onPin?: (done: number, of: number) => void;
  now: Date;
  /** Who did it, for the audit trail; left out: nothing is written there. */
  by?: Doer;
  /** Whether the file takes over what was changed in the console, too; otherwise that is kept as it is. */
  takeOver?: boolean;
  /**
   * Contacts who were erased and are let in again, by name; true: all whom the file names. Customers who have left and come back
   * under another name, by number, and never all: a stranger under the number would have what is theirs.
   */
  takeBack?: readonly string[] | true;
  /** Makes the change and looks at what came of it: if it is worse, everything is taken back, unless `acceptWorse`. */
  judge?: Judge;
  /** What is worse is told, and no reason to refuse the file. */
  acceptWorse?: boolean;
  /** Tells what would be done, and does nothing. */
  dryRun?: boolean;
}

/** @returns what is worse with the change that it has made; empty: nothing */
export type Judge = (tx: Db, change: () => Promise<void>) => Promise<Fault[]>;

const NOT_JUDGED: Judge = async (_tx, change) => {
  await change();
  return [];
};

/** An import that ends when all was changed: what it changed is taken back. */
class TakenBack extends Error {
  override readonly name = 'TakenBack';
  readonly result: ImportResult;

  constructor(result: ImportResult) {
    super('the import was taken back');
    this.result = result;
  }
}

export type ImportResult =
  | {
      imported: ImportCounts;
      kept: KeptReport[];
      warnings: Fault[];
      /** contacts who were erased and are left out, with the line */
      erased: Fault[];
      /** what is worse, and was accepted */
      worse: Fault[];
      faults?: never;
    }
  | { imported?: never; faults: Fault[] };

/**
 * Imports a directory file in one transaction: changes what differs, and nothing at all if there is one fault. Two
 * imports at once come one after the other; the second is held against what the first left.
 * @param text YAML 1.2
 * @param file the name that faults give
 * @param options with `replace`, what the file does not name is retired, otherwise it stays as it is; what was changed in
 *   the console is left alone either way, unless `takeOver`
 * @returns what was done, with those entries that the file would have changed had the console not
 */
export async function importDirectory(
  database: Database,
  text: string,
  file: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const { pins, now, replace = false, takeOver = false, takeBack = [], judge = NOT_JUDGED } = options;
  const { by = OPERATOR } = options;
  const lookUp = async (db: Db) => ({
    current: await loadRegistry(db),
    kept: takeOver ? NOTHING_KEPT : await loadKept(db),
  });
  const before = await lookUp(database);
  const reading = readDirectoryFile(text, file, { ...options, ...before });
  const { directory } = reading;
  if (!directory) return { faults: reading.faults };
  // slow, so it is done before anybody has to wait for the lock
  const pinHashOf = await hashesOf(database, directory, pins, options.onPin);
  try {
    return await database.transaction<ImportResult>(async (tx) => {
      await lockRegistry(tx);
      if (takeOver) await handBackAll(tx);
      const { current, kept } = await lookUp(tx);
      if (!isDeepStrictEqual({ current, kept }, before)) {
        const { faults } = readDirectoryFile(text, file, { ...options, current, kept });
        if (faults.length > 0) return { faults };
      }
      const isTakenBack = (name: string) => takeBack === true || takeBack.includes(name);
      const { directory: allowed, skipped } = await withoutErased({ tx, now }, directory, current, {
        pins,
        by,
        isTakenBack,
      });
      const wanted = withKept(allowed, current, kept);
      const lost = lostMentions(replace ? wanted : merged(current, wanted));
      if (lost.length > 0) return { faults: lost.map((mention) => mentionLost(reading, mention)) };
      const { plan, clashes } = planImport(current, wanted, { replace, pinHashOf });
      if (!plan) return { faults: clashes.map((clash) => pinTaken(reading, clash)) };
      const { needed, left } = await overridesAhead(tx, plan, now);
      const faults = [
        ...(await formerHolders(tx, plan, current))
          .filter(({ number }) => takeBack === true || !takeBack.includes(number))
          .map((one) => numberWasAnothers(reading, one)),
        ...needed.map((one) => overridesStill(reading, one)),
      ];
      if (faults.length > 0) return { faults };
      let lostWays: LostWay[] = [];
      const apply = async () => {
        lostWays = await lostWaysBy(tx, () => applyImport(tx, plan, now), now);
        await writeDown({ tx, now }, options.by, plan, file);
      };
      const worse = await acceptable(judge(tx, apply), options);
      return unlessTried(options, {
        imported: plan.counts,
        worse,
        warnings: [
          ...reading.warnings,
          ...lostWays.map((one) => wayLost(reading, one)),
          ...left.map((one) => overrideLeft(reading, one)),
        ],
        kept: reportKept(current, allowed, kept, { replace, pinHashOf }),
        erased: skipped.map((one) => wasErased(reading, one)),
      });
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.result;
    const fault = constraintFault(error, file);
    if (!fault) throw error;
    return { faults: [fault] };
  }
}

async function writeDown(
  { tx, now }: Work,
  by: Doer | undefined,
  plan: Pick<ImportPlan, 'counts'>,
  file: string,
): Promise<void> {
  const detail = detailOf(plan.counts, file);
  if (by && detail) await addAuditEntry(tx, by, { action: 'directory-imported', detail }, now);
}

/** How many entries were changed in which way, for the audit trail; null: none was. */
function detailOf(counts: ImportCounts, file: string): Record<string, unknown> | null {
  const kinds = Object.entries(counts).map(([kind, { added, changed, retired }]) => {
    const done = Object.entries({ new: added, changed, retired }).filter(([, number]) => number > 0);
    return [kind, done.map(([what, number]) => `${number} ${what}`).join(' ')] as const;
  });
  const touched = kinds.filter(([, done]) => done !== '');
  return touched.length > 0 ? { file: basename(file), ...Object.fromEntries(touched) } : null;
}

/** @returns what is worse, and accepted */
async function acceptable(
  judged: Promise<Fault[]>,
  { acceptWorse = false }: Pick<ImportOptions, 'acceptWorse'>,
): Promise<Fault[]> {
  const worse = await judged;
  if (worse.length > 0 && !acceptWorse) throw new TakenBack({ faults: worse });
  return worse;
}

function unlessTried({ dryRun = false }: Pick<ImportOptions, 'dryRun'>, result: ImportResult): ImportResult {
  if (dryRun) throw new TakenBack(result);
  return result;
}

async function hashesOf(
  db: Db,
  directory: Directory,
  pins: PinHasher,
  onPin: ImportOptions['onPin'],
): Promise<PinHashOf> {
  const wanted = [...directory.customers].flatMap(([customerNumber, { contacts }]) =>
    contacts.flatMap(({ name, pin }) => (pin === undefined ? [] : { customerNumber, name, pin })),
  );
  const hashes = await hashPins(db, pins, wanted, { onPin });
  const keyOf = (customer: string, contact: string) => `${customer} ${contact}`;
  const byName = new Map([...hashes].map(([one, hash]) => [keyOf(one.customerNumber, one.name), hash]));
  return (customer, contact) => byName.get(keyOf(customer, contact));
}

function wasErased({ faultAt }: DirectoryReading, { customerNumber, index, erasedAt }: Skipped): Fault {
  return faultAt(
    ['customers', customerNumber, 'contacts', index],
    `was erased on ${erasedAt.toISOString().slice(0, 10)}, and is left out.`,
    'Take the entry out of the file; if they have come back, or it is somebody else, import with --take-back and the name.',
  );
}

function pinTaken({ directory, faultAt }: DirectoryReading, { customer, contact }: PinClash): Fault {
  const contacts = directory?.customers.get(customer)?.contacts ?? [];
  const index = contacts.findIndex(({ name }) => name === contact);
  return faultAt(
    ['customers', customer, 'contacts', index, 'pin'],
    'is the PIN of another contact of this customer who is in force.',
    'Choose another: the PIN tells which contact is calling.',
  );
}

/** Nobody new gets the number of a customer who has left, and whose tickets stand under it. */
async function formerHolders(tx: Tx, { customers }: ImportPlan, current: Registry): Promise<FormerHolder[]> {
  const added = [...customers.write].filter(([number]) => !current.customers.has(number));
  const named = added.map(([number, { name }]) => ({ number, name }));
  return [...(await findFormerHolders(tx, named)).values()];
}

function numberWasAnothers({ faultAt }: DirectoryReading, { number, name, until }: FormerHolder): Fault {
  return faultAt(
    ['customers', number],
    `was the number of ${name} until ${until.toISOString().slice(0, 10)}, whose tickets, calls and reports stay under it.`,
    `Give the new customer a number of their own; if they are ${name} under a new name, import with --take-back ${number}.`,
  );
}

function mentionLost({ faultAt }: DirectoryReading, { path, section, name }: LostMention): Fault {
  return faultAt(
    path,
    `mentions "${name}" of ${section}, which would not be in force: it was changed in the console, or what mentions it was.`,
    'Change it in the console, too, or import with --take-over.',
  );
}

type Overriding = Awaited<ReturnType<typeof listOverridesAhead>>[number];

/**
 * A page must never go to somebody who has left, nor be kept by them from whom the layers name.
 * @returns `needed`: those whose engineer must stay for them; `left`: those that go with their schedule
 */
async function overridesAhead(
  tx: Tx,
  { changes }: ImportPlan,
  now: Date,
): Promise<{ needed: Overriding[]; left: Overriding[] }> {
  const [engineers, schedules] = [changes.engineers.retire, changes.schedules.retire];
  const ahead = await listOverridesAhead(tx, { engineers, schedules }, now);
  const isLeft = ({ schedule }: Overriding) => schedules.includes(schedule);
  return { needed: ahead.filter((one) => !isLeft(one)), left: ahead.filter(isLeft) };
}

function overridesStill({ faultAt }: DirectoryReading, { schedule, engineer, until }: Overriding): Fault {
  return faultAt(
    ['schedules', schedule],
    `has "${engineer}" on call until ${until} by an override of the console, and the file takes them out of force.`,
    'Take the override back in the console, or keep them in the file until then.',
  );
}

/** So many tickets are named; whoever has more of them open looks at the board. */
const MAX_NAMED = 10;

function wayLost({ faultAt }: DirectoryReading, { policy, targets, tickets }: LostWay): Fault {
  const named = tickets.slice(0, MAX_NAMED).join(', ');
  const more = tickets.length > MAX_NAMED ? ` and ${tickets.length - MAX_NAMED} more` : '';
  return faultAt(
    ['escalations'],
    `keep "${policy}" for ticket ${named}${more} until answered, and nobody in force is behind its ${targets.join(', ')} any more.`,
    'Hand over what is urgent in the console, or keep the old names in the file until then.',
  );
}

/** Overrides go by the key of a schedule: one that is called otherwise by the file is another. */
function overrideLeft({ faultAt }: DirectoryReading, { schedule, engineer, until }: Overriding): Fault {
  return faultAt(
    ['schedules'],
    `lose "${schedule}", and with it the override of the console by which "${engineer}" is on call there until ${until}.`,
    'If the schedule only has another name now, make the override again there.',
  );
}

/** The laws that the database keeps itself, for changes that were made beside the import at the same moment. */
const CONSTRAINTS: Record<string, string> = {
  contacts_seat_exists: 'A customer has more contacts than its plan has seats.',
  contacts_seat_taken_once: 'Two contacts were given the same seat at the same moment.',
  contacts_pin_unique: 'Two contacts of a customer were given the same PIN at the same moment.',
  contacts_pin_of_all: 'A contact would have the PIN of a deputy.',
  contacts_name_unique: 'Two contacts of a customer were given the same name at the same moment.',
};

function constraintFault(error: unknown, file: string): Fault | undefined {
  const constraint = (error as { constraint?: unknown } | null)?.constraint;
  const message = typeof constraint === 'string' ? CONSTRAINTS[constraint] : undefined;
  const remedy = 'Export the directory, compare it with this file, and import again.';
  return message === undefined ? undefined : { file, line: 0, message, remedy };
}
