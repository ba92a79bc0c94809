import type {
  CalendarEntry,
  ContactEntry,
  CustomerHeader,
  EngineerEntry,
  EscalationPolicy,
  PlanDefinition,
  ScheduleInFile,
  Supervisors,
} from './directory-schema.ts';

/** A customer with the contacts that hold its seats. */
export interface CustomerEntry<Contact = ContactEntry> {
  header: CustomerHeader;
  contacts: Contact[];
}

/** Everything that can be looked up by a name, as a file says it or as the database holds it. */
export interface Directory<Contact = ContactEntry> {
  calendars: Map<string, CalendarEntry>;
  plans: Map<string, PlanDefinition>;
  engineers: Map<string, EngineerEntry>;
  schedules: Map<string, ScheduleInFile>;
  escalations: Map<string, EscalationPolicy>;
  supervisors: Supervisors | undefined;
  customers: Map<string, CustomerEntry<Contact>>;
}

/** The kinds of entries that others mention by name. */
export type Section = Exclude<keyof Directory, 'supervisors'>;

export function emptyDirectory<Contact = ContactEntry>(): Directory<Contact> {
  return {
    calendars: new Map(),
    plans: new Map(),
    engineers: new Map(),
    schedules: new Map(),
    escalations: new Map(),
    supervisors: undefined,
    customers: new Map(),
  };
}
