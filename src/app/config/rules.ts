import { z } from 'zod';
import { decoded } from '../../platform/decoded.ts';
import { seenText } from '../../platform/seen-text.ts';
import { weaknessOf } from '../../platform/weak-secret.ts';

/** A value with what is allowed, said in the words of the README. */
export const matching = (pattern: RegExp, allowed: string) => z.string(allowed).regex(pattern, allowed);

/** @param rest how many different characters beside placeholders */
export const strong = (secret: z.ZodString, rest: number) =>
  secret.superRefine((value, context) => {
    const weakness = weaknessOf(value, rest);
    if (weakness !== null)
      context.addIssue({ code: 'custom', message: `${weakness}; "openssl rand -base64 32" makes one` });
  });

export const url = (allowed: string) =>
  z.url({ protocol: /^https?$/, error: allowed }).refine((value) => isSendable(URL.parse(value)), allowed);

/** User and password are sent decoded. */
const isSendable = (read: URL | null) =>
  read === null || decoded(`${read.username}:${read.password}`) !== null;

/** An address that stands in what we send: whoever reads that would read the password, too. */
export const shownUrl = (allowed: string) =>
  url(allowed).refine((value) => !hasUser(URL.parse(value)), allowed);

const hasUser = (read: URL | null) => read !== null && read.username + read.password !== '';

/** An address that is continued by a path. */
export const base = (allowed: string) => url(allowed).transform(withoutSlash);

export const anyText = z.string();

/** What nobody sees comes along where a value is copied out of a page or a message. */
const seen = (pattern: RegExp, allowed: string) =>
  matching(pattern, allowed).refine((value) => seenText(value) === value, allowed);

/** Files that keep quotes around a value, and spaces and line ends that come along, would make another one of it. */
export const bare = seen(
  /^(?![\s"']).+(?<![\s"'])$/s,
  'without quotes and spaces around it, and without characters that nobody sees',
);

/** A place that is made where there is none: what nobody means would be made, too. */
export const newPath = seen(
  /^(?![\s"'~]).+(?<![\s"'])$/s,
  'a path without quotes and spaces around it, without ~ and without characters that nobody sees',
);

/** A number of so many digits, from 1. */
export const fromOne = (digits: number, usual: number) =>
  matching(new RegExp(`^(?!0+$)\\d{1,${digits}}$`), 'a whole number from 1')
    .transform(Number)
    .default(usual);

/** Whole seconds, read as milliseconds. */
export const seconds = (pattern: RegExp, allowed: string, usual: number) =>
  matching(pattern, allowed)
    .transform(Number)
    .default(usual)
    .transform((read) => read * 1_000);

/** A whole number within bounds. */
export const between = (least: number, most: number, usual: number) => {
  const allowed = `a whole number from ${least} to ${most}`;
  return matching(/^\d{1,6}$/, allowed)
    .transform(Number)
    .refine((read) => read >= least && read <= most, allowed)
    .default(usual);
};

export function withoutSlash(value: string): string {
  return value.replace(/\/+$/, '');
}
