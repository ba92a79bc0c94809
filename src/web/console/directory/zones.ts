/** The time zones a calendar or schedule can have. */
export const ZONES = Intl.supportedValuesOf('timeZone');

/** Where the contracts of the data sheet are sold. */
const DEFAULT_ZONE = 'Europe/Berlin';

/** The time zone a new entry begins with: the house's, once a calendar has told it. */
export function zoneForNew(houseZone: string): string {
  return ZONES.includes(houseZone) ? houseZone : DEFAULT_ZONE;
}
