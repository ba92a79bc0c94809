import { compareKeys } from '../../platform/compare-keys.ts';
import { HotlineError } from '../../platform/errors.ts';
import { addOpenTime } from '../calendar/calendar.ts';
import { WEEK_MS } from '../calendar/local-time.ts';
import { respondBy, responseTargetMs } from '../calendar/response-target.ts';
import { restOf, type TimeSpan, unite } from '../calendar/time-spans.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import { readTarget, type TargetRows } from '../escalation/decide-recipients.ts';
import { SEVERITIES, type Severity, type Ticket } from '../tickets/ticket.ts';
import { coveredTimes } from './covered-times.ts';
import { type FoundCause, findCause, found } from './find-cause.ts';
import { pagePlaces, SHARE_TO_ANSWER } from './page-places.ts';
import type { Impossible } from './proof.ts';
import { type CustomerGroup, customerGroups, peopleFor, type Rehearsed } from './rehearsed.ts';
import { ringTimes } from './ring-times.ts';

const KINDS = ['problem', 'signature'] as const satisfies readonly Ticket['kind'][];
/** Beyond the last page that counts, so that a shift that goes on there is seen to. */
const BEYOND_MS = 3_600_000;

/**
 * Every first ring of a time for which the promise cannot be kept, whoever answers: at no step of the ticket's policy, later
 * rounds included, an engineer or account manager could be paged with a fifth of the window left. Nothing is sampled: where
 * the steps stand and whom they mean are the service's own decisions, and both change at a few instants only.
 * @returns in order of plan, severity and time
 */
export function prove(rehearsed: Rehearsed, time: { from: Date; until: Date }): Impossible[] {
  const within = { from: time.from.getTime(), until: time.until.getTime() };
  const covered = rememberCovered(within);
  const found = customerGroups(rehearsed).flatMap((group) => {
    const people = peopleFor(rehearsed, group.managers);
    return SEVERITIES.flatMap((severity) =>
      policiesOf(rehearsed, group).flatMap(([policyName, policy]) =>
        holesOf({ group, severity, policyName, policy, people, covered }, within),
      ),
    );
  });
  return joinAlike(found).toSorted(inOrder);
}

/** One promise, and what it is held by. */
interface Promised {
  group: CustomerGroup;
  severity: Severity;
  policyName: string;
  policy: EscalationPolicy;
  people: TargetRows;
  covered: Covered;
}

function holesOf(promised: Promised, within: TimeSpan): Impossible[] {
  const { group, severity, policyName, policy, people } = promised;
  const target = group.rules.response[severity];
  const entry = (span: TimeSpan, found: FoundCause): Impossible => ({
    plan: group.plan,
    severity,
    from: new Date(span.from),
    until: new Date(span.until),
    ...found,
    policies: [policyName],
    customers: group.customers,
  });
  const places = pagePlaces(policy, responseTargetMs(target));
  const clock = { clock: target.clock, calendar: group.calendar };
  try {
    const end = endOfPages(promised, within);
    const kept = places.flatMap(({ step, spentMs }) =>
      promised
        .covered(policy.steps[step]?.page ?? [], people, end)
        .map((span) => ringTimes(clock, spentMs, span, within)),
    );
    return restOf(within, unite(kept)).map((span) => {
      const window = respondBy(target, group.calendar, new Date(span.from));
      return entry(span, findCause({ policyName, policy, places, window, people }));
    });
  } catch (error) {
    if (!(error instanceof HotlineError) || error.code !== 'table-too-short') throw error;
    const mend = { key: 'open-calendar', calendar: group.calendarName } as const;
    return [entry(within, found('never-opens', [], mend))];
  }
}

/**
 * When the last page that counts has left, of tickets that are rung in within a time.
 * @throws HotlineError 'table-too-short' if the calendar does not open for long enough: such a ticket is promised elapsed time
 */
function endOfPages({ group, severity }: Promised, { until }: TimeSpan): number {
  const target = group.rules.response[severity];
  respondBy(target, group.calendar, new Date(until));
  const lastMs = Math.round(responseTargetMs(target) * (1 - SHARE_TO_ANSWER)) + BEYOND_MS;
  return target.clock === 'always'
    ? until + lastMs
    : addOpenTime(group.calendar, new Date(until), lastMs).getTime();
}

function policiesOf({ directory }: Rehearsed, { rules }: CustomerGroup): [string, EscalationPolicy][] {
  const names = new Set(KINDS.map((kind) => rules.escalation[kind]));
  return [...names].flatMap((name) => {
    const policy = directory.escalations.get(name);
    return policy ? [[name, policy] as [string, EscalationPolicy]] : [];
  });
}

/** When targets mean an engineer, up to an instant at least: what they mean beyond it makes no difference. */
type Covered = (targets: readonly string[], people: TargetRows, until: number) => TimeSpan[];

/** Whom a target means is worked out once for all promises: in whole weeks, since each has an end of its own. */
function rememberCovered(within: TimeSpan): Covered {
  const known = new Map<string, TimeSpan[]>();
  const coveredBy = (target: string, people: TargetRows, until: number): TimeSpan[] => {
    const { kind } = readTarget(target);
    const managers = kind === 'tam' || kind === 'deputy' ? people.customer : null;
    const key = JSON.stringify([target, managers, until]);
    const spans = known.get(key) ?? coveredTimes([target], people, { from: within.from, until });
    known.set(key, spans);
    return spans;
  };
  return (targets, people, until) => {
    const weeks = Math.ceil((until - within.until) / WEEK_MS);
    return unite(targets.flatMap((target) => coveredBy(target, people, within.until + weeks * WEEK_MS)));
  };
}

/** The same hole of the same promise, told once for all its customers and policies. */
function joinAlike(found: readonly Impossible[]): Impossible[] {
  const joined = new Map<string, Impossible>();
  for (const one of found) {
    const { plan, severity, from, until, cause, remedy } = one;
    const key = JSON.stringify([plan, severity, from, until, cause, remedy]);
    const known = joined.get(key);
    const both = (one: readonly string[], other: readonly string[]) =>
      [...new Set([...one, ...other])].sort();
    joined.set(
      key,
      known
        ? {
            ...known,
            policies: both(known.policies, one.policies),
            customers: both(known.customers, one.customers),
          }
        : one,
    );
  }
  return [...joined.values()];
}

function inOrder(one: Impossible, other: Impossible): number {
  return (
    compareKeys(one.plan, other.plan) ||
    one.severity - other.severity ||
    one.from.getTime() - other.from.getTime()
  );
}
