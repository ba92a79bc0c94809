import {
  type CountryCode,
  getCountryCallingCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { readTypedPhone } from './typed-phone.ts';

export type { CountryCode };

/**
 * Numbers the service may ring. Premium-rate, shared-cost, toll-free and satellite numbers are valid too, but ringing
 * them costs the operator or fails, and a dial plan that contains them invites toll fraud.
 */
const RINGABLE = new Set<string | undefined>(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP']);

/** A plus and 15 digits (ITU-T E.164, 6.1); the library takes one more for some German area codes. */
const MAX_E164 = 16;

/**
 * Short codes that a local exchange takes behind an area code, too: whoever dials 030 112 may be connected with the fire
 * brigade. In Germany no subscriber's number begins with 11; five digits from 19 are ambulances and the like.
 */
const SHORT_CODES: Partial<Record<CountryCode, RegExp>> = {
  DE: /^(11\d*|19\d{3})$/,
  AT: /^(112|12[0238]|13[03]|14[0-9]|1450|118\d{1,3})$/,
};

function isShortCode(phone: PhoneNumber): boolean {
  const codes = phone.country && SHORT_CODES[phone.country];
  if (!codes || phone.getType() === 'MOBILE') return false;
  const [_areaCode, ...subscriber] = phone.formatNational().split(/\D+/);
  return codes.test(subscriber.join(''));
}

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

/**
 * A number as the carrier shows it, in E.164: nobody typed it, so that one with our own country code and no plus is no doubt.
 * @returns null: it is none that could be rung
 */
export function readShown(text: string, country: CountryCode): string | null {
  const { number } = readPhone(text, country);
  if (number !== undefined) return number;
  const isOfCountry = text.trim().startsWith(getCountryCallingCode(country));
  return (isOfCountry ? readPhone(`+${text.trim()}`, country).number : undefined) ?? null;
}

/**
 * The number that a text or call came from, in E.164 where it is one, else as it is shown.
 * @param own one of ours, in E.164: numbers without a country code are of its country
 */
export function senderNumber(from: string, own: string): string {
  const country = parsePhoneNumberFromString(own)?.country;
  return (country && readShown(from, country)) ?? from;
}

/** Whether a number of the directory may take SMS: a landline does not. */
export function takesSms(phone: string): boolean {
  return parsePhoneNumberFromString(phone)?.getType() !== 'FIXED_LINE';
}

/** Whether a number is somebody's mobile, as far as its digits tell. */
export function isMobile(phone: string): boolean {
  const type = parsePhoneNumberFromString(phone)?.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}

/** Whoever has these phones gets no SMS. */
export function hasLandlinesOnly(phones: readonly string[]): boolean {
  return phones.length > 0 && !phones.some(takesSms);
}

function ringable(text: string, country: CountryCode): PhoneReading {
  const phone = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (!phone?.isValid() || phone.number.length > MAX_E164)
    return { problem: 'is not a phone number that exists' };
  if (!phone.country || !RINGABLE.has(phone.getType())) {
    return { problem: 'is neither a landline nor a mobile number' };
  }
  if (isShortCode(phone)) return { problem: 'is an emergency or service number' };
  return { number: phone.number };
}

/** Whether a number leads to ours: what is dialled after the end of a number is passed over, or chooses an extension. */
export function leadsTo(own: string, number: string): boolean {
  return number.startsWith(own);
}
