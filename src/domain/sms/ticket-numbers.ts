/** More numbers than these are no mention of a ticket, but a list of something. */
const MAX_NUMBERS = 8;
/** More numbers than these do not fit one SMS with the rest of the text. */
const MAX_TOLD = 4;
/** What people write as a phone number: `0171 2345678`, `+49 (30) 23125-101`, `030/231 25 101`. */
const PHONE = /(?<![\p{L}\p{N}])(?:\+|0)[0-9][0-9\s()/.-]{3,}[0-9]/gu;
/** Digits by themselves; a letter, a point or a colon beside them makes them a version, an amount or a time. */
const NUMBER = /(?<![\p{L}\p{N}][.,:_-]?)[1-9][0-9]{2,17}(?![0-9]|[.,:_-]?[\p{L}\p{N}])/gu;

/** The numbers in a sentence that may be those of tickets, as they stand in it. A phone number is none. */
export function ticketNumbersIn(text: string): string[] {
  const found = text.replace(PHONE, ' ').match(NUMBER) ?? [];
  return [...new Set(found)].slice(0, MAX_NUMBERS);
}

/** The first of some tickets' numbers, for a text that asks which is meant. */
export function tellNumbers(numbers: readonly string[]): string {
  return numbers.slice(0, MAX_TOLD).join(', ') + (numbers.length > MAX_TOLD ? ' ...' : '');
}
