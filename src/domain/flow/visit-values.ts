import { z } from 'zod';

/** What a flow sets to nothing is empty: a value that is known may always be that. */
const EMPTY = z.literal('');
const like = (format: RegExp) => z.string().regex(format).or(EMPTY);

const TEXT = z.string();
const KEY = like(/^[\d*#]$/);
/** as people key it; how many there may be is for the flow to say */
const DIGITS = like(/^\d{1,64}$/);
const NUMBERS = like(/^\d{1,64}( \d{1,64})*$/);
/** a `bigint` */
const TICKET = like(/^\d{1,18}$/);
const ID = z.guid().or(EMPTY);
const INSTANT = z.iso.datetime().or(EMPTY);
const PHONE = like(/^\+\d{1,32}$/);

/**
 * What a leg remembers between the states of its flow, as far as the code reads it. Flows may keep more under names of their
 * own, for prompts to say. All are texts: a row keeps what a prompt can say.
 */
const KNOWN = {
  /** the ticket the leg is about, and the one it is about for somebody who asks */
  ticket: TICKET,
  'asked-case': TICKET,
  'asked-ticket': DIGITS,
  'known-case': TICKET,
  'joined-case': TICKET,
  'told-joined': TEXT,
  unconfirmed: TICKET,
  'cases-told': NUMBERS,
  /** who calls, as far as it is proven, and for whom; a phone may be registered at several customers */
  contact: ID,
  'requested-by': ID,
  'customer-number': NUMBERS,
  /** the request that a code stands for */
  'typed-code': DIGITS,
  'dial-in-request': ID,
  'written-description': TEXT,
  'written-confirmed': KEY,
  /** what it is about */
  kind: TEXT,
  signature: z.enum(['', 'false-negative', 'false-positive']),
  databases: TEXT,
  severity: z.enum(['', '1', '2', '3', '4']),
  /** the same until the caller has confirmed it */
  'stated-severity': z.enum(['', '1', '2', '3', '4']),
  outcome: KEY,
  /** where the customer is called back */
  'typed-number': DIGITS,
  'new-number': PHONE,
  'callback-number': PHONE,
  /** what was said, by the carrier's name for it */
  recording: TEXT,
  'recording-seconds': like(/^\d{1,6}(\.\d+)?$/),
  /** instants, and what happened to the leg itself */
  'pin-waits-since': INSTANT,
  'waiting-since': INSTANT,
  woken: ID,
  told: TEXT,
  /** the leg that a guest listens beside, by the carrier's name for it */
  'beside-leg': TEXT,
  zone: TEXT,
} as const satisfies Record<string, z.ZodType<string>>;

/** The values of a visit. Code reads them by names that are known; whatever else a flow keeps is there for its prompts. */
export type VisitValues = { [Name in keyof typeof KNOWN]?: z.infer<(typeof KNOWN)[Name]> };

/**
 * Reads the values of a stored visit. What is no text, or cannot stand for what is known by its name, was never written by
 * us: it is left out, and a call goes on without it.
 */
export function readValues(stored: unknown): VisitValues {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([name, value]) => fits(name, value)));
}

/** Values, once others came from a key or from a flow's author; one that cannot stand leaves nothing, not what was there before. */
export function withValues(values: VisitValues, given: Readonly<Record<string, string>>): VisitValues {
  const unfit = Object.keys(given).filter((name) => !fits(name, given[name]));
  const all = Object.entries({ ...values, ...given });
  return Object.fromEntries(all.filter(([name]) => !unfit.includes(name)));
}

function fits(name: string, value: unknown): boolean {
  const format: z.ZodType<string> = isKnown(name) ? KNOWN[name] : TEXT;
  return format.safeParse(value).success;
}

function isKnown(name: string): name is keyof typeof KNOWN {
  return Object.hasOwn(KNOWN, name);
}

const SEVERITIES = { '1': 1, '2': 2, '3': 3, '4': 4 } as const;

/** How bad the caller says it is; undefined: they have not. */
export function severityOf({ severity }: VisitValues): 1 | 2 | 3 | 4 | undefined {
  return severity ? SEVERITIES[severity] : undefined;
}

/** What they have said of it and not confirmed yet. */
export function statedSeverityOf({ 'stated-severity': stated }: VisitValues): 1 | 2 | 3 | 4 | undefined {
  return stated ? SEVERITIES[stated] : undefined;
}
