import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';
import { rememberLog } from '../support/written-down.ts';
import { runs, strangeText } from './strange.ts';

const { log, lines } = rememberLog();
let hotline: Hotline;
beforeAll(async () => {
  hotline = await openHotline({ log });
  await criticalCase(hotline.phones.erika);
  await lookAway(hotline);
  hotline.line.settle = undefined;
});
afterAll(() => hotline.close());

const anything = fc.oneof(
  strangeText,
  fc.jsonValue({ maxDepth: 2 }),
  fc.double(),
  fc.constantFrom(null, true, [], {}),
);
const request = {
  channel: fc.constantFrom('portal', 'email'),
  customer: fc.constantFrom('100234', '100871', '300100', '200999'),
  contact: fc.constantFrom('Erika Beispiel', 'Grace Hollis', 'Klara Nord'),
  severity: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('problem', 'signature'),
  signature: fc.constantFrom('false-negative', 'false-positive'),
  description: strangeText,
  by: fc.constantFrom('anna', 'ben', 'nobody'),
  text: strangeText,
  stage: fc.constantFrom('in-analysis', 'built', 'released', 'confirmed'),
};

/** A body with some of its fields lost, filled with anything, or new; or no object at all. */
const body = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record(
        Object.fromEntries(
          Object.entries(request).map(([name, usual]) => [
            name,
            fc.oneof(
              { weight: 3, arbitrary: usual as fc.Arbitrary<unknown> },
              { weight: 1, arbitrary: anything },
            ),
          ]),
        ),
        { requiredKeys: [] },
      )
      .map((fields) => JSON.stringify(fields)),
  },
  { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value) ?? 'undefined') },
  { weight: 1, arbitrary: strangeText },
);

const segment = fc.oneof(
  fc.constantFrom('4711', '4999', '0', '-1'),
  strangeText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 300)),
);
const query = fc
  .dictionary(
    fc.constantFrom(
      'status',
      'customer',
      'severity',
      'since',
      'cursor',
      'ticket',
      'at',
      'from',
      'until',
      'limit',
      '__proto__',
    ),
    strangeText,
    { maxKeys: 3 },
  )
  .map((fields) =>
    new URLSearchParams(
      Object.entries(fields).map(([name, text]): [string, string] => [
        name,
        text.toWellFormed().slice(0, 300),
      ]),
    ).toString(),
  );
const write = fc.tuple(
  fc.oneof(
    fc.constant('/tickets'),
    fc
      .tuple(segment, fc.constantFrom('acknowledge', 'answer', 'progress', 'close'))
      .map(([number, what]) => `/tickets/${number}/${what}`),
  ),
  body,
);
const read = fc.tuple(
  fc.oneof(
    fc.constantFrom('/tickets', '/calls', '/pages', '/callbacks', '/on-call', '/openapi.json'),
    fc
      .tuple(fc.constantFrom('tickets', 'calls', 'recordings'), segment)
      .map((parts) => `/${parts.join('/')}`),
  ),
  query,
);
const key = fc.option(fc.stringMatching(/^[ -~]{0,300}$/), { nil: undefined });

async function ask(path: string, init: RequestInit): Promise<{ status: number; type: string; text: string }> {
  const response = await fetch(`${hotline.url}/api/v1${path}`, {
    ...init,
    signal: AbortSignal.timeout(10_000),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

const authorization = 'Bearer the-api-token-of-the-tests';

/** An answer or a problem, as JSON, and never an error of ours. */
function isSound({ status, type, text }: { status: number; type: string; text: string }): void {
  expect([status, text.slice(0, 500)]).toEqual([
    expect.toSatisfy((code: number) => code < 500),
    expect.any(String),
  ]);
  if (status >= 400)
    expect([status, type]).toEqual([status, expect.stringContaining('application/problem+json')]);
  expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
}

test('what is written to the API', async () => {
  await fc.assert(
    fc.asyncProperty(write, key, async ([path, text], idempotencyKey) => {
      const headers = {
        authorization,
        'content-type': 'application/json',
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      };
      isSound(await ask(path, { method: 'POST', headers, body: text.toWellFormed() }));
    }),
    runs(1_000),
  );
}, 600_000);

test('what is asked of the API', async () => {
  await fc.assert(
    fc.asyncProperty(read, async ([path, search]) => {
      const answer = await ask(`${path}?${search}`, { headers: { authorization } });
      isSound(answer);
    }),
    runs(1_000),
  );
}, 600_000);
