import { readOnce } from '../../platform/read-once.ts';

/** What a draw decides. Each has a stream of its own, so that a change of one thing leaves every other draw as it was. */
export const DRAWS = [
  'arrival',
  'severity',
  'customer',
  'kind',
  'sms-seen',
  'sms-delay',
  'sms-word',
  'call-answered',
  'call-key',
  'connect-answered',
  'customer-answered',
  'talk',
  'outcome',
  'carrier',
] as const;

/** Where in a rehearsal something is drawn. */
export interface DrawPlace {
  replication: number;
  /** which call, in the order in which they come in */
  call: number;
  /** whoever it is about, and which time */
  who?: number;
  turn?: number;
}

/**
 * A number from 0 up to, not including, 1: the same for the same seed, cause and place, whatever else is drawn. Mixed as
 * MurmurHash3 finishes its words, https://github.com/aappleby/smhasher/wiki/MurmurHash3.
 */
export function draw(seed: number, what: (typeof DRAWS)[number], place: DrawPlace): number {
  const { replication, call, who = -1, turn = -1 } = place;
  const stream = mix(seed ^ Math.imul(DRAWS.indexOf(what) + 1, 0x9e3779b1));
  return mixIn(mixIn(mixIn(mixIn(stream, replication), call), who), turn) / 0x1_0000_0000;
}

/** A time that is as likely shorter as longer than its median. @param spread of its logarithm */
export function drawMs(uniform: number, medianMs: number, spread: number): number {
  return medianMs * Math.exp(spread * quantile(uniform));
}

/** A key as a small number, for `who`. */
export const numberOf = readOnce((key) => {
  let hash = 0;
  for (const character of key) hash = Math.imul(hash, 31) + (character.codePointAt(0) ?? 0);
  return hash >>> 0;
});

function mixIn(state: number, part: number): number {
  return mix(state ^ Math.imul(part + 2, 0x85ebca6b));
}

function mix(value: number): number {
  let word = value >>> 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

/** Of the logistic distribution scaled to the normal one's spread: close enough, and in closed form. */
function quantile(uniform: number): number {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, uniform));
  return Math.log(inside / (1 - inside)) / 1.702;
}
