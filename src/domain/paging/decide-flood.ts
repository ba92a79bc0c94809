import type { UnverifiedLimits } from '../calls/hotline.ts';

const HOUR_MS = 3_600_000;
const LOOK_AGAIN_MS = 10 * 60_000;
/** Around a rate a flood must not begin and end again and again: it is over when the rate has halved. */
const OVER_SHARE = 0.5;

/** Unverified tickets since this instant make a flood, if there are too many. */
export function floodSince(now: Date): Date {
  return new Date(now.getTime() - HOUR_MS);
}

/** In a flood one call tells a person of all unverified tickets, and the next comes after this long. */
const BETWEEN_CALLS_MS = 15 * 60_000;

/** A phone that has rung about unverified tickets since this instant is left in peace in a flood. */
export function inPeaceSince(now: Date): Date {
  return new Date(now.getTime() - BETWEEN_CALLS_MS);
}

/** What a turn of a flood does. */
export interface FloodTurn {
  change: 'begins' | 'goes-on' | 'is-over';
  /** what the supervisors read of it: of how many tickets; null: nothing new */
  told: { text: 'flood' | 'flood-over'; count: number } | null;
  /** when to look whether it is over; null: it is */
  lookAt: Date | null;
}

/**
 * An unverified ticket is about to be opened: if that makes too many, a flood begins, and the supervisors are told.
 * @param since how many have been opened since `floodSince`
 * @returns null: it is no flood
 */
export function decideFloodBegin(
  since: number,
  { perHour }: Pick<UnverifiedLimits, 'perHour'>,
  now: Date,
): FloodTurn | null {
  const count = since + 1;
  if (count <= perHour) return null;
  return { change: 'begins', told: { text: 'flood', count }, lookAt: lookAgainAt(now) };
}

/**
 * Looks whether a flood is over: then the supervisors are told.
 * @param counts.since how many have been opened since `floodSince`
 * @param counts.open how many unverified tickets nobody has answered yet
 */
export function decideFloodEnd(
  { since, open }: { since: number; open: number },
  { perHour }: Pick<UnverifiedLimits, 'perHour'>,
  now: Date,
): FloodTurn {
  if (since > perHour * OVER_SHARE) return { change: 'goes-on', told: null, lookAt: lookAgainAt(now) };
  return { change: 'is-over', told: { text: 'flood-over', count: open }, lookAt: null };
}

function lookAgainAt(now: Date): Date {
  return new Date(now.getTime() + LOOK_AGAIN_MS);
}
