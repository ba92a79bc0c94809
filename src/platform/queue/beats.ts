import { now } from '../clock.ts';
import type { NewTimer } from '../db/database.ts';

/** Alarms ring on these beats, so that there are never more a second than this allows, whatever is due. */
export const ALARM_BEAT_MS = 100;

export type AlarmTimers = readonly Pick<NewTimer, 'dueAt'>[];

/** The beats at which alarms ring for what is due, each once. */
export function beatsOf(timers: AlarmTimers): number[] {
  const present = now().getTime();
  const beats = timers.map(({ dueAt }) => Math.ceil(Math.max(dueAt.getTime(), present) / ALARM_BEAT_MS));
  return [...new Set(beats)];
}

/** The beats whose alarm was set here and has yet to ring. */
export function createKnownBeats() {
  const known = new Set<number>();
  return {
    /** Those that have no alarm yet, or one that may be ringing. */
    without(beats: readonly number[]): number[] {
      const ringing = now().getTime() / ALARM_BEAT_MS + 1;
      for (const beat of known) if (beat <= ringing) known.delete(beat);
      return beats.filter((beat) => !known.has(beat));
    },
    add(beats: readonly number[]): void {
      for (const beat of beats) known.add(beat);
    },
    forget(beats: readonly number[]): void {
      for (const beat of beats) known.delete(beat);
    },
  };
}
