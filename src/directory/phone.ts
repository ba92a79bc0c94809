import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

export type { CountryCode };

/**
 * Numbers the service may ring. Premium-rate, shared-cost, toll-free and satellite numbers are valid too, but ringing
 * them costs the operator or fails, and a dial plan that contains them invites toll fraud.
 */
const RINGABLE = new Set<string | undefined>(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP']);

export type PhoneReading =
  | { number: string; problem?: never }
  /** `problem` finishes the sentence "The number …"; it never repeats the number. */
  | { number?: never; problem: string };

/**
 * Reads a phone number as people type it.
 * @param text such as `030 23125-101` or `+49 30 23125101`
 * @param country where a number without a country code belongs, ISO 3166 alpha-2
 * @returns the number in E.164 (`+493023125101`), or what is wrong with it
 */
export function readPhone(text: string, country: CountryCode): PhoneReading {
  const phone = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (!phone?.isValid()) return { problem: 'is not a phone number that exists' };
  if (phone.ext) return { problem: 'has an extension, which cannot be dialled' };
  if (!phone.country || !RINGABLE.has(phone.getType())) {
    return { problem: 'is neither a landline nor a mobile number' };
  }
  return { number: phone.number };
}
