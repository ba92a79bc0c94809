import type { OpenCase } from './read-board.ts';

export type AlarmKind = 'critical' | 'amber' | 'red' | 'missed';

/** One thing that calls for somebody. Its key stays the same for as long as it does. */
export interface CaseAlarm {
  key: string;
  kind: AlarmKind;
  ticket: OpenCase;
}

/** What calls for somebody: a critical ticket, one that nobody is reached for, a deadline that was missed. */
export function alarmsOf(cases: readonly OpenCase[]): CaseAlarm[] {
  return cases.flatMap((ticket) =>
    kindsOf(ticket).map((kind) => ({ key: `${ticket.number}-${kind}`, kind, ticket })),
  );
}

/** A miss is told as such, and not once more as the red that it is as well. */
function kindsOf({ severity, reach, time }: OpenCase): AlarmKind[] {
  const isMissed = time.urgency === 'missed';
  const state = reach?.state ?? 'calm';
  return [
    ...(severity === 1 ? (['critical'] as const) : []),
    ...(state !== 'calm' && !isMissed ? [state] : []),
    ...(isMissed ? (['missed'] as const) : []),
  ];
}
