import { DEFAULT_ZONE } from '../../../domain/paging/house-zone.ts';

/** The time zones a calendar or schedule can have. */
export const ZONES = Intl.supportedValuesOf('timeZone');

/** The time zone a new entry begins with: the house's, where it can be chosen. */
export function zoneForNew(houseZone: string): string {
  return ZONES.includes(houseZone) ? houseZone : DEFAULT_ZONE;
}
