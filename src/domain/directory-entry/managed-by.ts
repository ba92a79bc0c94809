import { type CustomerEntry, type Directory, emptyDirectory, type Section } from './directory.ts';

/** An entry that was changed in the console, or retired there, and which a directory file therefore leaves alone. */
export interface KeptEntry {
  changedAt: Date | null;
  changedBy: string | null;
  retired: boolean;
}

/** Everything that is kept: entries by kind and name, contacts by customer and name. */
export interface Kept extends Record<Section, ReadonlyMap<string, KeptEntry>> {
  contacts: ReadonlyMap<string, ReadonlyMap<string, KeptEntry>>;
  /** they are one entry without a name */
  supervisors: KeptEntry | null;
}

export const NOTHING_KEPT: Kept = {
  calendars: new Map(),
  plans: new Map(),
  engineers: new Map(),
  schedules: new Map(),
  escalations: new Map(),
  customers: new Map(),
  contacts: new Map(),
  supervisors: null,
};

/** What stands of the present whatever a file says, also one that replaces everything. */
export function keptPart<C extends { name: string }>(current: Directory<C>, kept: Kept): Directory<C> {
  return {
    ...emptyDirectory<C>(),
    calendars: keptOf(current.calendars, kept.calendars),
    plans: keptOf(current.plans, kept.plans),
    engineers: keptOf(current.engineers, kept.engineers),
    schedules: keptOf(current.schedules, kept.schedules),
    escalations: keptOf(current.escalations, kept.escalations),
    supervisors: kept.supervisors ? current.supervisors : undefined,
    customers: keptOf(current.customers, kept.customers),
  };
}

function keptOf<T>(entries: Map<string, T>, kept: ReadonlyMap<string, KeptEntry>): Map<string, T> {
  return new Map([...entries].filter(([name]) => kept.has(name)));
}

/** What will be in force with a file: alone where nothing is in force yet, or it takes the place of all that is not kept. */
export function standingWith<C extends { name: string }>(
  file: Directory,
  {
    current,
    kept = NOTHING_KEPT,
    replace = false,
  }: { current?: Directory<C>; kept?: Kept; replace?: boolean },
): Directory<unknown> {
  if (!current) return file;
  const wanted = withKept(file, current, kept);
  return replace ? wanted : merged(current, wanted);
}

/** What will be in force when a file adds to what is. */
export function merged(current: Directory<unknown>, wanted: Directory<unknown>): Directory<unknown> {
  const both = <T>(before: Map<string, T>, after: Map<string, T>) => new Map([...before, ...after]);
  return {
    calendars: both(current.calendars, wanted.calendars),
    plans: both(current.plans, wanted.plans),
    engineers: both(current.engineers, wanted.engineers),
    schedules: both(current.schedules, wanted.schedules),
    escalations: both(current.escalations, wanted.escalations),
    supervisors: wanted.supervisors ?? current.supervisors,
    customers: both<CustomerEntry<unknown>>(current.customers, wanted.customers),
  };
}

/**
 * What a file asks for, with everything kept put back as it stands: kept entries are as now, what the console retired is
 * gone, whether the file names them or not.
 */
export function withKept<C extends { name: string }, W extends { name: string }>(
  wanted: Directory<W>,
  current: Directory<C>,
  kept: Kept,
): Directory<C | W> {
  const overlaid = <T>(section: Section, after: Map<string, T>, before: Map<string, T>) =>
    overlay(after, before, kept[section]);
  return {
    calendars: overlaid('calendars', wanted.calendars, current.calendars),
    plans: overlaid('plans', wanted.plans, current.plans),
    engineers: overlaid('engineers', wanted.engineers, current.engineers),
    schedules: overlaid('schedules', wanted.schedules, current.schedules),
    escalations: overlaid('escalations', wanted.escalations, current.escalations),
    supervisors: kept.supervisors ? current.supervisors : wanted.supervisors,
    customers: customersWithKept(wanted, current, kept),
  };
}

function overlay<T>(
  after: Map<string, T>,
  before: Map<string, T>,
  kept: ReadonlyMap<string, KeptEntry>,
): Map<string, T> {
  const free = [...after].filter(([name]) => !kept.has(name));
  return new Map([...free, ...keptOf(before, kept)]);
}

/** A kept customer that the file does not name keeps its seats, too; one that the file names has its kept contacts kept. */
function customersWithKept<C extends { name: string }, W extends { name: string }>(
  wanted: Directory<W>,
  current: Directory<C>,
  kept: Kept,
): Directory<C | W>['customers'] {
  const numbers = new Set([...wanted.customers.keys(), ...kept.customers.keys()]);
  const entries = [...numbers].flatMap((number) => {
    const after = wanted.customers.get(number);
    const before = current.customers.get(number);
    const isKept = kept.customers.has(number);
    const header = isKept ? before?.header : after?.header;
    if (!header) return [];
    const contacts = after
      ? contactsWithKept(after.contacts, before?.contacts ?? [], kept.contacts.get(number))
      : (before?.contacts ?? []);
    return [[number, { header, contacts }] as const];
  });
  return new Map(entries);
}

/** Contacts in the order of the file, then those whom only the console knows. */
export function contactsWithKept<C extends { name: string }, W extends { name: string }>(
  after: readonly W[],
  before: readonly C[],
  kept: ReadonlyMap<string, KeptEntry> = new Map(),
): (C | W)[] {
  const standing = new Map(before.filter(({ name }) => kept.has(name)).map((one) => [one.name, one]));
  const named = after.flatMap((contact): (C | W)[] => {
    const held = standing.get(contact.name);
    if (held) return [held];
    return kept.has(contact.name) ? [] : [contact];
  });
  const names = new Set(after.map(({ name }) => name));
  return [...named, ...[...standing.values()].filter(({ name }) => !names.has(name))];
}
