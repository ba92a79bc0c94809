import type { TimerKind } from '../platform/timers/timer.ts';

/** Works that share places, and take none from others, so that whatever hangs holds up its own kind only. */
export interface Bulkhead {
  /** null: every kind that no other has */
  kinds: readonly TimerKind[] | null;
  /** only what concerns verified tickets: so many places are left whatever else hangs */
  urgentOnly?: boolean;
  /** of the places that the worker has for decisions */
  share: number;
}

/** Of the carrier's endpoints, none waits for another; what concerns a call that is going on has places of its own. */
const AT_CARRIER: readonly (Bulkhead & { kinds: readonly TimerKind[] })[] = [
  { kinds: ['place-call', 'send-message'], urgentOnly: true, share: 0.2 },
  { kinds: ['place-call'], share: 0.4 },
  { kinds: ['wake-call', 'end-call'], share: 0.4 },
  { kinds: ['send-message'], share: 0.4 },
  { kinds: ['text-pin'], share: 0.1 },
  { kinds: ['check-call'], share: 0.2 },
  { kinds: ['keep-recording', 'erase-at-carrier'], share: 0.1 },
  { kinds: ['transcribe'], share: 0.1 },
  // push services, which no page waits for
  { kinds: ['knock'], share: 0.1 },
  // a mail server, which no page waits for either
  { kinds: ['send-report'], share: 0.1 },
  { kinds: ['reconcile', 'tend-data'], share: 0.1 },
  { kinds: ['drill'], share: 0.02 },
];

/** Decisions change rows only, and hang nowhere. */
export const BULKHEADS: readonly Bulkhead[] = [{ kinds: null, share: 1 }, ...AT_CARRIER];

/** The kinds that have places of their own. */
export const SET_APART: readonly TimerKind[] = AT_CARRIER.flatMap(({ kinds }) => kinds);

/** Whether any of some kinds has its places here. */
export function isForAny({ kinds: own }: Bulkhead, kinds: ReadonlySet<string>): boolean {
  const theirs: readonly string[] = own ?? SET_APART;
  return [...kinds].some((kind) => theirs.includes(kind) === (own !== null));
}
