import { readPhone } from '../../../domain/directory-entry/phone.ts';

/** What somebody typed, and what it may be besides words. */
export interface Search {
  text: string;
  /** E.164 */
  phone: string | null;
  /** digits that stand together in a number */
  partOfPhone: string | null;
  /** a ticket's or a customer's number */
  digits: string | null;
}

const MAX_SEARCH = 200;
/** Fewer digits stand in nearly every number. */
const MIN_PART = 3;
const MAX_PART = 15;

/** @param typed `4711` and `#4711` are the same ticket */
export function readSearch(typed: string): Search | null {
  const text = typed.slice(0, MAX_SEARCH).replace(/^#\s*(?=\d)/, '');
  if (text === '') return null;
  const digits = /^\d{1,18}$/.test(text) ? text : null;
  const phone = /\d{4}/.test(text) ? (readPhone(text, 'DE').number ?? null) : null;
  return { text, digits, phone, partOfPhone: readPart(text) };
}

/** What is typed of a number, as it stands in E.164: `030 231`, `+49 30 231`, `0049 30`, or digits of its middle or end. */
function readPart(text: string): string | null {
  if (!/^\+?[\d\s()/.-]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, '').replace(/^00?/, '');
  return digits.length >= MIN_PART && digits.length <= MAX_PART ? digits : null;
}
