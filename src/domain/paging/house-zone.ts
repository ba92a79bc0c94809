import type { Db } from '../../platform/db/database.ts';
import { houseHours } from './house-hours.ts';

/** Where the contracts of the data sheet are sold: as long as no calendar says otherwise, people live there. */
export const DEFAULT_ZONE = 'Europe/Berlin';

/** The time zone the house lives by. */
export async function houseZone(db: Db): Promise<string> {
  return (await houseHours(db))?.timezone ?? DEFAULT_ZONE;
}
