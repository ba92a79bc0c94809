import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { fullList } from './entry-values.ts';
import { says } from './explain-issue.ts';
import { type CountryCode, leadsTo, readPhone } from './phone.ts';

/*
 * Values of a directory file that are held against what else there is: names that are mentioned, and phones.
 */

/** The hotline's own numbers, E.164. */
export interface OwnNumbers {
  number: string;
  /** where calls come from that try the line; undefined: none do */
  drillNumber?: string | undefined;
}

/** What a schema has to know of the rest of the directory. */
export interface Surroundings {
  /** Where a number without a country code belongs. */
  country: CountryCode;
  /** Where nobody is reached, and from where nobody calls; undefined: not known. */
  own?: OwnNumbers | undefined;
  /** The names that may be mentioned. */
  names: Record<Mentioned, ReadonlySet<string>>;
  hasSupervisors: boolean;
}

export type Mentioned = 'calendars' | 'plans' | 'engineers' | 'schedules' | 'escalations';

const NOUNS: Record<Mentioned, string> = {
  calendars: 'calendar',
  plans: 'plan',
  engineers: 'engineer',
  schedules: 'schedule',
  escalations: 'escalation policy',
};

/** A number of the directory, in E.164 however it was typed. The messages never repeat it: they may end up in a log. */
export function phonesSchema({ country, own }: Surroundings) {
  const phone = z.string().transform((typed, context) => {
    const reading = readPhone(typed, country);
    const owned = reading.number === undefined ? null : sayOwned(reading.number, own);
    if (owned !== null) {
      context.addIssue({ code: 'custom', message: owned });
      return z.NEVER;
    }
    if (reading.number !== undefined) return reading.number;
    const remedy = 'Write a landline or mobile number with + and its country code: "+49 30 23125 000".';
    context.addIssue({ code: 'custom', message: says(`${reading.problem}.`, remedy) });
    return z.NEVER;
  });
  return fullList(phone).refine((phones) => new Set(phones).size === phones.length, {
    error: says('names the same number twice.', 'Name each number once.'),
  });
}

/** Why a number that is ours is nobody's; null: it is none of ours. */
function sayOwned(number: string, own: OwnNumbers | undefined): string | null {
  if (own === undefined) return null;
  const wanted = 'Write a number at which the person is reached';
  if (leadsTo(own.number, number))
    return says('is the number of the hotline itself.', `${wanted}: the hotline would call itself.`);
  if (own.drillNumber !== undefined && leadsTo(own.drillNumber, number))
    return says(
      'is the number that the hotline makes its drill calls from (DRILL_NUMBER).',
      `${wanted}: whoever calls from this one is taken for a drill and hung up on.`,
    );
  return null;
}

/** Says that a name leads nowhere, and which one may have been meant. */
function unknownName(section: Mentioned, name: string, names: ReadonlySet<string>): string {
  const noun = NOUNS[section];
  const meant = didYouMean(name, names);
  return says(
    `names the ${noun} "${name}", which does not exist.`,
    meant ? `Did you mean "${meant}"?` : `Add the ${noun} under ${section}, or name one that exists.`,
  );
}

export function mentionSchema(section: Mentioned, { names }: Surroundings) {
  return z.string().refine((name) => names[section].has(name), {
    error: ({ input }) => unknownName(section, String(input), names[section]),
  });
}

/** `schedule:front`, `engineer:anna`, `tam` or `supervisors`. */
export function targetSchema(surroundings: Surroundings) {
  return z.string().superRefine((target, context) => {
    const message = targetFault(target, surroundings);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
}

function targetFault(target: string, { names, hasSupervisors }: Surroundings): string | undefined {
  const [, kind, name] = /^(schedule|engineer):(.+)$/su.exec(target) ?? [];
  if (name !== undefined) {
    const section = kind === 'schedule' ? 'schedules' : 'engineers';
    return names[section].has(name) ? undefined : unknownName(section, name, names[section]);
  }
  if (target === 'tam' || (target === 'supervisors' && hasSupervisors)) return undefined;
  // a page to supervisors whom nobody named would reach no one
  return target === 'supervisors'
    ? says('pages the supervisors, but none are named.', 'Add supervisors: { phones: [...] }.')
    : says('is nobody who can be paged.', 'Write schedule:NAME, engineer:NAME, tam or supervisors.');
}
