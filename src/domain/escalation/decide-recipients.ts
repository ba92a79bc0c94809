import { readOnce } from '../../platform/read-once.ts';
import { type AbsenceSpan, isAway } from '../oncall/engineers/absence.ts';
import { engineerOnCall } from '../oncall/on-call.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';

/** A person a page goes to. Supervisors have no key: whoever of them answers is "the supervisors". */
export interface Recipient {
  engineer: string | null;
  /** in the order they are tried */
  phones: readonly string[];
  languages: readonly string[];
  /** numbers that take no SMS any more */
  optedOut: readonly string[];
}

/** Who looks after a customer: keys of engineers. */
export interface Managers {
  tam: string | null;
  deputy: string | null;
}

/** How an engineer is reached. */
export interface Reachable extends Omit<Recipient, 'engineer'> {
  key: string;
  /** still named by policies and schedules, but paged no more */
  retired: boolean;
}

/** What the directory says of those whom targets can mean. */
export interface TargetRows {
  /** null: the ticket is of no customer that is known */
  customer: Managers | null;
  absences: readonly AbsenceSpan[];
  schedules: ReadonlyMap<string, ScheduleDefinition>;
  engineers: ReadonlyMap<string, Reachable>;
  /** the supervisors' phones */
  supervisors: Pick<Recipient, 'phones' | 'optedOut'>;
}

/** One target of a policy, read. */
type Target = { kind: 'supervisors' | 'tam' | 'deputy' } | { kind: 'engineer' | 'schedule'; name: string };

/** @param target as a policy writes it: `schedule:x`, `engineer:x`, `tam`, `deputy` or `supervisors` */
export const readTarget = readOnce((target): Target => {
  if (target === 'supervisors' || target === 'tam' || target === 'deputy') return { kind: target };
  const colon = target.indexOf(':');
  const kind = target.slice(0, colon) === 'engineer' ? 'engineer' : 'schedule';
  return { kind, name: target.slice(colon + 1) };
});

/**
 * Whom a step's targets mean at an instant: `schedule:x` is whoever is on call, `tam` the deputy where there is none or they
 * are away. Each person once, in the order of the targets; targets that mean nobody are left out.
 */
export function decideRecipients(targets: readonly string[], rows: TargetRows, now: Date): Recipient[] {
  const found: Recipient[] = [];
  for (const recipient of targets.flatMap((target) => recipientsOf(readTarget(target), rows, now))) {
    const known = found.some(
      (other) => other.engineer === recipient.engineer && other.phones[0] === recipient.phones[0],
    );
    if (!known) found.push(recipient);
  }
  return found;
}

/**
 * Who looks after a customer at an instant: the technical account manager, or the deputy while there is none or they are
 * away. @returns an engineer's key; null if there is nobody, or both are away
 */
export function decideAccountManager(
  { tam, deputy }: Managers,
  absences: readonly AbsenceSpan[],
  now: Date,
): string | null {
  return [tam, deputy].find((key) => key !== null && !isAway(absences, key, now)) ?? null;
}

/** Supervisors, by phones of theirs. */
export function supervisorsAt(phones: readonly string[], optedOut: readonly string[] = []): Recipient {
  return { engineer: null, phones, languages: [], optedOut };
}

function recipientsOf(target: Target, rows: TargetRows, now: Date): Recipient[] {
  const { customer, absences, schedules, supervisors } = rows;
  switch (target.kind) {
    // each supervisor's number is a person of its own
    case 'supervisors':
      return supervisors.phones.map((phone) => supervisorsAt([phone], supervisors.optedOut));
    case 'tam':
      return engineerOf(rows, customer && decideAccountManager(customer, absences, now));
    case 'deputy':
      return engineerOf(rows, customer && decideAccountManager({ ...customer, tam: null }, absences, now));
    case 'engineer':
      return engineerOf(rows, target.name);
    case 'schedule': {
      const schedule = schedules.get(target.name);
      return schedule ? engineerOf(rows, engineerOnCall(schedule, now)) : [];
    }
  }
}

function engineerOf({ engineers }: TargetRows, key: string | null): Recipient[] {
  const engineer = key === null ? undefined : engineers.get(key);
  if (!engineer || engineer.retired) return [];
  const { phones, languages, optedOut } = engineer;
  return [{ engineer: engineer.key, phones, languages, optedOut }];
}
