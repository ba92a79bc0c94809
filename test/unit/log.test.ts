import { describe, expect, it, test } from 'vitest';
import { createLogger, withoutOrders } from '../../src/platform/log.ts';
import { rememberLog } from '../support/written-down.ts';

const NUMBER = '+493023125101';
const MASKED = '+49…101';

test('a number is masked wherever it stands: in words, fields, lists, errors and what caused them', () => {
  const { log, lines } = rememberLog();
  const cause = new Error(`the carrier refused ${NUMBER}`);
  const err = new Error(`a call to ${NUMBER} failed`, { cause });
  log.warn(
    { err, to: NUMBER, calls: [{ from: NUMBER, more: { deep: NUMBER } }] },
    `${NUMBER} cannot be reached`,
  );
  expect(lines.join('')).not.toContain(NUMBER);
  expect(lines.join('').split(MASKED).length).toBeGreaterThan(6);
});

test('an error tells what is wrong, and not what it was given', () => {
  const { log, lines } = rememberLog();
  const err = Object.assign(new Error('a row was refused'), {
    code: '23505',
    constraint: 'contacts_name_unique',
    detail: 'Key (name)=(Erika Beispiel) already exists.',
    body: 'pin=471108',
    where: 'Erika Beispiel',
  });
  log.error({ err }, 'a request failed');
  const line = JSON.parse(lines[0] ?? '') as { err: object };
  expect(line.err).toMatchObject({
    message: 'a row was refused',
    code: '23505',
    constraint: 'contacts_name_unique',
  });
  expect(lines.join('')).not.toMatch(/Beispiel|471108/);
});

test('digits, PINs and texts are left out by the names of their fields', () => {
  const { log, lines } = rememberLog();
  log.info({ Digits: '471108', form: { Digits: '471108', Body: 'secret' }, pin: '471108' }, 'a form');
  expect(lines.join('')).not.toMatch(/471108|secret/);
});

const ORDERS = ['\u001b[2J', '\u009b2J', '\u202e', '\u2066', '\u007f', '\b', 'a\rb', '\\u001b', '\\\u001b'];

test.each(ORDERS)('%j in an error moves no terminal, and a program reads it as it was', (order) => {
  const { log, lines } = rememberLog();
  log.error({ err: new Error(`no ${order} here`) }, 'a request failed');
  const [line = ''] = lines;
  expect(line.trimEnd()).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  expect((JSON.parse(line) as { err: Error }).err.message).toBe(`no ${order} here`);
});

test.each(ORDERS)('%j is written out by its number where a terminal is written to', (order) => {
  const read = JSON.parse(withoutOrders(`${JSON.stringify({ msg: `no ${order} here\n` })}\n`, true)) as {
    msg: string;
  };
  expect(read.msg.trimEnd()).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  expect(read.msg).toMatch(/^no a?\\.* here\n$/);
});

describe('a line', () => {
  const written = (fields: object, msg: string): string => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    createLogger('info', { readable: false, destination }).info(fields, msg);
    return lines.join('');
  };
  const monster = (depth: number): object => ({
    list: Array.from({ length: 90 }, (_, at) => ({ [`name ${at}`]: 'ß'.repeat(900) })),
    ...(depth > 0 ? { deeper: monster(depth - 1), ['🙂'.repeat(3_000)]: 1 } : {}),
  });

  it.each([
    ['a text beyond measure', { reason: 'x'.repeat(119_813) }],
    ['an error beyond measure', { err: new Error('ü'.repeat(50_000)) }],
    ['emoji that a cut may halve', { reason: `a${'🙂'.repeat(60_000)}` }],
    [
      'more fields than anybody reads',
      Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`f${at}`, 'y'.repeat(400)])),
    ],
    ['lists of objects in objects', monster(4)],
  ])('with %s is cut, and still JSON', (_, fields) => {
    const line = written(fields, 'what happened');
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(8 * 1024);
    expect(line.endsWith('\n')).toBe(true);
    expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'what happened' });
    expect(line.isWellFormed()).toBe(true);
  });

  it('says how long was what it cut, and shows no number that the cut went through', () => {
    const line = written({ reason: `${'x'.repeat(1_490)} +493023125101 ${'x'.repeat(20_000)}` }, 'm');
    expect(line).toMatch(/… \(21\d{3} characters\)/);
    expect(line).not.toContain('+4930231');
  });

  it('names twenty of a list, wherever it stands, and counts the rest', () => {
    const tickets = Array.from({ length: 5_000 }, (_, at) => String(4_711 + at));
    const line = JSON.parse(written({ tickets, found: { calls: tickets.slice(0, 21) } }, 'forgotten'));
    expect(line.tickets).toEqual([...tickets.slice(0, 20), '… and 4980 more']);
    expect(line.found.calls.at(-1)).toBe('… and 1 more');
    expect(JSON.parse(written({ tickets: tickets.slice(0, 20) }, 'm')).tickets).toHaveLength(20);
  });

  it('that is shortened twice still counts right', () => {
    const list = Array.from({ length: 300 }, (_, at) => ({ at, reason: 'x'.repeat(900) }));
    const { stuck } = JSON.parse(written({ stuck: list }, 'due work keeps failing'));
    expect(stuck.length - 1 + Number(/\d+/.exec(stuck.at(-1))?.[0])).toBe(300);
  });

  it('of usual length is left as it is', () => {
    expect(JSON.parse(written({ reason: 'x'.repeat(4_000) }, 'm')).reason).toHaveLength(4_000);
  });

  it('never holds the signature of a webhook', () => {
    const headers = { 'x-twilio-signature': 'SIGNED', host: 'hotline' };
    expect(written({ headers, request: { headers } }, 'm')).not.toContain('SIGNED');
  });
});
