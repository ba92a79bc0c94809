import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';

/** Both halves of a fault as one message of a schema; `explainIssue` takes them apart again. */
export function says(message: string, remedy: string): string {
  return `${message}\n${remedy}`;
}

/** What a schema found at one place. */
interface Explanation {
  path: PropertyKey[];
  message: string;
  remedy: string;
}

/** Turns an issue of a schema into sentences; an issue about several unknown keys becomes one explanation each. */
export function explainIssue(issue: z.core.$ZodIssue): Explanation[] {
  const path = [...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => explainUnknownKey([...path, key], key, issue.message));
    case 'invalid_key':
      return [{ path, ...halves(issue.issues[0]?.message ?? issue.message) }];
    case 'invalid_type':
      return [{ path, ...explainType(issue) }];
    case 'invalid_value':
      return [{ path, ...explainChoice(issue) }];
    case 'too_big':
      return [{ path, ...halves(issue.message.includes('\n') ? issue.message : TOO_BIG) }];
    default:
      return [{ path, ...halves(issue.message) }];
  }
}

/** Said of a number that cannot be counted with, where a schema has no words of its own. */
const TOO_BIG = says('is too large a number.', 'Write a smaller one.');

function halves(message: string): { message: string; remedy: string } {
  const [first = '', remedy] = message.split('\n');
  return { message: first, remedy: remedy ?? 'Correct the value.' };
}

/** @param known the keys that may stand here, as `fields` in directory-schema.ts lists them */
function explainUnknownKey(path: PropertyKey[], key: string, known: string): Explanation {
  const meant = didYouMean(key, known.split(', '));
  return {
    path,
    message: 'is not a key that is known here.',
    remedy: meant ? `Did you mean "${meant}"?` : `Known here are: ${known}.`,
  };
}

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function explainType(issue: z.core.$ZodIssueInvalidType): { message: string; remedy: string } {
  const wanted = KINDS[issue.expected] ?? issue.expected;
  if (issue.input === undefined)
    return { message: 'is missing.', remedy: `Add it: ${wanted} is needed here.` };
  if (issue.input === null) return { message: 'is empty.', remedy: `Write ${wanted} here.` };
  if (issue.expected === 'string' && typeof issue.input !== 'object') {
    return { message: 'must be a text, but without quotes this is not one.', remedy: 'Put it in quotes.' };
  }
  return { message: `must be ${wanted}.`, remedy: `Write ${wanted} here.` };
}

function explainChoice(issue: z.core.$ZodIssueInvalidValue): { message: string; remedy: string } {
  const choices = issue.values.map(String);
  const list = choices.join(', ');
  if (issue.input === undefined) return { message: 'is missing.', remedy: `Add it: one of ${list}.` };
  if (typeof issue.input === 'string' && choices.includes(issue.input)) {
    return { message: 'must be a number, not a text.', remedy: 'Write it without quotes.' };
  }
  const meant = typeof issue.input === 'string' ? didYouMean(issue.input, choices) : undefined;
  return {
    message: `must be one of ${list}.`,
    remedy: meant ? `Did you mean "${meant}"?` : `Write one of ${list}.`,
  };
}
