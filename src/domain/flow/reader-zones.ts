import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const known = new Map<string, readonly string[]>();

/** The time zones of the country that a phone number belongs to; none where that is nobody's, or nobody knows. @param number in E.164 */
export function zonesOf(number: string): readonly string[] {
  const region = parsePhoneNumberFromString(number)?.country;
  if (region === undefined) return [];
  const zones = known.get(region) ?? zonesIn(region);
  known.set(region, zones);
  return zones;
}

/** Older engines have them as a property, newer ones by a method: https://tc39.es/proposal-intl-locale-info/ */
function zonesIn(region: string): readonly string[] {
  const locale = new Intl.Locale('und', { region }) as { timeZones?: string[]; getTimeZones?(): string[] };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
