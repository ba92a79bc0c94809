import type { Channel } from '../paging/page.ts';

/** That somebody was reached on a phone: a test, or a real page, that they answered. */
export interface Proof {
  engineer: string;
  number: string;
  channel: Channel;
  at: Date;
  /** from the carrier to their yes; null: not known */
  tookMs: number | null;
  by: 'test' | 'page';
}

/** The last test of a phone that nobody answered. */
export interface FailedTest {
  engineer: string;
  number: string;
  channel: Channel;
  at: Date;
}

/** Somebody's phones and languages, as the directory has them, and what was seen of them. */
export interface ReadinessRows {
  phones: readonly string[];
  optedOut: readonly string[];
  languages: readonly string[];
  /** the last of each phone and channel */
  proofs: readonly Proof[];
  failures: readonly FailedTest[];
  /** whether it rang when do-not-disturb was on, the last time that was tried */
  quiet: { at: Date; rang: boolean } | null;
  cardFetchedAt: Date | null;
  takesSms: (number: string) => boolean;
  /** the languages that the hotline speaks */
  spoken: ReadonlySet<string>;
}

/** `unreachable`: something shows that they are not reached. `unproven`: not every way is known to work. `advice`: it could be better. */
export type Level = 'unreachable' | 'unproven' | 'advice';

/** Everything that can be missing, and how grave it is. */
export const LEVELS = {
  'no-phone': 'unreachable',
  'call-failed': 'unreachable',
  'text-failed': 'unreachable',
  silent: 'unreachable',
  // they are called instead
  'opted-out': 'unproven',
  'call-untested': 'unproven',
  'text-untested': 'unproven',
  landline: 'advice',
  'number-opted-out': 'advice',
  'other-phone': 'advice',
  'quiet-untested': 'advice',
  'no-card': 'advice',
  language: 'advice',
} as const satisfies Record<string, Level>;

export type ReadinessFault = keyof typeof LEVELS;

/** How a phone stands. */
export interface PhoneReadiness {
  number: string;
  texts: 'taken' | 'opted-out' | 'landline';
  proof: Record<Channel, Proof | null>;
  /** since when the last test has not been answered; null: it was, or there was none */
  failedAt: Record<Channel, Date | null>;
}

export interface Readiness {
  phones: PhoneReadiness[];
  /** what is missing, the gravest first */
  faults: ReadinessFault[];
  /** the gravest level, advice apart; null: ready */
  verdict: Exclude<Level, 'advice'> | null;
}

/** A proof is good for so long: five weeks, so that a holiday does not undo it. */
export const PROOF_MS = 35 * 24 * 3_600_000;

/** Whether somebody who is on call would be reached, by all that is known at an instant, and what is missing. */
export function decideReadiness(rows: ReadinessRows, now: Date): Readiness {
  const phones = rows.phones.map((number) => phoneOf(rows, number));
  const found = new Set<ReadinessFault>([
    ...callFaults(phones, now),
    ...textFaults(phones, now),
    ...otherFaults(rows, phones, now),
  ]);
  const faults = (Object.keys(LEVELS) as ReadinessFault[]).filter((fault) => found.has(fault));
  const levels = faults.map((fault) => LEVELS[fault]);
  const verdict = (['unreachable', 'unproven'] as const).find((level) => levels.includes(level)) ?? null;
  return { phones, faults, verdict };
}

function phoneOf({ optedOut, proofs, failures, takesSms }: ReadinessRows, number: string): PhoneReadiness {
  const last = (channel: Channel) =>
    proofs.find((proof) => proof.number === number && proof.channel === channel) ?? null;
  const failed = (channel: Channel) => {
    const failure = failures.find((one) => one.number === number && one.channel === channel);
    const proof = last(channel);
    return failure && (!proof || proof.at < failure.at) ? failure.at : null;
  };
  const texts = optedOut.includes(number) ? 'opted-out' : takesSms(number) ? 'taken' : 'landline';
  return {
    number,
    texts,
    proof: { sms: last('sms'), call: last('call') },
    failedAt: { sms: failed('sms'), call: failed('call') },
  };
}

/** The phone that is rung first. */
function callFaults([first]: readonly PhoneReadiness[], now: Date): ReadinessFault[] {
  if (!first) return ['no-phone'];
  if (first.failedAt.call) return ['call-failed'];
  return isFresh(first.proof.call, now) ? [] : ['call-untested'];
}

/** The phone that is written to. Whoever has landlines only is called, and that is all there is to it. */
function textFaults(phones: readonly PhoneReadiness[], now: Date): ReadinessFault[] {
  if (phones.length === 0) return [];
  const first = phones.find(({ texts }) => texts === 'taken');
  if (!first) return [phones.some(({ texts }) => texts === 'opted-out') ? 'opted-out' : 'landline'];
  if (first.failedAt.sms) return ['text-failed'];
  return isFresh(first.proof.sms, now) ? [] : ['text-untested'];
}

function otherFaults(rows: ReadinessRows, phones: readonly PhoneReadiness[], now: Date): ReadinessFault[] {
  const { quiet, cardFetchedAt, languages, spoken } = rows;
  const others = phones.slice(1).some(({ proof, failedAt }) => failedAt.call || !isFresh(proof.call, now));
  return [
    ...(phones.some(({ texts }) => texts === 'opted-out') ? (['number-opted-out'] as const) : []),
    ...(others ? (['other-phone'] as const) : []),
    ...(quiet === null ? (['quiet-untested'] as const) : quiet.rang ? [] : (['silent'] as const)),
    ...(cardFetchedAt === null ? (['no-card'] as const) : []),
    ...(languages.some((language) => spoken.has(language)) ? [] : (['language'] as const)),
  ];
}

function isFresh(proof: Proof | null, now: Date): boolean {
  return proof !== null && now.getTime() - proof.at.getTime() <= PROOF_MS;
}
