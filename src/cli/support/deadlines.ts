import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Calendar, compileCalendar } from '../../domain/calendar/calendar.ts';
import type { CalendarDefinition } from '../../domain/calendar/calendar-definition.ts';
import { readIsoTime } from '../../domain/calendar/read-iso-time.ts';
import { type ResponseTarget, respondBy } from '../../domain/calendar/response-target.ts';
import { doubledKeys } from '../../platform/doubled-keys.ts';
import { HotlineError } from '../../platform/errors.ts';
import { withoutMembers } from '../../platform/without-members.ts';

/** What a directory says about deadlines, by the names of calendars, plans and severities. */
export interface DeadlineRules {
  calendars: Record<string, CalendarDefinition>;
  plans: Record<string, { response: Record<string, ResponseTarget> }>;
}

type Fields = Record<string, unknown>;

/** What a line gets: a deadline, or the reason why it has none. */
type Answer = { respondBy: string } | { error: string };

/** A line beyond this is no question about a deadline, and no reason to run out of memory. */
const MAX_LINE = 1024 * 1024;

/** The fields that a deadline is computed from. */
const ASKED = ['calendar', 'severity', 'plan', 'at'];

/** The fields that tell what came of it. */
const ANSWERS = ['respondBy', 'error'];

const INSTANT = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * Answers JSON lines `{"calendar","severity","plan","at"}` with the same line and one field more: `"respondBy"`, an instant
 * in RFC 3339 in UTC, or `"error"`, a sentence. A bad line stops nothing; one that is no JSON object comes back
 * as `{"line","error"}`. Empty lines are left out. Reads no faster than the output is taken, and leaves the output open.
 * @param input UTF-8 text in pieces of any size; lines end with a line feed
 * @returns how many lines were answered, and how many of them with an error
 * @throws HotlineError 'bad-directory' for a calendar that can't be used, 'bad-input' for a line of more than a mebibyte
 */
export async function runDeadlines(
  input: AsyncIterable<string | Uint8Array>,
  output: Writable,
  rules: DeadlineRules,
): Promise<{ lines: number; failed: number }> {
  const calendars = new Map(
    Object.entries(rules.calendars).map(([name, definition]) => [name, compileCalendar(definition)]),
  );
  const plans = new Map(
    Object.entries(rules.plans).map(([name, plan]) => [name, new Map(Object.entries(plan.response))]),
  );
  const counts = { lines: 0, failed: 0 };

  const answerLine = (line: string): string => {
    const fields = readFields(line);
    const answer =
      fields === undefined
        ? {
            error:
              'This is no JSON object; write one line like {"calendar":"…","severity":1,"plan":"…","at":"…"}.',
          }
        : (askedTwice(line) ?? answerFields(fields, calendars, plans));
    counts.lines += 1;
    if ('error' in answer) counts.failed += 1;
    return `${fields === undefined ? JSON.stringify({ line, ...answer }) : withAnswer(line, fields, answer)}\n`;
  };

  await pipeline(
    input,
    async function* (pieces: AsyncIterable<string | Uint8Array>) {
      for await (const lines of linesOf(pieces)) {
        const answers = lines.filter((line) => line.trim() !== '').map(answerLine);
        if (answers.length > 0) yield answers.join('');
      }
    },
    output,
    { end: false },
  );
  return counts;
}

/** The lines that each piece of text completes. Not `readline`: that also breaks lines at U+2028, which JSON allows in a text. */
async function* linesOf(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let begun = '';
  for await (const piece of pieces) {
    const lines = (
      begun + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))
    ).split('\n');
    begun = lines.pop() ?? '';
    if (begun.length > MAX_LINE) {
      throw new HotlineError(
        'bad-input',
        `A line is longer than ${MAX_LINE} characters: this is not JSON Lines.`,
      );
    }
    yield lines;
  }
  yield [begun + decoder.decode()];
}

function readFields(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** A field that stands twice has two answers; what is only handed through stands as it was written. */
function askedTwice(line: string): Answer | null {
  // hardly ever so, and a line is looked at whole only where it may be
  const mayBe =
    line.includes('\\') || ASKED.some((key) => line.indexOf(`"${key}"`) !== line.lastIndexOf(`"${key}"`));
  const twice = mayBe ? doubledKeys(line).find((key) => ASKED.includes(key)) : undefined;
  return twice === undefined ? null : { error: `"${twice}" stands twice in this line; keep one of the two.` };
}

function answerFields(
  fields: Fields,
  calendars: ReadonlyMap<string, Calendar>,
  plans: ReadonlyMap<string, ReadonlyMap<string, ResponseTarget>>,
): Answer {
  const calendar = named(calendars, fields.calendar);
  if (calendar === undefined) return { error: unknownName('calendar', fields, calendars) };
  const response = named(plans, fields.plan);
  if (response === undefined) return { error: unknownName('plan', fields, plans) };
  const target = named(response, fields.severity);
  if (target === undefined) return { error: unknownName('severity', fields, response) };
  const start = readInstant(fields.at);
  if (start === undefined) {
    return {
      error: `"at" is ${shown(fields.at)}; allowed is an instant with its offset, like 2026-10-01T16:30:00+02:00.`,
    };
  }
  try {
    const deadline = respondBy(target, calendar, start).respondBy.toISOString();
    // a year that RFC 3339 cannot write has a sign before it
    if (/^[+-]/.test(deadline))
      return { error: `"at" is ${shown(fields.at)}; allowed are years of four digits.` };
    return { respondBy: deadline };
  } catch (error) {
    if (error instanceof HotlineError) return { error: error.message };
    throw error;
  }
}

/** Severities are numbers to people and keys to a plan: both are taken. */
function named<T>(known: ReadonlyMap<string, T>, name: unknown): T | undefined {
  return typeof name === 'string' || typeof name === 'number' ? known.get(String(name)) : undefined;
}

function unknownName(field: string, fields: Fields, known: ReadonlyMap<string, unknown>): string {
  const allowed = known.size === 0 ? 'none is defined' : `allowed are ${[...known.keys()].join(', ')}`;
  return `"${field}" is ${shown(fields[field])}; ${allowed}.`;
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** Without an offset it would be an instant of wherever this runs, so that is refused. */
function readInstant(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined;
  const instant = readIsoTime(value.toUpperCase(), 'utc');
  return instant.isValid ? instant.toJSDate() : undefined;
}

/**
 * The line as it was written, with one field more, in place of an answer that it brings: writing it anew would move keys that
 * look like numbers to the front and round large numbers.
 */
function withAnswer(line: string, fields: Fields, answer: Answer): string {
  const isAnswered = ANSWERS.some((key) => Object.hasOwn(fields, key));
  const asked = isAnswered ? withoutMembers(line, ANSWERS) : line;
  const open = asked.trimEnd().slice(0, -1).trimEnd();
  const separator = open.endsWith('{') ? '' : ',';
  return `${open}${separator}${JSON.stringify(answer).slice(1)}`;
}
