import type { Fault } from '../../platform/errors.ts';
import type { Directory } from './directory.ts';
import type { CalendarEntry, PlanDefinition } from './directory-schema.ts';
import { calendarForUnknown, planForUnknown } from './for-unknown.ts';

type FaultAt = (path: readonly PropertyKey[], message: string, remedy: string) => Fault;

/** The severities of a plan for which a calendar does not open for long enough, so that no deadline can be computed. */
export type UnreachedTargets = (
  response: PlanDefinition['response'],
  calendar: CalendarEntry,
  now: Date,
) => number[];

/** A plan and a calendar that somebody is served by. */
export interface Served {
  plan: string;
  calendar: string;
  /** how many customers; 0: callers who are not known */
  customers: number;
  /** the first of them */
  customer: string | null;
}

/** What somebody is promised that their calendar does not reach. */
export interface UnreachedPair extends Served {
  severities: number[];
}

type Rules = Pick<Directory<unknown>, 'plans' | 'calendars'>;

/**
 * What customers, and callers who are not known, are promised without a calendar that opens for long enough. Each pair of a
 * plan and a calendar is asked for once, however many customers have it.
 * @param served by customers
 */
export function unreachedBy(
  { plans, calendars }: Rules,
  served: readonly Served[],
  unreachedTargets: UnreachedTargets,
  now: Date,
): UnreachedPair[] {
  const unknown = servedUnknown({ plans, calendars }, served);
  return [...served, ...(unknown === null ? [] : [unknown])].flatMap((pair) => {
    const [plan, calendar] = [plans.get(pair.plan), calendars.get(pair.calendar)];
    const severities = plan && calendar ? unreachedTargets(plan.response, calendar, now) : [];
    return severities.length > 0 ? [{ ...pair, severities }] : [];
  });
}

/** Each plan with each calendar that customers have. */
function servedIn({ customers }: Pick<Directory<unknown>, 'customers'>): Served[] {
  const pairs = new Map<string, Served>();
  for (const [customer, { header }] of customers) {
    const { plan, calendar } = header;
    const key = JSON.stringify([plan, calendar]);
    const known = pairs.get(key);
    if (known) known.customers += 1;
    else pairs.set(key, { plan, calendar, customers: 1, customer });
  }
  return [...pairs.values()];
}

/** What callers who are not known have; null: customers have both. */
function servedUnknown({ plans, calendars }: Rules, served: readonly Served[]): Served | null {
  const customersOf = (name: string) =>
    served.reduce((sum, pair) => sum + (pair.calendar === name ? pair.customers : 0), 0);
  const plan = planForUnknown([...plans].map(([name, { priority }]) => ({ name, priority })));
  const calendar = calendarForUnknown(
    [...calendars.keys()].map((name) => ({ name, customers: customersOf(name) })),
  );
  if (plan === null || calendar === null) return null;
  if (served.some((pair) => pair.plan === plan && pair.calendar === calendar)) return null;
  return { plan, calendar, customers: 0, customer: null };
}

const REMEDY = 'Give the calendar more hours, promise less time, or write clock: always.';

/**
 * The faults of a file that promises what calendars do not reach, at the plan, else at the calendar or a customer, whichever
 * the file has. What it has nothing of is not its fault.
 * @param file what it says
 * @param standing what will be in force with it
 */
export function unreachedPlans(
  file: Directory,
  standing: Directory<unknown>,
  { unreachedTargets, now, faultAt }: { unreachedTargets: UnreachedTargets; now: Date; faultAt: FaultAt },
): Fault[] {
  return unreachedBy(standing, servedIn(standing), unreachedTargets, now).flatMap((found) => {
    const { plan, calendar, severities } = found;
    const who = `for ${sayWhom(found)}`;
    if (file.plans.has(plan))
      return severities.map((severity) => {
        const message = `is more than the calendar "${calendar}" opens in ten years, ${who}: no deadline can be computed.`;
        return faultAt(['plans', plan, 'response', String(severity), 'within'], message, REMEDY);
      });
    const promised = `what the plan "${plan}" promises for severity ${severities.join(', ')}`;
    const message = `opens for less in ten years than ${promised}, ${who}: no deadline can be computed.`;
    if (file.calendars.has(calendar)) return [faultAt(['calendars', calendar, 'hours'], message, REMEDY)];
    const customer = [...file.customers].find(
      ([, { header }]) => header.plan === plan && header.calendar === calendar,
    );
    return customer ? [faultAt(['customers', customer[0], 'calendar'], message, REMEDY)] : [];
  });
}

function sayWhom({ customers, customer }: Served): string {
  if (customers === 0) return 'callers who are not known';
  return customers === 1 ? `customer ${customer}` : `customer ${customer} and ${customers - 1} more`;
}
