import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Formats } from './prompts.ts';

/**
 * A phone number in groups with a pause between them: the country, unless it is the hotline's own, the area code, then the
 * rest as the language puts it together.
 * @param number in E.164; anything else is told digit by digit
 * @param hotline the hotline's own number; without it every number has its country
 */
export function tellPhone(number: string, grouping: Formats['phone'], hotline: string | undefined): string {
  const phone = grouping && parsePhoneNumberFromString(number);
  if (!phone) return apart(number.replace(/\D/g, ''));
  const own = parsePhoneNumberFromString(hotline ?? '')?.countryCallingCode === phone.countryCallingCode;
  const [area = '', ...rest] = (own
    ? phone.formatNational()
    : phone.formatInternational().replace(/^\+\d+ ?/, '')
  ).match(/\d+/g) ?? [phone.nationalNumber];
  const groups = [area, ...inGroups(rest.join(''), grouping.group)];
  const country = own ? [] : [`+ ${apart(phone.countryCallingCode)}`];
  return [...country, ...groups.map((group) => (grouping['as-numbers'] ? group : apart(group)))].join(', ');
}

/** With a space between them every voice reads digits one by one. */
function apart(digits: string): string {
  return digits.split('').join(' ');
}

/** The last group is never a single digit: it takes one from the group before, or joins it. */
function inGroups(digits: string, size: number): string[] {
  const groups = digits.match(new RegExp(`\\d{1,${size}}`, 'g')) ?? [];
  const last = groups.at(-1) ?? '';
  if (last.length > 1 || groups.length < 2) return groups;
  return [...groups.slice(0, -2), `${groups.at(-2) ?? ''}${last}`];
}
