import type { Fault } from '../../platform/errors.ts';
import { readYamlSource } from '../../platform/yaml-source.ts';
import { type Listed, missingPins, missingSeats, repeatedContacts } from './check-contacts.ts';
import { type Directory, emptyDirectory } from './directory.ts';
import {
  type CalendarEntry,
  type ContactEntry,
  calendarSchema,
  type ScheduleInFile,
  type Schemas,
  schemasFor,
} from './directory-schema.ts';
import { asGroup, describePath, EntryReader, type FaultAt, type Group, isGroup } from './entry-reader.ts';
import { countrySchema, customerNumberSchema, engineerKeySchema } from './entry-values.ts';
import { landlineContacts } from './landline-contacts.ts';
import { contactsWithKept, type Kept, keptPart, NOTHING_KEPT, standingWith } from './managed-by.ts';
import type { Mentioned, OwnNumbers } from './mentions.ts';
import type { CountryCode } from './phone.ts';
import { uncoveredPlans } from './uncovered-plans.ts';
import { type UnfitSteps, unfitPolicies } from './unfit-policies.ts';
import { type UnreachedTargets, unreachedPlans } from './unreached-plans.ts';
import { unspokenLanguages } from './unspoken-languages.ts';

export interface ReadOptions {
  /** What is wrong with a calendar, a sentence each; the rules live beside the clock that uses calendars. */
  calendarFaults: (calendar: CalendarEntry) => string[];
  /** What is wrong with a schedule, a sentence each; the rules live beside those who ask who is on call. */
  scheduleFaults: (schedule: ScheduleInFile) => string[];
  /** What is odd about a calendar or schedule without being a fault; asked only where there is no fault. */
  calendarWarnings?: (calendar: CalendarEntry) => string[];
  scheduleWarnings?: (schedule: ScheduleInFile) => string[];
  /** Whether some schedules together are meant to have nobody on call at some hours of the week. */
  leaveHoursOut?: (schedules: readonly ScheduleInFile[]) => boolean;
  /** The steps of a policy that do not fit a plan's windows. */
  unfitSteps?: UnfitSteps;
  /** The targets of a plan for which a calendar does not open for long enough, asked as of `now`. */
  unreachedTargets?: UnreachedTargets;
  now?: Date;
  /** The languages that the hotline speaks, the usual one first; none: they are not known. */
  spoken?: readonly string[];
  /** What is in force and may be mentioned. Without it the file is the whole directory, and PINs may be missing. */
  current?: Directory;
  /** What of it the file leaves alone, since it was changed in the console. */
  kept?: Kept;
  /** The hotline's own numbers: they are nobody's. */
  own?: OwnNumbers;
  /** Whether the file takes the place of all that is in force and not kept. */
  replace?: boolean;
}

export type DirectoryReading =
  | { directory: Directory; faults: []; warnings: Fault[]; faultAt: FaultAt }
  | { directory: undefined; faults: Fault[]; warnings: Fault[]; faultAt: FaultAt };

const KEYS = [
  'country',
  'calendars',
  'plans',
  'engineers',
  'schedules',
  'escalations',
  'supervisors',
  'customers',
] as const;

export const DEFAULT_COUNTRY: CountryCode = 'DE';

/**
 * Reads a directory file, entry by entry, so that a fault in one hides none in the others.
 * @param text YAML 1.2
 * @param file the name that faults give
 * @returns what the file says, or every fault in it, in the order of its lines
 */
export function readDirectoryFile(text: string, file: string, options: ReadOptions): DirectoryReading {
  const source = readYamlSource(text, file);
  const faultAt: FaultAt = (path, message, remedy) => ({
    file,
    line: source.lineOf(path),
    message: path.length > 0 ? `${describePath(path)} ${message}` : message,
    remedy,
  });
  const reader = new EntryReader(faultAt, source.faults);
  const directory = emptyDirectory();
  if (isGroup(source.value)) readRoot(reader, source.value, directory, options);
  else if (source.value !== undefined) {
    const message = source.value === null ? 'The file is empty.' : 'The file is not a directory.';
    reader.fault([], message, `Begin with one of the keys ${KEYS.join(', ')}.`);
  }
  const { unreachedTargets, now } = options;
  if (unreachedTargets && now) {
    const standing = standingWith(directory, options);
    reader.faults.push(...unreachedPlans(directory, standing, { unreachedTargets, now, faultAt }));
  }
  const faults = reader.faults.toSorted((one, other) => one.line - other.line);
  if (faults.length > 0) return { directory: undefined, faults, warnings: [], faultAt };
  return { directory, faults: [], warnings: warningsOf(directory, options, faultAt), faultAt };
}

/** In the order of the file. */
function warningsOf(directory: Directory, options: ReadOptions, faultAt: FaultAt): Fault[] {
  const { calendarWarnings = () => [], scheduleWarnings = () => [] } = options;
  const { leaveHoursOut = () => false, unfitSteps = () => [] } = options;
  const reader = new EntryReader(faultAt, []);
  const oddity = { verdict: 'looks odd:', remedy: 'Correct it, or leave it if it is meant.' };
  reader.judge('calendars', directory.calendars, calendarWarnings, oddity);
  reader.judge('schedules', directory.schedules, scheduleWarnings, oddity);
  const warnings = [
    ...reader.faults,
    ...uncoveredPlans(directory, leaveHoursOut, faultAt),
    ...unfitPolicies(directory, unfitSteps, faultAt),
    ...landlineContacts(directory, faultAt),
    ...unspokenLanguages(directory, options.spoken ?? [], faultAt),
  ];
  return warnings.toSorted((one, other) => one.line - other.line);
}

function readRoot(reader: EntryReader, root: Group, directory: Directory, options: ReadOptions): void {
  const { current, kept = NOTHING_KEPT, replace, calendarFaults, scheduleFaults } = options;
  const staying = current && replace ? keptPart(current, kept) : current;
  // names of entries with faults count, too: to mention one of those is not a fault of its own
  const names = (section: Mentioned) =>
    new Set([...Object.keys(asGroup(root[section])), ...(staying?.[section].keys() ?? [])]);

  reader.refuseUnknownKeys(root, KEYS);
  const country = reader.check(countrySchema.default(DEFAULT_COUNTRY), root.country, ['country']);
  const schemas = schemasFor({
    country: country ?? DEFAULT_COUNTRY,
    own: options.own,
    names: {
      calendars: names('calendars'),
      plans: names('plans'),
      engineers: names('engineers'),
      schedules: names('schedules'),
      escalations: names('escalations'),
    },
    hasSupervisors: root.supervisors !== undefined || staying?.supervisors !== undefined,
  });
  directory.calendars = reader.section(root, 'calendars', calendarSchema);
  directory.plans = reader.section(root, 'plans', schemas.plan);
  directory.engineers = reader.section(root, 'engineers', schemas.engineer, engineerKeySchema);
  directory.schedules = reader.section(root, 'schedules', schemas.schedule);
  directory.escalations = reader.section(root, 'escalations', schemas.escalation);
  directory.supervisors = reader.check(schemas.supervisors.optional(), root.supervisors, ['supervisors']);
  reader.judge('calendars', directory.calendars, calendarFaults);
  reader.judge('schedules', directory.schedules, scheduleFaults);

  const listed = readCustomers(reader, root, directory, schemas);
  const beside = listedWithKept(listed, current, kept);
  checkSeats(reader, beside, staying, { replace, seatsOf: seatsIn(root.plans, staying, kept) });
  if (current) {
    for (const [number, { contacts }] of listed) {
      const inForce = current.customers.get(number)?.contacts.map(({ name }) => name) ?? [];
      const gone = kept.contacts.get(number)?.keys() ?? [];
      reader.faults.push(...missingPins(number, contacts, [...inForce, ...gone], reader.faultAt));
    }
  }
}

/** Fills in the customers without a fault; returns all of them, as far as their contacts are concerned. */
function readCustomers(reader: EntryReader, root: Group, directory: Directory, schemas: Schemas) {
  const listed = new Map<string, Listed>();
  for (const [number, value] of reader.entries(root, 'customers', customerNumberSchema)) {
    const path = ['customers', number];
    const entry = reader.check(schemas.customer, value, path);
    const { plan, contacts: list } = asGroup(value);
    const contacts = (Array.isArray(list) ? list : []).map(
      (contact: unknown, index) =>
        reader.check(schemas.contact, contact, [...path, 'contacts', index]) ?? standIn(contact, index),
    );
    reader.faults.push(...repeatedContacts(number, contacts, reader.faultAt));
    listed.set(number, { plan: typeof plan === 'string' ? plan : undefined, contacts });
    if (!entry) continue;
    const { contacts: _unchecked, ...header } = entry;
    directory.customers.set(number, { header, contacts });
  }
  return listed;
}

/** Keeps the seat of a contact with a fault, so that seats, names and PINs are still counted rightly. */
function standIn(value: unknown, index: number): ContactEntry {
  const { name, pin } = asGroup(value);
  return {
    name: typeof name === 'string' ? name : `contact ${index + 1}`,
    phones: [],
    // with any text but a PIN's, the contact is not reported once more as one without
    pin: typeof pin === 'string' ? pin : `none ${index + 1}`,
    language: '',
  };
}

/** The customers of a file as they will stand beside what is kept. */
function listedWithKept(
  listed: Map<string, Listed>,
  current: Directory | undefined,
  kept: Kept,
): Map<string, Listed> {
  const standing = [...listed].flatMap(([number, { plan, contacts }]) => {
    const mark = kept.customers.get(number);
    const before = current?.customers.get(number);
    if (mark?.retired) return [];
    return [
      [
        number,
        {
          plan: mark ? before?.header.plan : plan,
          contacts: contactsWithKept(contacts, before?.contacts ?? [], kept.contacts.get(number)),
        },
      ] as const,
    ];
  });
  return new Map(standing);
}

/** How many seats a plan will have; undefined if that cannot be said. */
function seatsIn(plans: unknown, staying: Directory | undefined, kept: Kept) {
  const written = asGroup(plans);
  return (plan: string): number | undefined => {
    if (kept.plans.has(plan) || !Object.hasOwn(written, plan)) return staying?.plans.get(plan)?.seats;
    // read as it was written, since a plan with a fault elsewhere still says how many seats it has
    const { seats } = asGroup(written[plan]);
    return Number.isInteger(seats) ? Number(seats) : undefined;
  };
}

function checkSeats(
  reader: EntryReader,
  listed: Map<string, Listed>,
  staying: Directory | undefined,
  { replace, seatsOf }: { replace: boolean | undefined; seatsOf: (plan: string) => number | undefined },
): void {
  const seated = [...(staying?.customers ?? [])].map(([number, { header, contacts }]) => {
    // of a customer whom a replacing file names, only those contacts stay that are among the listed already
    const others = replace && listed.has(number) ? [] : contacts.map(({ name }) => name);
    return [number, { plan: header.plan, contacts: others }] as const;
  });
  reader.faults.push(...missingSeats(listed, new Map(seated), seatsOf, reader.faultAt));
}
