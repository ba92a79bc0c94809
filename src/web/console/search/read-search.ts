import { keptName } from '../../../domain/directory-entry/entry-values.ts';
import { readPhone } from '../../../domain/directory-entry/phone.ts';
import { plainDigits, readTypedPhone } from '../../../domain/directory-entry/typed-phone.ts';

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
  const text = keptName(typed.slice(0, MAX_SEARCH)).replace(/^[#＃]\s*(?=\p{Nd})/u, '');
  if (text === '') return null;
  const plain = plainDigits(text);
  const digits = /^\d{1,18}$/.test(plain) ? plain : null;
  const phone = /\d{4}/.test(plain) ? (readPhone(text, 'DE').number ?? null) : null;
  return { text, digits, phone, partOfPhone: readPart(text) };
}

/** What is typed of a number, as it stands in E.164: `030 231`, `+49 (0)30 231`, `0049 30`, or digits of its middle or end. */
function readPart(text: string): string | null {
  const typed = readTypedPhone(text.replace(/(?<=\d\s*)[([]\s*0\s*[)\]]/, ''));
  if ('problem' in typed) return null;
  const digits = typed.international ? typed.digits : typed.digits.replace(/^0/, '');
  return digits.length >= MIN_PART && digits.length <= MAX_PART ? digits : null;
}
