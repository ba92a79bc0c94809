import { doubling } from '../../platform/doubling.ts';

/**
 * What the carrier takes only so many of a second. Instants and spans are milliseconds, since 1970 or long, and may be
 * broken: there are fast lines.
 */
export interface Gate {
  /** when it opens for the next one */
  freeAt: number;
  /** how often the carrier has said that it is busy since it last took something */
  refusals: number;
}

export type GateName = 'calls' | 'messages';

/** Where something stands that is to go to the carrier. */
export interface Place {
  urgency: number;
  /** how many go before it; null: it could not go now, even if the gate were open */
  before: number | null;
  /** the instant from which it can go, where that is known */
  readyAt: Date | null;
}

/** A slot this near is now. */
const AT_ONCE_MS = 25;
/** Alarms ring on beats: whoever comes for a slot that was free so lately still has it. Older ones are gone. */
const BEAT_MS = 100;
const FIRST_REFUSAL_MS = 1_000;
/** A page must not wait for long. */
const MAX_REFUSAL_MS = 1_500;

/** When the next one may go. */
export function opensAt({ freeAt }: Gate, now: number): number {
  return freeAt < now - BEAT_MS ? now : freeAt;
}

export function isGateOpen(gate: Gate, now: number): boolean {
  return opensAt(gate, now) <= now + AT_ONCE_MS;
}

/**
 * The slot of whoever has so many before them, if nobody else comes. One that is near is now, as it is at the gate; a later one is
 * told in whole milliseconds, not before it begins.
 */
export function slotAfter(before: number, gate: Gate, gapMs: number, now: number): number {
  const slot = opensAt(gate, now) + before * gapMs;
  return slot <= now + AT_ONCE_MS ? now : Math.ceil(slot);
}

/** So many may go now, one after another. */
export function openSlots(gate: Gate, gapMs: number, now: number): number {
  return isGateOpen(gate, now) ? Math.floor((now + AT_ONCE_MS - opensAt(gate, now)) / gapMs) + 1 : 0;
}

/** One has gone. */
export function passOne(gate: Gate, gapMs: number, now: number): Gate {
  return { ...gate, freeAt: opensAt(gate, now) + gapMs };
}

/**
 * The carrier says that it is busy. Once may be one that came too soon; from the second time in a row on nothing goes for 1,
 * then 1.5 seconds, and then one asks for all: forty requests a minute are no load, and a page is not kept waiting. Several
 * refusals of the same moment are one.
 */
export function refuseOne(gate: Gate, gapMs: number, now: number): Gate {
  if (gate.refusals > 0 && gate.freeAt > now + gapMs + AT_ONCE_MS) return gate;
  const waitMs = gate.refusals === 0 ? 0 : doubling(gate.refusals, FIRST_REFUSAL_MS, MAX_REFUSAL_MS);
  return { freeAt: Math.max(gate.freeAt, now + waitMs), refusals: gate.refusals + 1 };
}

/**
 * A gate that stays shut for longer than all who wait need was shut by a clock that went wrong.
 * @returns for how long it may be shut at most
 */
export function longestShut(waiting: number, gapMs: number): number {
  return (waiting + 1) * gapMs + MAX_REFUSAL_MS;
}
