import type { Db } from '../../platform/db/database.ts';
import { houseHours } from './house-hours.ts';

/** The time zone the house lives by. */
export async function houseZone(db: Db): Promise<string> {
  return (await houseHours(db))?.timezone ?? 'UTC';
}
