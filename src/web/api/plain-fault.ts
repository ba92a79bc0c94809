import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a kind of value is called. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

/** What is wrong with a field, in words for whoever sent it, by an issue that says what was sent; the words of a schema's own rule stay as they are. */
export function plainFault(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'This is missing.';
      return isJargon(issue.message) ? `Send ${KINDS[issue.expected] ?? issue.expected}.` : issue.message;
    case 'invalid_union':
      return unionFault(issue);
    case 'invalid_value':
      return `Allowed: ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `Not known here: ${issue.keys.map(shown).join(', ')}.`;
    case 'too_small':
      return bound(issue, 'at least', issue.minimum);
    case 'too_big':
      return bound(issue, 'at most', issue.maximum);
    case 'invalid_format':
      return isJargon(issue.message) ? 'This is not written as it should be.' : issue.message;
    default:
      return isJargon(issue.message) ? 'This cannot be used.' : issue.message;
  }
}

/** None of several ways to write it: the names of all of them, or what is wrong by each. */
function unionFault(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if ('options' in issue && issue.options) return `Allowed: ${issue.options.map(String).join(', ')}.`;
  if (issue.input === undefined) return 'This is missing.';
  return issue.errors.flatMap(([first]) => (first ? [plainFault(first)] : [])).join(' Or: ');
}

function bound(issue: { origin: string; message: string }, how: string, limit: number | bigint): string {
  if (!isJargon(issue.message)) return issue.message;
  if (issue.origin === 'string')
    return `Send ${how} ${limit} ${Number(limit) === 1 ? 'character' : 'characters'}.`;
  return `Allowed: ${how} ${limit}.`;
}

/** The validator's own words: https://zod.dev/error-customization */
function isJargon(message: string): boolean {
  return /^(Invalid |Too (small|big)|Unrecognized |expected )/.test(message);
}

/** What was sent as a name is told back in part only, and as letters. */
function shown(key: string): string {
  return key.replaceAll(/[^\w-]/g, '?').slice(0, 40);
}
