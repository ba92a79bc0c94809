import { type DateTime, Duration } from 'luxon';

/** What is kept, by how long there is a reason to keep it. */
export const DATA_CLASSES = ['recordings', 'messages', 'calls', 'tickets', 'audit'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** How long each class is kept; null: without an end. */
export type Retention = Record<DataClass, Duration | null>;

/** The hour of the house's night at which the periods are kept to. */
const HOUR = 3;
const OVERDUE_MS = 3 * 86_400_000;
/** The next night, and one that was missed. */
const LEAP_MS = 2.5 * 86_400_000;
const MAX_OFFSET_MS = 3_600_000;
const MIN_PERIOD = Duration.fromISO('P1D');

/** `P90D`, `P2Y`, or `none`. @returns undefined for what is neither, or shorter than a day */
export function readPeriod(text: string): Duration | null | undefined {
  if (text === 'none') return null;
  const period = Duration.fromISO(text);
  return period.isValid && period.toMillis() >= MIN_PERIOD.toMillis() ? period : undefined;
}

/** What is older than this is not to be kept any more; null: everything is. */
export function endOf(period: Duration | null, now: DateTime): Date | null {
  return period && now.minus(period).toJSDate();
}

/** The next night. @param now in the house's time zone */
export function nextRun(now: DateTime): Date {
  const tonight = now.startOf('day').set({ hour: HOUR });
  return (tonight > now ? tonight : tonight.plus({ days: 1 })).toJSDate();
}

/**
 * Whether the clock may be wrong by days: hosts disagree about the hour, or the night before was long ago. What is deleted by such a clock
 * is lost, so that it has to be so for two nights.
 * @param lastNight when all was last deleted, or was last not, for doubt
 * @param offsetMs how far this host's clock is from the one that all share
 */
export function isClockInDoubt(lastNight: Date, now: Date, offsetMs: number): boolean {
  return Math.abs(offsetMs) > MAX_OFFSET_MS || now.getTime() - lastNight.getTime() > LEAP_MS;
}

/** What is done each night was last done so long ago that somebody has to look why. */
export function isOverdueNightly(doneAt: Date, now: Date): boolean {
  return now.getTime() - doneAt.getTime() > OVERDUE_MS;
}
