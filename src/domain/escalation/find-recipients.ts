import type { Db } from '../../platform/db/database.ts';
import type { Hotline } from '../calls/hotline.ts';
import { type Customer, findCustomer } from '../customers/customer-store.ts';
import { type Engineer, findEngineer, supervisorPhones } from '../oncall/engineers/engineer-store.ts';
import { whoIsOnCall } from '../oncall/on-call.ts';
import { findSchedule } from '../plans/rule-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { accountManagerOf } from './account-manager.ts';

/** A person a page goes to. Supervisors have no key: whoever of them answers is "the supervisors". */
export interface Recipient {
  engineer: string | null;
  /** in the order they are tried */
  phones: readonly string[];
  languages: readonly string[];
  /** numbers that take no SMS any more */
  optedOut: readonly string[];
}

/**
 * Whom a step's targets mean at this instant: `schedule:x` is whoever is on call, `engineer:x`, `tam` (the deputy where
 * there is none or they are away), `deputy` or `supervisors`. Each person once, in the order of the targets; targets that mean nobody are left out.
 */
export async function findRecipients(
  db: Db,
  ticket: Pick<Ticket, 'customerNumber'>,
  targets: readonly string[],
  now: Date,
): Promise<Recipient[]> {
  const found: Recipient[] = [];
  for (const target of targets) {
    for (const recipient of await findTarget(db, ticket, target, now)) {
      const known = found.some(
        (other) => other.engineer === recipient.engineer && other.phones[0] === recipient.phones[0],
      );
      if (!known) found.push(recipient);
    }
  }
  return found;
}

async function findTarget(
  db: Db,
  ticket: Pick<Ticket, 'customerNumber'>,
  target: string,
  now: Date,
): Promise<Recipient[]> {
  if (target === 'supervisors') return supervisors(db);
  if (target === 'tam')
    return managerOf(db, ticket.customerNumber, (customer) => accountManagerOf(db, customer, now));
  if (target === 'deputy')
    return managerOf(db, ticket.customerNumber, ({ deputy }) =>
      accountManagerOf(db, { tam: null, deputy }, now),
    );
  const [kind, name] = splitTarget(target);
  if (kind === 'engineer') return engineerOf(db, name);
  const schedule = await findSchedule(db, name);
  return schedule ? engineerOf(db, whoIsOnCall(schedule, now)?.engineer ?? null) : [];
}

function splitTarget(target: string): [string, string] {
  const colon = target.indexOf(':');
  return [target.slice(0, colon), target.slice(colon + 1)];
}

async function engineerOf(db: Db, key: string | null): Promise<Recipient[]> {
  const engineer = key === null ? null : await findEngineer(db, key);
  return engineer && !engineer.retired ? [toRecipient(engineer)] : [];
}

function toRecipient(engineer: Engineer): Recipient {
  const { key, phones, languages, optedOut } = engineer;
  return { engineer: key, phones, languages, optedOut };
}

/** Each supervisor's number is a person of its own. */
async function supervisors(db: Db): Promise<Recipient[]> {
  const phones = await supervisorPhones(db);
  return phones.map((phone) => ({ engineer: null, phones: [phone], languages: [], optedOut: [] }));
}

async function managerOf(
  db: Db,
  customerNumber: string | null,
  choose: (customer: Customer) => Promise<string | null>,
): Promise<Recipient[]> {
  const customer = customerNumber === null ? null : await findCustomer(db, customerNumber);
  return engineerOf(db, customer && (await choose(customer)));
}

/** The first of a person's languages that the hotline speaks. */
export function languageOf(hotline: Hotline, languages: readonly string[]): string {
  return (
    languages.find((spoken) => hotline.script.prompts.has(spoken)) ??
    hotline.script.languages[0]?.language ??
    'en'
  );
}
