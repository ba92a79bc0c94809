import type { Seated } from '../../../../domain/customers/seat-store.ts';
import { type Checked, checkEntry, schemasInForce } from '../../../../domain/directory-entry/check-entry.ts';
import type { ContactEntry } from '../../../../domain/directory-entry/directory-schema.ts';
import { fingerprintOf } from '../../../../domain/directory-entry/fingerprint.ts';
import type { ConsoleDeps } from '../../deps.ts';
import { isoDayOf, startOfDay } from '../say-date.ts';

/** The forms of a seat's page, by the last part of their addresses. */
export type SeatForm = 'reach' | 'take' | 'stand-in';

export const PERSON_FIELDS = ['name', 'phones', 'language'] as const;

/** What somebody is called and how they are reached, as the fields of a form. */
export function reachFields(contact: Seated): Record<string, string> {
  return {
    name: contact.name,
    phones: contact.phones.join('\n'),
    language: contact.language,
    version: versionOfSeat(contact),
  };
}

export function versionOfSeat({ name, phones, language }: Seated): string {
  return fingerprintOf([name, phones, language]);
}

/** Holds a filled-in form against the rules of the directory file. */
export async function checkPerson(
  { database, hotline }: Pick<ConsoleDeps, 'database' | 'hotline'>,
  { name, phones = '', language }: Record<string, string>,
): Promise<Checked<ContactEntry>> {
  const { contact } = await schemasInForce(database, hotline);
  return checkEntry(contact, { name, phones: readPhones(phones), language });
}

/** One number a line, as people paste them. */
function readPhones(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((phone) => phone.trim())
    .filter((phone) => phone !== '');
}

/** Nobody stands in for longer: that would be a seat of their own. */
const MAX_DAYS = 366;

/**
 * The time somebody stands in, from the first to the last day in the customer's time zone; a first day that is missing or
 * today begins at once.
 */
export function readTerm(
  { from = '', until = '' }: Record<string, string>,
  zone: string,
  now: Date,
): Checked<{ since: Date; until: Date }> {
  const today = isoDayOf(now, zone);
  const since = from === '' || from === today ? now : startOfDay(from, zone);
  const end = startOfDay(until, zone, 1);
  const faults = [
    ...(since === null || since < now ? ['from'] : []),
    ...(end === null || end <= now || (since !== null && !isTerm(since, end)) ? ['until'] : []),
  ];
  return since && end && faults.length === 0 ? { entry: { since, until: end } } : { faults };
}

function isTerm(since: Date, end: Date): boolean {
  return since < end && end.getTime() - since.getTime() <= MAX_DAYS * 24 * 3_600_000;
}
