import type { Db } from '../../platform/db/database.ts';
import type { Hotline } from '../calls/hotline.ts';
import { findCustomerOfTicket } from '../customers/customer-store.ts';
import { findAbsencesOf } from '../oncall/engineers/absence-store.ts';
import { findEngineer, findEngineers } from '../oncall/engineers/engineer-store.ts';
import { whoIsNamed } from '../oncall/schedule.ts';
import { reachOfSupervisors } from '../oncall/supervisors-store.ts';
import { findSchedules } from '../plans/rule-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { decideRecipients, type Recipient, readTarget, type TargetRows } from './decide-recipients.ts';

/** Whom targets mean about a ticket at this instant, see `decideRecipients`. */
export async function findRecipients(
  db: Db,
  ticket: Pick<Ticket, 'customerNumber'>,
  targets: readonly string[],
  now: Date,
): Promise<Recipient[]> {
  return decideRecipients(targets, await readTargetRows(db, ticket, targets, now), now);
}

/** Reads what the directory says of those whom targets can mean, now or later: each table once, however many targets there are. */
export async function readTargetRows(
  db: Db,
  { customerNumber }: Pick<Ticket, 'customerNumber'>,
  targets: readonly string[],
  now: Date,
): Promise<TargetRows> {
  const read = targets.map(readTarget);
  const isAskedFor = (kinds: readonly string[]) => read.some(({ kind }) => kinds.includes(kind));
  const namesOf = (wanted: string) =>
    read.flatMap((target) => ('name' in target && target.kind === wanted ? target.name : []));
  const isManaged = customerNumber !== null && isAskedFor(['tam', 'deputy']);
  const [customer, schedules, supervisors] = await Promise.all([
    isManaged ? findCustomerOfTicket(db, { customerNumber }) : null,
    findSchedules(db, namesOf('schedule')),
    isAskedFor(['supervisors']) ? reachOfSupervisors(db) : { phones: [], optedOut: [] },
  ]);
  const managers = [customer?.tam, customer?.deputy].flatMap((key) => key ?? []);
  const keys = [...namesOf('engineer'), ...managers, ...[...schedules.values()].flatMap(whoIsNamed)];
  const [absences, engineers] = await Promise.all([
    findAbsencesOf(db, managers, now),
    findEngineers(db, [...new Set(keys)]),
  ]);
  return { customer, absences, schedules, engineers, supervisors };
}

/** An engineer as somebody who can be reached; null: nobody in force has the key. */
export async function findReachable(db: Db, key: string): Promise<Recipient | null> {
  const engineer = await findEngineer(db, key);
  return engineer && !engineer.retired ? { ...engineer, engineer: engineer.key } : null;
}

/** The first of a person's languages that the hotline speaks. */
export function languageOf(hotline: Hotline, languages: readonly string[]): string {
  return (
    languages.find((spoken) => hotline.script.prompts.has(spoken)) ??
    hotline.script.languages[0]?.language ??
    'en'
  );
}
