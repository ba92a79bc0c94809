import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type DeadlineRules, runDeadlines } from '../../../../src/cli/support/deadlines.ts';
import { munich } from './calendars.ts';

const rules: DeadlineRules = {
  calendars: { munich },
  plans: {
    enhanced: {
      response: {
        1: { within: 'PT30M', clock: 'always' },
        3: { within: 'PT6H', clock: 'business' },
      },
    },
  },
};

const thursday = { calendar: 'munich', severity: 3, plan: 'enhanced', at: '2026-10-08T16:30:00+02:00' };

async function answersTo(
  text: string | Uint8Array[],
): Promise<{ lines: string[]; failed: number; counted: number }> {
  const output = new PassThrough();
  const written = output.setEncoding('utf8').toArray();
  const input = typeof text === 'string' ? [text] : text;
  const { lines: counted, failed } = await runDeadlines(
    Readable.from(input, { objectMode: false }),
    output,
    rules,
  );
  output.end();
  const lines = (await written).join('').split('\n').slice(0, -1);
  return { lines, failed, counted };
}

async function answerTo(fields: unknown): Promise<Record<string, unknown>> {
  const { lines } = await answersTo(JSON.stringify(fields));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '');
}

describe('a line that cannot be answered says why, and the others are answered', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown calendar', { calendar: 'berlin' }, '"calendar" is "berlin"; allowed are munich.'],
    ['no plan', { plan: undefined }, '"plan" is missing; allowed are enhanced.'],
    ['a severity the plan has not', { severity: 4 }, '"severity" is 4; allowed are 1, 3.'],
    ['a severity that is no name', { severity: [3] }, '"severity" is [3]; allowed are 1, 3.'],
    ['a name of every object', { plan: 'constructor' }, '"plan" is "constructor"; allowed are enhanced.'],
    [
      'a value that cannot become text',
      { plan: { toString: 1 } },
      '"plan" is {"toString":1}; allowed are enhanced.',
    ],
  ])('%s', async (_, change, error) => {
    expect(await answerTo({ ...thursday, ...change })).toEqual({ ...thursday, ...change, error });
  });

  it.each([
    ['no offset', '2026-10-08T16:30:00'],
    ['no time', '2026-10-08'],
    ['30 February', '2026-02-30T12:00:00Z'],
    ['twenty-five o’clock', '2026-10-08T25:00:00Z'],
    ['an offset of no clock', '2026-10-08T16:30:00+99:99'],
    ['an offset of no place', '2026-10-08T16:30:00+23:59'],
    ['a minute more than any place', '2026-10-08T16:30:00-14:01'],
    ['an offset in hundreds', '2026-10-08T16:30:00+0200'],
    ['a number', 1_791_469_800],
    ['nothing', undefined],
  ])('an `at` with %s', async (_, at) => {
    const answer = await answerTo({ ...thursday, at });
    expect(answer.error).toMatch(
      /^"at" is .*allowed is an instant with its offset, like 2026-10-01T16:30:00\+02:00/,
    );
    expect(answer).not.toHaveProperty('respondBy');
  });

  it('a field that stands twice, also as another would write it', async () => {
    const line = JSON.stringify(thursday).replace('}', ',"s\\u0065verity":1}');
    const { lines, failed } = await answersTo(`${line}\n`);
    expect(failed).toBe(1);
    expect(JSON.parse(lines[0] ?? '').error).toBe(
      '"severity" stands twice in this line; keep one of the two.',
    );
    const own = JSON.stringify(thursday).replace('}', ',"note":{"at":1,"at":2}}');
    expect((await answersTo(`${own}\n`)).failed, 'what is handed through is not ours').toBe(0);
  });

  it('a year without rules', async () => {
    expect((await answerTo({ ...thursday, at: '2150-01-01T00:00:00Z' })).error).toMatch(
      /known from 1970 to 2099/,
    );
  });

  it.each(['9999-12-31T23:59:00Z', '0000-01-01T00:00:00+14:00'])(
    'an `at` of %s, whose deadline is in a year that no instant can name',
    async (at) => {
      const answer = await answerTo({ ...thursday, severity: 1, at });
      expect(answer).toEqual({
        ...thursday,
        severity: 1,
        at,
        error: `"at" is "${at}"; allowed are years of four digits.`,
      });
    },
  );

  it.each(['no json', '[1]', '"text"', 'null', '{"calendar":"munich"'])(
    '%s comes back as text',
    async (line) => {
      const { lines, failed } = await answersTo(`${line}\n`);
      expect(failed).toBe(1);
      expect(JSON.parse(lines[0] ?? '')).toEqual({ line, error: expect.stringMatching(/no JSON object/) });
    },
  );

  it('goes on after a bad line and counts', async () => {
    const good = JSON.stringify(thursday);
    const { lines, counted, failed } = await answersTo(`${good}\n\nbad\n  \r\n{}\n${good}`);
    expect([counted, failed]).toEqual([4, 2]);
    expect(lines.map((line) => Object.keys(JSON.parse(line)).at(-1))).toEqual([
      'respondBy',
      'error',
      'error',
      'respondBy',
    ]);
  });

  it('gives up on a line without an end', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield 'x'.repeat(100_000);
      })(),
    );
    await expect(runDeadlines(endless, new PassThrough(), rules)).rejects.toMatchObject({
      code: 'bad-input',
    });
  });

  it('refuses a calendar that cannot be used before it reads anything', async () => {
    const faulty = { ...rules, calendars: { munich: { ...munich, hours: {} } } };
    await expect(runDeadlines(Readable.from(['']), new PassThrough(), faulty)).rejects.toMatchObject({
      code: 'bad-directory',
    });
  });
});

describe('a line that can be answered', () => {
  it('gets its deadline in UTC as its last field', async () => {
    const { lines, failed } = await answersTo(`${JSON.stringify(thursday)}\n`);
    expect(lines).toEqual([
      `${JSON.stringify(thursday).slice(0, -1)},"respondBy":"2026-10-09T11:30:00.000Z"}`,
    ]);
    expect(failed).toBe(0);
  });

  it.each([
    ['2026-10-08T14:30:00Z', '2026-10-09T11:30:00.000Z'],
    ['2026-10-08t14:30:00.250z', '2026-10-09T11:30:00.250Z'],
    ['2026-10-08T16:30+02:00', '2026-10-09T11:30:00.000Z'],
    ['2026-10-08T20:00:00+05:30', '2026-10-09T11:30:00.000Z'],
  ])('understands %s', async (at, respondBy) => {
    expect(await answerTo({ ...thursday, at })).toMatchObject({ respondBy });
  });

  it('takes a severity as text, and runs on the clock of its target', async () => {
    expect(await answerTo({ ...thursday, severity: '1' })).toMatchObject({
      respondBy: '2026-10-08T15:00:00.000Z',
    });
  });

  it('keeps what it does not know exactly as it was written', async () => {
    const line =
      '{ "9": 1, "id": 12345678901234567890, "plan":"enhanced","note":"Zeile\u2028Ende ☎", "severity":1,"calendar":"munich","at":"2026-10-08T16:30:00Z" }';
    const { lines } = await answersTo(`${line}\r\n`);
    expect(lines).toEqual([`${line.slice(0, -2)},"respondBy":"2026-10-08T17:00:00.000Z"}`]);
  });

  it('replaces an answer that a line already has', async () => {
    const answered = { ...thursday, respondBy: 'soon', error: 'none', note: 'again' };
    expect(await answerTo(answered)).toEqual({
      ...thursday,
      note: 'again',
      respondBy: '2026-10-09T11:30:00.000Z',
    });
  });

  it('replaces it, and leaves the rest exactly as it was written', async () => {
    const known = '"plan":"enhanced","severity":1,"calendar":"munich","at":"2026-10-08T16:30:00Z"';
    const line = `{"respondBy":{"a":[1,2]}, "id": 12345678901234567890,"error":"a, \\" b}", "9": 1.0,"note":{"error":1},${known},"\\u0065rror":0 }`;
    const { lines } = await answersTo(`${line}\n`);
    expect(lines).toEqual([
      `{ "id": 12345678901234567890, "9": 1.0,"note":{"error":1},${known},"respondBy":"2026-10-08T17:00:00.000Z"}`,
    ]);
    expect((await answersTo(`${lines[0]}\n`)).lines, 'its own answers, asked again').toEqual(lines);
  });

  it('reads letters and lines that arrive in pieces', async () => {
    const line = JSON.stringify({ ...thursday, note: 'Grüße ☎' });
    const bytes = Buffer.from(`${line}\n${line}\n`);
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    const { lines } = await answersTo(pieces);
    expect(lines).toHaveLength(2);
    for (const answer of lines) expect(JSON.parse(answer).note).toBe('Grüße ☎');
  });
});

describe('streams', () => {
  it('reads no faster than the output is taken', async () => {
    let read = 0;
    const input = Readable.from(
      (function* () {
        for (; read < 2_000; read++) yield `${JSON.stringify(thursday)}\n`.repeat(50);
      })(),
    );
    const held: (() => void)[] = [];
    let firstWrite = () => {};
    const writing = new Promise<void>((resolve) => {
      firstWrite = resolve;
    });
    const slow = new Writable({
      write(_chunk, _encoding, done) {
        held.push(done);
        firstWrite();
      },
    });
    const run = runDeadlines(input, slow, rules);
    await writing;
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
    expect(read).toBeLessThan(100);
    slow.destroy();
    await expect(run).rejects.toThrow();
    expect(held).toHaveLength(1);
  });

  it('leaves the output open', async () => {
    const output = new PassThrough();
    await runDeadlines(Readable.from([JSON.stringify(thursday)]), output, rules);
    expect(output.writableEnded).toBe(false);
  });
});
