import { Document, isScalar, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Db } from '../../platform/db/database.ts';
import { WEEKDAYS } from '../calendar/weekly-hours.ts';
import type { CustomerEntry, Directory } from '../directory-entry/directory.ts';
import type {
  CalendarEntry,
  ContactEntry,
  CreditRule,
  EscalationPolicy,
  PlanDefinition,
  ScheduleInFile,
  Supervisors,
} from '../directory-entry/directory-schema.ts';
import { loadRegistry } from '../directory-entry/directory-store.ts';

const HEADING = `# PINs are never exported. Whoever is a contact already keeps theirs when this file is imported;
# a new contact needs a pin. Overrides that were made in the console are not in here: they stand, whatever a file says.
`;

/** Everything in force as a directory file, which can be imported as it is. */
export async function exportDirectory(db: Db): Promise<string> {
  return writeDirectory(await loadRegistry(db));
}

/** A directory as a file: entries by name, contacts by seat, keys as in the sample; PINs are left out. */
export function writeDirectory(directory: Directory): string {
  const file = {
    ...section('calendars', directory.calendars, writeCalendar),
    ...section('plans', directory.plans, writePlan),
    ...section('engineers', directory.engineers, ({ name, phones, languages }) => ({
      name,
      phones,
      languages,
    })),
    ...section('schedules', directory.schedules, writeSchedule),
    ...section('escalations', directory.escalations, writeEscalation),
    ...(directory.supervisors ? { supervisors: writeSupervisors(directory.supervisors) } : {}),
    ...section('customers', directory.customers, writeCustomer),
  };
  // repeated lists are written out: an alias would tie entries together that only happen to be equal
  const document = new Document(file, { aliasDuplicateObjects: false });
  visit(document, {
    Map: (_, map) =>
      keepOnOneLine(
        map,
        map.items.map(({ value }) => value),
      ),
    Seq: (_, list) => keepOnOneLine(list, list.items),
  });
  return HEADING + document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** What holds only scalars is short enough for one line. */
function keepOnOneLine(collection: YAMLMap | YAMLSeq, values: readonly unknown[]): void {
  collection.flow = values.every((value) => isScalar(value));
}

function section<T>(key: string, entries: Map<string, T>, write: (entry: T) => object) {
  if (entries.size === 0) return {};
  const sorted = [...entries].toSorted(([one], [other]) => (one < other ? -1 : 1));
  // a map, since an object would put numbers first
  return { [key]: new Map(sorted.map(([name, entry]) => [name, write(entry)])) };
}

/** What people call an entry, in front of the rest. */
function writeTitle(title: string | undefined) {
  return title === undefined ? {} : { name: title };
}

function writeCalendar({ title, timezone, hours, holidays, closures, open }: CalendarEntry) {
  return {
    ...writeTitle(title),
    timezone,
    hours: sortedHours(hours),
    ...(holidays === undefined ? {} : { holidays }),
    closures,
    open,
  };
}

function writePlan(plan: PlanDefinition) {
  const { title, priority, seats, live, response, escalation, phoneLine, holdFor, credit } = plan;
  const { problem, signature } = escalation;
  return {
    ...writeTitle(title),
    priority,
    seats,
    live,
    response: new Map(
      ([1, 2, 3, 4] as const).map((severity) => {
        const { within, clock } = response[severity];
        return [severity, { within, clock }];
      }),
    ),
    escalation: { problem, signature },
    'phone-line': phoneLine,
    'hold-for': holdFor,
    ...(credit === undefined ? {} : { credit: writeCredit(credit) }),
  };
}

function writeCredit({ perMiss, atMost }: CreditRule) {
  return { 'per-miss': perMiss, ...(atMost === undefined ? {} : { 'at-most': atMost }) };
}

function writeSchedule({ title, timezone, covers, rest, layers, overrides }: ScheduleInFile) {
  return {
    ...writeTitle(title),
    timezone,
    ...(covers === undefined ? {} : { covers }),
    ...(rest === undefined ? {} : { rest: { rule: rest.rule, hours: rest.hours, night: rest.night } }),
    layers: layers.map(({ participants, rotate, from, until, during }) => ({
      participants,
      rotate,
      from,
      ...(until === undefined ? {} : { until }),
      ...(during === undefined ? {} : { during: sortedHours(during) }),
    })),
    overrides: overrides.map(({ engineer, from, until }) => ({ engineer, from, until })),
  };
}

function writeEscalation({ title, steps, lastResort }: EscalationPolicy) {
  return {
    ...writeTitle(title),
    steps: steps.map(({ at, page, by, hands }) => ({
      at,
      page,
      by,
      ...(hands === undefined ? {} : { hands }),
    })),
    'last-resort': lastResort,
  };
}

function writeSupervisors({ phones, names }: Supervisors) {
  return { phones, ...(names === undefined ? {} : { names }) };
}

function writeCustomer({ header, contacts }: CustomerEntry) {
  const { name, plan, valid, calendar, tam, deputy, report } = header;
  return {
    name,
    plan,
    valid: { from: valid.from, until: valid.until },
    calendar,
    ...(tam === undefined ? {} : { tam }),
    ...(deputy === undefined ? {} : { deputy }),
    ...(report === undefined
      ? {}
      : { report: { to: report.to, ...(report.language && { language: report.language }) } }),
    contacts: contacts.map(writeContact),
  };
}

function writeContact({ name, phones, language }: ContactEntry) {
  return { name, phones, language };
}

/** Hours from Monday to Sunday, whatever order the database keeps them in. */
function sortedHours(hours: CalendarEntry['hours']): CalendarEntry['hours'] {
  const firstDay = (days: string) => WEEKDAYS.indexOf(days.slice(0, 3));
  return Object.fromEntries(
    Object.entries(hours).toSorted(
      ([one], [other]) => firstDay(one) - firstDay(other) || one.localeCompare(other, 'en'),
    ),
  );
}
