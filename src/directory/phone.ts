import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { readTypedPhone } from './typed-phone.ts';

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
 * Reads a phone number as people type it. One that can be read as two numbers is refused: to ring a stranger at night is
 * worse than to ask back.
 * @param text such as `030 23125-101`, `+49 (0)30 23125101`, `tel:+493023125101`
 * @param country where a number without a country code belongs, ISO 3166 alpha-2
 * @returns the number in E.164 (`+493023125101`), or what is wrong with it
 */
export function readPhone(text: string, country: CountryCode): PhoneReading {
  const typed = readTypedPhone(text);
  if ('problem' in typed) return typed;
  const { digits } = typed;
  if (typed.international) return ringable(`+${digits}`, country);
  // as people there dial it; as the same without what they dial before an area code; with a country code but no plus
  const asDialled = ringable(digits, country);
  const inCountry = ringable(`+${getCountryCallingCode(country)}${digits}`, country);
  const abroad = ringable(`+${digits}`, country);
  const numbers = new Set([asDialled, inCountry, abroad].flatMap(({ number }) => number ?? []));
  if (numbers.size > 1) return { problem: 'can be read with a country code and without' };
  if (abroad.number !== undefined && asDialled.number === undefined) {
    return { problem: 'seems to begin with a country code, but has no + or 00 in front' };
  }
  return asDialled;
}

function ringable(text: string, country: CountryCode): PhoneReading {
  const phone = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (!phone?.isValid()) return { problem: 'is not a phone number that exists' };
  if (!phone.country || !RINGABLE.has(phone.getType())) {
    return { problem: 'is neither a landline nor a mobile number' };
  }
  return { number: phone.number };
}
