import { isDeepStrictEqual } from 'node:util';
import { assignSeats } from '../customers/assign-seats.ts';
import type { CustomerEntry, Directory, Section } from '../directory-entry/directory.ts';
import type { ContactEntry, Supervisors } from '../directory-entry/directory-schema.ts';
import type { RegisteredContact, Registry } from '../directory-entry/directory-store.ts';

/** What an import does to one kind of entries. */
export interface Counts {
  added: number;
  changed: number;
  retired: number;
  unchanged: number;
}

export type ImportCounts = Record<Section | 'supervisors' | 'contacts', Counts>;

/** The entries of one kind that have to be written, and the names of those that have to be retired. */
export interface Changes<T> {
  write: Map<string, T>;
  retire: string[];
  counts: Counts;
}

/** A contact as it has to stand in the database. */
export interface ContactChange {
  customer: string;
  seat: number;
  name: string;
  phones: string[];
  language: string;
  pinHash: Buffer;
  /** the file gives the PIN, which therefore meets the rule */
  pinIsOfFile: boolean;
}

/** Everything an import has to write. */
export interface ImportPlan {
  changes: { [S in Exclude<Section, 'customers'>]: Changes<MapValue<Directory[S]>> };
  customers: Changes<CustomerEntry['header']>;
  supervisors: { write: Supervisors | undefined; remove: boolean };
  contacts: { add: ContactChange[]; change: (ContactChange & { id: string })[]; retire: string[] };
  counts: ImportCounts;
}

type MapValue<M> = M extends Map<string, infer V> ? V : never;

/** The stored form of a PIN that the file gives; undefined for a contact whose PIN it leaves out. */
export type PinHashOf = (customer: string, contact: string) => Buffer | undefined;

/** A PIN of the file that another contact in force has, too. */
export interface PinClash {
  customer: string;
  contact: string;
}

/**
 * Compares what is in force with what a file says.
 * @param wanted was checked against `current`: seats suffice, and every new contact has a PIN; what is kept from the file
 *   is in it as it stands
 * @param replace retires what is not wanted
 * @returns what has to be written, or the contacts whose PIN is taken
 */
export function planImport(
  current: Registry,
  wanted: Directory<ContactEntry | RegisteredContact>,
  { replace, pinHashOf }: { replace: boolean; pinHashOf: PinHashOf },
): { plan: ImportPlan; clashes: [] } | { plan: undefined; clashes: PinClash[] } {
  const compared = <T>(before: Map<string, T>, after: Map<string, T>) => compare(before, after, replace);
  const changes: ImportPlan['changes'] = {
    calendars: compared(current.calendars, wanted.calendars),
    plans: compared(current.plans, wanted.plans),
    engineers: compared(current.engineers, wanted.engineers),
    schedules: compared(current.schedules, wanted.schedules),
    escalations: compared(current.escalations, wanted.escalations),
  };
  const customers = compared(headers(current), headers(wanted));
  const supervisors = compared(single(current.supervisors), single(wanted.supervisors));

  const seatsOf = (plan: string) => (wanted.plans.get(plan) ?? current.plans.get(plan))?.seats ?? 0;
  const numbers = [...new Set([...current.customers.keys(), ...wanted.customers.keys()])];
  const perCustomer = numbers.map((customer) => {
    const before = current.customers.get(customer);
    const after = wanted.customers.get(customer);
    const seats = seatsOf((after ?? before)?.header.plan ?? '');
    return planContacts(customer, before?.contacts ?? [], after?.contacts ?? [], {
      seats,
      replace,
      pinHashOf,
    });
  });
  const clashes = perCustomer.flatMap((one) => one.clashes);
  if (clashes.length > 0) return { plan: undefined, clashes };

  const plan: ImportPlan = {
    changes,
    customers,
    supervisors: { write: supervisors.write.get(ONLY), remove: supervisors.retire.length > 0 },
    contacts: {
      add: perCustomer.flatMap((one) => one.add),
      change: perCustomer.flatMap((one) => one.change),
      retire: perCustomer.flatMap((one) => one.retire),
    },
    counts: {
      calendars: changes.calendars.counts,
      plans: changes.plans.counts,
      engineers: changes.engineers.counts,
      schedules: changes.schedules.counts,
      escalations: changes.escalations.counts,
      supervisors: supervisors.counts,
      customers: customers.counts,
      contacts: sum(perCustomer.map((one) => one.counts)),
    },
  };
  return { plan, clashes: [] };
}

function compare<T>(before: Map<string, T>, after: Map<string, T>, replace: boolean): Changes<T> {
  const differing = [...after].filter(([name, entry]) => !isDeepStrictEqual(before.get(name), entry));
  const retire = replace ? [...before.keys()].filter((name) => !after.has(name)) : [];
  const added = differing.filter(([name]) => !before.has(name)).length;
  const counts = {
    added,
    changed: differing.length - added,
    retired: retire.length,
    unchanged: [...before.keys()].length - (differing.length - added) - retire.length,
  };
  return { write: new Map(differing), retire, counts };
}

/** The supervisors are one entry without a name. */
const ONLY = 'supervisors';

function single(supervisors: Supervisors | undefined): Map<string, Supervisors> {
  return new Map(supervisors ? [[ONLY, supervisors]] : []);
}

function headers(directory: Directory<unknown>): Map<string, CustomerEntry['header']> {
  return new Map([...directory.customers].map(([number, { header }]) => [number, header]));
}

function planContacts(
  customer: string,
  before: RegisteredContact[],
  after: (ContactEntry | RegisteredContact)[],
  { seats, replace, pinHashOf }: { seats: number; replace: boolean; pinHashOf: PinHashOf },
) {
  const named = new Set(after.map(({ name }) => name));
  const unnamed = before.filter(({ name }) => !named.has(name));
  const retire = replace ? unnamed : [];
  const known = new Map(before.map((contact) => [contact.name, contact]));
  const wanted = [...(replace ? [] : unnamed), ...after].map((contact) => {
    const { name, phones, language } = contact;
    const held = known.get(name);
    const ofFile = 'pinHash' in contact ? undefined : pinHashOf(customer, name);
    const pinHash = 'pinHash' in contact ? contact.pinHash : (ofFile ?? held?.pinHash);
    if (!pinHash) throw new Error('a new contact without a PIN passed the check');
    return { held, customer, name, phones, language, pinHash, pinIsOfFile: ofFile !== undefined };
  });
  const assigned = assignSeats(
    wanted.map(({ held }) => held?.seat),
    seats,
  );
  const seated = wanted.map((contact, index) => ({ ...contact, seat: assigned[index] ?? 0 }));

  const add = seated.filter(({ held }) => !held).map(({ held: _, ...contact }) => contact);
  const change = seated.flatMap(({ held, ...contact }) =>
    held && (held.seat !== contact.seat || says(held) !== says(contact)) ? [{ id: held.id, ...contact }] : [],
  );
  const changed = seated.filter(({ held, ...contact }) => held && says(held) !== says(contact)).length;
  const clashes = seated
    .filter(({ pinHash, name }) =>
      seated.some((other) => other.name !== name && other.pinHash.equals(pinHash)),
    )
    .filter(({ name }) => pinHashOf(customer, name) !== undefined)
    .map(({ name }) => ({ customer, contact: name }));
  return {
    add,
    change,
    retire: retire.map(({ id }) => id),
    clashes,
    counts: {
      added: add.length,
      changed,
      retired: retire.length,
      unchanged: seated.length - add.length - changed,
    },
  };
}

/** What a contact entry says, in a form that can be compared; its seat is not part of it. */
function says({ phones, language, pinHash }: Omit<RegisteredContact, 'id' | 'seat' | 'name'>): string {
  return JSON.stringify([phones, language, pinHash.toString('hex')]);
}

function sum(all: Counts[]): Counts {
  const total = { added: 0, changed: 0, retired: 0, unchanged: 0 };
  for (const one of all) {
    total.added += one.added;
    total.changed += one.changed;
    total.retired += one.retired;
    total.unchanged += one.unchanged;
  }
  return total;
}
