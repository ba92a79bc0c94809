import type { ActorRow } from '../users/actor.ts';
import { committedText, type Fields, fieldsOf } from './statement.ts';

/** What a ticket promises and what became of it: each change of these is a fact. */
export const PROMISED = [
  'kind',
  'signature',
  'severity',
  'channel',
  'verified',
  'customerNumber',
  'plan',
  'calendar',
  'status',
  'openedAt',
  'windowFrom',
  'respondBy',
  'clock',
  'acknowledgedAt',
  'acknowledgedBy',
  'answeredAt',
  'answeredBy',
  'closedAt',
  'missedAt',
  'reopenedAt',
  'signatureStage',
] as const;

export type Promised = Partial<Record<(typeof PROMISED)[number], unknown>>;

/** `ticket.<member>` of those that are given; what was taken back is "null". */
export function promiseFields(ticket: Promised): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of PROMISED)
    if (ticket[name] !== undefined) fields[`ticket.${name}`] = committedText(ticket[name] ?? 'null');
  return fields;
}

/** What people wrote or said: committed to, and shown in no file. */
export const WITHHELD = ['detail.text', 'detail.note', 'detail.body', 'detail.number'];

/** The promise that an objection ended, in its entry: no file may withhold it, or a miss could be kept silent. It names nobody. */
export const PROMISE_BEFORE = 'promiseBefore';

/** Whether a file may hide a field: details may name somebody, or be what they wrote. */
export function mayBeHidden(name: string): boolean {
  return name.startsWith('detail.') && name !== `detail.${PROMISE_BEFORE}`;
}

export interface TimelineRow extends Omit<ActorRow, 'actorKind'> {
  at: Date;
  kind: string;
  actorKind: string | null;
  detail: Record<string, unknown>;
}

/** Of a ticket that is opened only what is so: what has no field has not come about, and is a fact of its own once it does. */
export function openingPromise(ticket: Promised): Promised {
  return Object.fromEntries(Object.entries(ticket).filter(([, value]) => value !== null));
}

/** An entry of a timeline as fields; the same of what is written and of what is read again. */
export function timelineFields(ticketNumber: string, row: TimelineRow): Fields {
  const { at, kind, actor, actorKind, actorId, detail } = row;
  return {
    fact: 'timeline',
    ticket: ticketNumber,
    ...fieldsOf({ at, kind, actor, 'actor-kind': actorKind, 'actor-id': actorId }),
    ...fieldsOf(detail, 'detail.'),
  };
}
