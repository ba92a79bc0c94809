import { readOnce } from '../../platform/read-once.ts';

/** How a promise whose time has come was kept; `unanswered`: the deadline passed, and there is no answer. */
export const STANDINGS = ['in-time', 'late', 'unanswered'] as const;
export type Standing = (typeof STANDINGS)[number];

/** How many promises stand how. */
export type Attainment = Record<Standing, number>;

/** All promises whose time has come. */
export function allOf(attainment: Attainment): number {
  return attainment['in-time'] + attainment.late + attainment.unanswered;
}

/** How many were missed. */
export function missesOf(attainment: Attainment): number {
  return attainment.late + attainment.unanswered;
}

/** When a promise was due, as `DUE_AT` in a query and however instants are written: that a deadline was moved does not undo a miss. */
export function promiseDueAt<At>({ respondBy, missedAt }: { respondBy: At; missedAt: At | null }): At {
  return missedAt ?? respondBy;
}

/** The share that was kept, 0 to 1; null where nothing was promised. */
export function shareOf(attainment: Attainment): number | null {
  const all = allOf(attainment);
  return all === 0 ? null : attainment['in-time'] / all;
}

/** Making one takes as long as writing a hundred. */
const percentIn = readOnce(
  (locale) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, roundingMode: 'floor' }),
);

/** `96 %` rounded down, so that only what is perfect reads 100 %. @param locale of the reader */
export function sayShare(share: number | null, locale: string): string {
  return share === null ? '–' : percentIn(locale).format(share);
}
