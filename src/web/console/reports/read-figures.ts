import { type AttainmentRow, countAttainment } from '../../../domain/attainment/attainment-store.ts';
import { listMissed, type MissedRow } from '../../../domain/attainment/missed-store.ts';
import type { Database } from '../../../platform/db/database.ts';
import { countRequests, type RequestFate } from '../requests/request-store.ts';
import { type CallHour, countCallHours } from './call-hours-store.ts';
import type { FigureFilter } from './figure-filter.ts';
import { countTries, type TriesRow } from './tries-store.ts';
import { countWaits, measureWaits, type Wait, type WaitRow } from './wait-store.ts';

/** All numbers that the figures show. */
export interface Numbers {
  attainment: AttainmentRow[];
  waits: WaitRow[];
  classes: { what: Wait; class: number; count: number }[];
  missed: MissedRow[];
  calls: CallHour[];
  tries: TriesRow[];
  requests: { fate: RequestFate; count: number }[];
}

/** The latest misses are looked into one by one, for a page no more than somebody waits for; a file has them all. */
const MAX_MISSED = { page: 500, file: 100_000 };

/**
 * @param zone of the days and hours
 * @param reader for what they are read
 */
export async function readFigures(
  db: Database,
  filter: FigureFilter,
  { zone, reader }: { zone: string; reader: keyof typeof MAX_MISSED },
  now: Date,
): Promise<Numbers> {
  const [attainment, waits, classes, missed, calls, tries, requests] = await Promise.all([
    countAttainment(db, filter, zone, now),
    measureWaits(db, filter, now),
    countWaits(db, filter, now),
    listMissed(db, filter, MAX_MISSED[reader], now),
    countCallHours(db, filter, zone),
    countTries(db, filter),
    countRequests(db, filter, now),
  ]);
  return { attainment, waits, classes, missed, calls, tries, requests };
}
