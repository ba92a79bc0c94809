import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyProof as verifyInService } from '../../../../src/domain/evidence/verify-proof.ts';
import { makePage } from '../../../../src/web/evidence/make-page.ts';
import { closeOctober, october, TOLD } from '../../../support/october.ts';
import { type Fact, ORIGIN, type Proof, smallLedger } from '../../../support/small-ledger.ts';

interface Found {
  faults: { code: string; about: Record<string, unknown> }[];
  unproven: { ticket: string; member: string }[];
  [member: string]: unknown;
}

// what the browser runs, as it is
const PAGE = '../../../../src/web/evidence/page';
const { verifyProof }: { verifyProof(text: string, own?: object): Promise<Found> } = await import(
  `${PAGE}/verify-proof.js`
);
const { sha256 }: { sha256(bytes: Uint8Array): Uint8Array } = await import(`${PAGE}/sha256.js`);
const {
  judgeTicket,
  promisesOf,
}: {
  judgeTicket(proven: object, now: Date): object;
  promisesOf(ticket: object): object[];
} = await import(`${PAGE}/judge-ticket.js`);
const { timeIn }: { timeIn(language: string, timeZone: string): (text: string) => string | undefined } =
  await import(`${PAGE}/show-report.js`);

/** The verdict as a word: `holds`, the codes of what is wrong, or why it could not be read. */
async function verdictOf(text: string, own: object = {}): Promise<string> {
  try {
    const { faults } = await verifyProof(text, own);
    return faults.length === 0 ? 'holds' : [...new Set(faults.map(({ code }) => code))].join(' ');
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const verdict = (proof: Proof, own: object = {}) => verdictOf(JSON.stringify(proof), own);

/** A copy in which something was changed by hand. */
function altered(proof: Proof, change: (copy: Proof) => void): Proof {
  const copy = structuredClone(proof);
  change(copy);
  return copy;
}

const entryAt = (proof: Proof, place: number) => proof.entries[place] as Proof['entries'][number];

test('hashes as SHA-256 does, whatever the length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(sha256(bytes))).toEqual(createHash('sha256').update(bytes).digest());
    }),
  );
});

describe('a month holds', () => {
  test('by the key and against the checkpoint that the customer kept', async () => {
    const { ledger, kept, proof } = october();
    const found = await verifyProof(JSON.stringify(proof()), { key: ledger.key, older: kept });
    expect(found).toMatchObject({
      faults: [],
      unproven: [],
      isKeyKnown: true,
      facts: 7,
      orders: { first: 1, last: 6 },
    });
    expect(found.earlier).toMatchObject({ size: 1 });
    expect(found.tickets).toMatchObject(
      TOLD.map(({ number, answeredAt }) => ({ number, proven: { answeredAt } })),
    );
  });

  test('whatever is kept of the checkpoint by pasting it', async () => {
    const { kept, proof } = october();
    const pasted = `\r\n${kept.trim().replaceAll('\n', '\r\n')}`;
    expect(await verdict(proof(), { older: pasted })).toBe('holds');
  });

  test('with keys that were changed, for whoever has any of them', async () => {
    const ledger = smallLedger();
    const first = ledger.key;
    ledger.rotate();
    const { proof, kept } = october(ledger);
    const second = ledger.key;
    ledger.rotate();
    for (const key of [first, second, ledger.key])
      expect(await verdict(proof(), { key, older: kept })).toBe('holds');
    const forgotten = altered(proof(), (copy) => void (copy.handovers as string[]).pop());
    expect(await verdict(forgotten)).toBe('handover-broken');
  });

  test('for each size of the tree, and each older one', async () => {
    const ledger = smallLedger();
    const checkpoints: string[] = [ledger.checkpoint()];
    for (let size = 1; size <= 20; size++) {
      ledger.write({
        fields: { fact: 'timeline', ticket: '4711', at: '2026-10-05T09:00:00.000Z', kind: 'page' },
      });
      checkpoints.push(ledger.checkpoint());
      const since = Array.from({ length: size - 1 }, (_, index) => index + 1);
      const proof = ledger.proof({ ticket: '4711' }, { tickets: [{ number: '4711' }], since });
      for (const older of checkpoints) expect(await verdict(proof, { older }), `${size}`).toBe('holds');
    }
  });

  test('of a single ticket, among whose facts there are others', async () => {
    const { ledger } = october();
    const proof = ledger.proof(
      { ticket: '4712' },
      { tickets: [{ ...TOLD[1], status: 'answered' }], which: ({ fields }) => fields.ticket === '4712' },
    );
    expect(await verdict(proof)).toBe('holds');
    const notTold = altered(proof, (copy) => void copy.tickets.pop());
    expect(await verdict(notTold)).toBe('scope');
  });

  test('and says what is told without a proof', async () => {
    const { proof } = october();
    const [first, second] = TOLD.map((ticket) => ({ ...ticket, status: 'answered' }));
    const told = proof({ tickets: [{ ...first, plan: 'priority' }, { ...second }] });
    const found = await verifyProof(JSON.stringify(told));
    expect(found).toMatchObject({ faults: [], unproven: [{ ticket: '4711', member: 'plan' }] });
  });
});

describe('what was changed is named', () => {
  test('a time that is told otherwise: which ticket, which member', async () => {
    const { proof } = october();
    const prettier = altered(proof(), ({ tickets }) => {
      Object.assign(tickets[1] ?? {}, { answeredAt: '2026-10-07T23:58:00.000Z' });
    });
    const { faults } = await verifyProof(JSON.stringify(prettier));
    expect(faults).toEqual([
      {
        code: 'told-otherwise',
        about: {
          ticket: '4712',
          member: 'answeredAt',
          said: '2026-10-07T23:58:00.000Z',
          was: TOLD[1]?.answeredAt,
        },
      },
    ]);
  });

  test('a miss that is not told at all', async () => {
    const { proof } = october();
    const silent = altered(proof(), ({ tickets }) => void delete tickets[1]?.answeredAt);
    expect(await verdict(silent)).toBe('told-otherwise');
  });

  test('a value in a fact: which ticket, which fact', async () => {
    const { proof } = october();
    const forged = altered(proof(), (copy) => {
      entryAt(copy, 4).fields.at = ['2026-10-07T22:30:00.000Z', String(entryAt(copy, 4).fields.at?.[1])];
    });
    const { faults } = await verifyProof(JSON.stringify(forged));
    expect(faults).toMatchObject([
      { code: 'changed', about: { ticket: '4712', kind: 'opened', index: 5 } },
      // what comes after it names what stood there
      { code: 'chain' },
    ]);
  });

  test('a ticket of the month that is not told at all, though its facts are there', async () => {
    const { ledger, proof } = october();
    closeOctober(ledger);
    const silent = JSON.stringify(altered(proof(), ({ tickets }) => void tickets.pop()));
    const found = await verifyProof(silent);
    expect(found.faults).toEqual([{ code: 'untold', about: { ticket: '4712' } }]);
    // it is shown all the same
    expect(found.tickets).toMatchObject([{ number: '4711' }, { number: '4712' }]);
    expect(verifyInService(silent).faults).toEqual([
      'Ticket 4712 was opened in the month, and the file does not tell of it.',
    ]);
  });

  test.each([
    ['a miss', 'ticket.missedAt'],
    ['which ticket a fact is about', 'ticket'],
    ['that the month was closed', 'month'],
    ['what an entry is', 'kind'],
  ])('%s that is withheld, so that an older word would stand', async (_, name) => {
    const { ledger, proof } = october();
    ledger.write({
      fields: { fact: 'promise', ticket: '4712', 'ticket.missedAt': '2026-10-08T00:00:00.000Z' },
    });
    closeOctober(ledger, { facts: '7' });
    const missed = altered(proof(), ({ tickets }) => {
      Object.assign(tickets[1] ?? {}, { missedAt: '2026-10-08T00:00:00.000Z' });
    });
    expect(await verdict(missed)).toBe('holds');
    const text = JSON.stringify(proof({ withheld: ['detail.text', name] }));
    const found = (await verifyProof(text)).faults.filter(({ code }) => code === 'hidden');
    expect(found[0]).toMatchObject({ about: { names: name } });
    expect(verifyInService(text).faults.join()).toContain(`does not show ${name}: only details`);
  });

  const changes: [string, (copy: Proof) => void, string][] = [
    ['a fact that is left out', ({ entries }) => void entries.splice(2, 1), 'gap'],
    [
      'a fact that stands twice',
      ({ entries }) => void entries.splice(2, 0, entries[1] as never),
      'twice chain',
    ],
    ['facts in another order', ({ entries }) => void entries.reverse(), 'told-otherwise twice gap chain'],
    [
      'another order number',
      ({ entries }) => void Object.assign(entries[3] as object, { order: 9 }),
      'changed gap',
    ],
    [
      'another customer',
      (copy) => void Object.assign(copy.customer as object, { number: '100999' }),
      'changed chain scope',
    ],
    ['another month', (copy) => void Object.assign(copy.scope as object, { month: '2026-12' }), 'scope'],
    ['another path', ({ entries }) => void entries[1]?.path.reverse(), 'changed'],
    [
      'another place, from which the same path seems to lead to the root',
      (copy) => void Object.assign(copy, { entries: [{ ...entryAt(copy, 6), index: 1 }] }),
      'unknown-ticket changed scope',
    ],
    ['a path to nowhere', ({ entries }) => void entries[1]?.path.push(999), 'damaged'],
    ['a hash cut short', ({ hashes }) => void hashes.splice(0, 1, 'AAAA'), 'damaged'],
    ['a member that nobody knows', (copy) => void Object.assign(copy, { note: 'trust me' }), 'damaged'],
    [
      'another checkpoint text',
      (copy) =>
        void Object.assign(copy, {
          checkpoint: String(copy.checkpoint).replace('\ntime 2026', '\ntime 2027'),
        }),
      'signature-wrong',
    ],
    [
      'no signature',
      (copy) => void Object.assign(copy, { checkpoint: String(copy.checkpoint).replace(/\n— .*\n$/, '\n') }),
      'note-unreadable',
    ],
    ['another format', (copy) => void Object.assign(copy, { format: 'hotline-proof/v2' }), 'other-format'],
  ];
  test.each(changes)('%s', async (_, change, word) => {
    const { proof } = october();
    expect(await verdict(altered(proof(), change))).toBe(word);
  });
});

describe('what cannot be checked', () => {
  const texts: [string, string, string][] = [
    ['nothing', '  \n', 'empty'],
    ['a letter', 'Dear customer,', 'not-json'],
    ['JSON of something else', '{"tickets": []}', 'other-file'],
    ['a list', '[1, 2]', 'other-file'],
    ['a word', 'null', 'other-file'],
    ['the format and nothing else', '{"format":"hotline-proof/v1"}', 'damaged'],
  ];
  test.each(texts)('%s', async (_, text, word) => {
    expect(await verdictOf(text)).toBe(word);
  });

  test('a file that is cut short, wherever', async () => {
    const { proof } = october();
    const text = JSON.stringify(proof());
    for (let length = 1; length < text.length; length += 97)
      expect(['cut-short', 'not-json']).toContain(await verdictOf(text.slice(0, length)));
  });

  test('with the key of another installation, of another ledger, or with half a key', async () => {
    const { ledger, proof } = october();
    expect(await verdict(proof(), { key: smallLedger('other.example.com').key })).toBe('other-installation');
    expect(await verdict(proof(), { key: smallLedger(ORIGIN).key })).toBe('other-key');
    expect(await verdict(proof(), { key: ledger.key.slice(0, -4) })).toBe('own-key-unreadable');
  });

  test('against a checkpoint of another ledger, of a later day, of a size that no path leads from, or half a one', async () => {
    const { ledger, kept, proof } = october();
    const file = proof();
    expect(await verdict(file, { older: october().kept })).toBe('older-unreadable');
    expect(await verdict(file, { older: ledger.checkpoint(3) })).toBe('no-way');
    expect(await verdict(file, { older: kept.slice(0, -9) })).toBe('older-unreadable');
    ledger.write({ fields: { fact: 'ring', at: '2026-11-01T00:00:00.000Z' } });
    expect(await verdict(file, { older: ledger.checkpoint() })).toBe('older-is-newer');
  });

  test('a second ledger under the same key does not go back to what was signed before', async () => {
    const { ledger, proof } = october();
    const forged = altered(
      proof(),
      (copy) => void Object.assign(copy, { consistency: [{ size: 2, path: [0, 1] }] }),
    );
    expect(await verdict(forged, { older: ledger.checkpoint(2) })).toBe('rewritten');
  });
});

describe('page and command agree', () => {
  /** What both say; the command in sentences. */
  const both = async (text: string, { key, older }: { key?: string; older?: string } = {}) => {
    const trust = {
      ...(key === undefined ? {} : { key }),
      ...(older === undefined ? {} : { against: older }),
    };
    return {
      page: await verdictOf(text, { key, older }),
      command: verifyInService(text, trust).faults,
    };
  };

  test.each([
    ['its heading', '"scope":{', '"scope":{"ticket":"1"},"scope":{'],
    [
      'a field',
      '"fields":{',
      '"fields":{"kind":["answered","AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="],',
    ],
    ['its tickets, in other letters', '"tickets":[', '"ticket\\u0073":[],"tickets":['],
  ])('that a file which says %s twice is none', async (_, once, twice) => {
    const text = JSON.stringify(october().proof()).replace(once, twice);
    expect(await both(text)).toEqual({
      page: 'said-twice',
      command: ['The file says something twice: what it means depends on who reads it.'],
    });
  });

  test('that quotes, colons and backslashes in a value are none of that', async () => {
    const ledger = smallLedger();
    const said = '{"a":1}, "b" : C:\\';
    ledger.write({ fields: { fact: 'timeline', ticket: '4711', 'detail.reason': said } });
    const proof = ledger.proof({ ticket: '4711' }, { tickets: [{ number: '4711' }] });
    for (const text of [JSON.stringify(proof), JSON.stringify(proof, null, 2)])
      expect(await both(text)).toEqual({ page: 'holds', command: [] });
  });

  test('that the heading is of what is in the file', async () => {
    const { proof } = october();
    const changes: [string, object][] = [
      ['a ticket, over a month', { scope: { ticket: '4711' } }],
      ['a ticket, over nothing', { scope: { ticket: '4711' }, tickets: [], entries: [] }],
      ['another month', { scope: { customer: '100234', month: '2026-12' } }],
    ];
    for (const [name, change] of changes) {
      const text = JSON.stringify({ ...proof(), ...change });
      expect(await both(text), name).toEqual({
        page: 'scope',
        command: ['The heading of the file is not that of what is in it.'],
      });
    }
  });

  test('on a checkpoint that was copied from a page or kept on Windows', async () => {
    const { kept, proof } = october();
    const text = JSON.stringify(proof());
    const wrapped = kept.replace(/ (\S{40})(\S+)\n$/, '\n$1\n$2');
    expect(wrapped.split('\n')).toHaveLength(8);
    const copied = [
      kept.trim(),
      kept.replaceAll('\n', '\r\n'),
      wrapped,
      `  ${wrapped}\n\n`,
      kept.replaceAll('\n', ' \n'),
      kept.replaceAll(/^/gm, '> '),
      kept.replaceAll(/^/gm, '\t'),
      kept.replace('— ', '—\u00a0'),
      `Please keep this text.\r\n\r\n${kept}`,
    ];
    for (const older of copied) expect(await both(text, { older })).toEqual({ page: 'holds', command: [] });
    expect((await both(text, { older: wrapped.slice(0, -4) })).command).toHaveLength(1);
  });

  test('on a key that was copied from a letter, on several lines', async () => {
    const { ledger, proof } = october();
    const text = JSON.stringify(proof());
    for (const key of [ledger.key.replaceAll(/(.{20})/g, '$1\n'), ` ${ledger.key}\r\n`])
      expect(await both(text, { key })).toEqual({ page: 'holds', command: [] });
    expect(await both(text, { key: ledger.key.slice(0, -1) })).toMatchObject({ page: 'own-key-unreadable' });
  });
});

/** Where a byte can be changed and the file still holds. */
async function overlooked(text: string, own: object, stride: number): Promise<string[]> {
  expect(await verdictOf(text, own)).toBe('holds');
  const found: string[] = [];
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += stride) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (bytes[at] as number) ^ 1;
    if ((await verdictOf(flipped.toString(), own)) === 'holds')
      found.push(`${at}: ${flipped.subarray(at - 20, at + 20)}`);
  }
  return found;
}

describe('a promise that an objection has ended', () => {
  const at = '2026-10-20T09:00:00.000Z';
  const promise = {
    severity: 2,
    respondBy: '2026-10-08T00:00:00.000Z',
    missedAt: '2026-10-08T00:00:00.000Z',
    answeredAt: '2026-10-08T00:04:00.000Z',
  };
  const objected = (ended: unknown) => {
    const month = october();
    const detail = { 'detail.stage': 'objected', 'detail.promiseBefore': JSON.stringify(ended) };
    const about = { fact: 'timeline', ticket: '4712', at, kind: 'progress', actor: 'customer' };
    month.ledger.write({ fields: { ...about, ...detail } });
    return month;
  };

  test('is told beside the last one, and judged by itself', async () => {
    const { tickets } = await verifyProof(JSON.stringify(objected(promise).proof()));
    const told = (tickets as { number: string }[]).find(({ number }) => number === '4712');
    const promises = promisesOf(told ?? {});
    expect(promises).toMatchObject([
      { openedAt: TOLD[1]?.openedAt, severity: '2', respondBy: promise.respondBy },
      { respondBy: TOLD[1]?.respondBy },
    ]);
    expect(judgeTicket(promises[0] ?? {}, new Date(at))).toEqual({ state: 'missed', lateMs: 240_000 });
  });

  test.each([
    ['a text', 'none'],
    ['a list', ['none']],
    ['nothing', null],
    ['of names that objects have', { __proto__: { respondBy: at }, constructor: at }],
  ])('says nothing where it is %s', async (_, ended) => {
    const { tickets } = await verifyProof(JSON.stringify(objected(ended).proof()));
    const told = (tickets as { number: string }[]).find(({ number }) => number === '4712');
    for (const each of promisesOf(told ?? {})) expect(judgeTicket(each, new Date(at))).toBeDefined();
  });

  test('and an answer that was a request for facts say so', async () => {
    const { ledger, proof } = october();
    const asked = { fact: 'timeline', ticket: '4711', kind: 'answered', 'detail.how': 'facts-requested' };
    ledger.write({ fields: asked });
    expect((await verifyProof(JSON.stringify(proof()))).tickets).toMatchObject([
      { proven: { answeredHow: 'facts-requested' } },
      { proven: { answeredHow: undefined } },
    ]);
  });

  test('is withheld by no file: the miss could be kept silent', async () => {
    const { proof } = objected(promise);
    const withheld = proof({ withheld: ['detail.text', 'detail.promiseBefore'] });
    expect(await verdict(withheld)).toBe('hidden');
    expect(verifyInService(JSON.stringify(withheld)).faults).toEqual([
      expect.stringMatching(
        /^Fact \d+ \(ticket 4712, progress\) does not show detail.promiseBefore: only details/,
      ),
    ]);
  });
});

describe('a file that was spoilt on purpose is refused by command and page, in a sentence', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const spoilt: [string, (string | number)[], string, string][] = [
    ['places as texts', ['entries', 0, 'path', 0], '"0"', 'entries.0.path.0'],
    ['places as lists', ['entries', 0, 'path', 0], '[0]', 'entries.0.path.0'],
    ['places in lists without end', ['entries', 0, 'path', 0], deep, 'entries.0.path.0'],
    ['a place that is no whole number', ['entries', 0, 'path', 0], '0.5', 'entries.0.path.0'],
    ['what is told in lists without end', ['tickets', 0, 'respondBy'], deep, 'tickets.0.respondBy'],
    ['stamps that are nothing', ['stamps'], 'null', 'stamps'],
    [
      'an index beyond what is counted exactly',
      ['entries', 0, 'index'],
      '9007199254740993',
      'entries.0.index',
    ],
    ['an index beyond every number', ['entries', 0, 'index'], '1e400', 'entries.0.index'],
  ];
  test.each(spoilt)('%s', async (_, path, value, where) => {
    const text = JSON.stringify(
      altered(october().proof(), (copy) => {
        const parent = path.slice(0, -1).reduce((each: unknown, name) => (each as never)[name], copy);
        Object.assign(parent as object, { [path.at(-1) ?? '']: '@' });
      }),
    ).replace('"@"', () => value);
    expect(await verdictOf(text)).toBe('damaged');
    expect(verifyInService(text).faults).toEqual([
      expect.stringMatching(new RegExp(`^The file is damaged at "${where}": .{1,100}$`)),
    ]);
  });

  test('a hand-over that the key before has not signed, whichever key somebody has', async () => {
    const ledger = smallLedger();
    const first = ledger.key;
    ledger.rotate('itself');
    const { proof } = october(ledger);
    for (const key of [first, ledger.key]) {
      expect(await verdict(proof(), { key })).toBe('handover-broken');
      expect(verifyInService(JSON.stringify(proof()), { key }).faults).toEqual([
        'The hand-overs in the file do not lead to its key, each signed by the key before.',
      ]);
    }
  });

  test('a hand-over that is none', async () => {
    const { ledger, proof } = october();
    const spoiltOne = altered(proof(), (copy) => void (copy.handovers as string[]).push('x'));
    expect(await verdict(spoiltOne, { key: ledger.key })).toBe('note-unreadable');
    expect(verifyInService(JSON.stringify(spoiltOne), { key: ledger.key }).faults).toEqual([
      'A hand-over of the key in the file is damaged.',
    ]);
  });

  test('names without end, which are said to their hundredth letter', () => {
    const long = 'x'.repeat(100_000);
    const files = [{ ...october().proof(), [long]: 1 }, { format: `hotline-proof/v${'9'.repeat(100_000)}` }];
    for (const file of files) {
      const { faults } = verifyInService(JSON.stringify(file));
      expect(faults.join().length).toBeLessThan(300);
    }
  });

  test('a text that is cut short, wherever', async () => {
    const { ledger, proof } = october();
    const whole = JSON.stringify(proof());
    for (let length = 0; length < whole.length; length += 1 + Math.floor(whole.length / 500)) {
      const text = whole.slice(0, length);
      expect(['empty', 'not-json', 'cut-short']).toContain(await verdictOf(text, { key: ledger.key }));
      expect(verifyInService(text).faults).toHaveLength(1);
    }
  });
});

describe('a byte that is changed is found', () => {
  test('each one of a ticket’s file', async () => {
    const { ledger } = october();
    const proof = ledger.proof(
      { ticket: '4711' },
      {
        tickets: [{ number: '4711', answeredAt: TOLD[0]?.answeredAt, status: 'answered' }],
        which: ({ fields }) => fields.ticket === '4711' && fields.fact === 'promise',
      },
    );
    expect(await overlooked(JSON.stringify(proof), { key: ledger.key }, 1)).toEqual([]);
  });

  test('anywhere in a month’s file, with the ways back to the checkpoint that was kept', async () => {
    const { ledger, kept, proof } = october();
    const own = { key: ledger.key, older: kept };
    expect(await overlooked(JSON.stringify(proof()), own, 7)).toEqual([]);
  });
});

describe('what was promised was', () => {
  const now = new Date('2026-11-24T00:00:00.000Z');
  const respondBy = '2026-10-05T09:30:00.000Z';
  const cases: [string, object, object][] = [
    ['kept to the millisecond', { respondBy, answeredAt: respondBy }, { state: 'kept' }],
    [
      'missed by a millisecond',
      { respondBy, answeredAt: '2026-10-05T09:30:00.001Z' },
      { state: 'missed', lateMs: 1 },
    ],
    [
      'missed, though it was answered before what the deadline was moved to',
      {
        respondBy: '2026-11-26T09:00:00.000Z',
        missedAt: '2026-11-23T22:00:00.000Z',
        answeredAt: '2026-11-23T22:40:00.000Z',
      },
      { state: 'missed', lateMs: 40 * 60_000 },
    ],
    [
      'missed, and the answer of before was taken back',
      { respondBy, missedAt: '2026-11-23T23:58:00.000Z', status: 'open' },
      { state: 'missed', lateMs: 120_000 },
    ],
    [
      'missed without an answer',
      { respondBy: '2026-11-23T23:59:00.000Z', status: 'open' },
      { state: 'missed', lateMs: 60_000 },
    ],
    ['still open', { respondBy: '2026-11-24T00:01:00.000Z', status: 'acknowledged' }, { state: 'open' }],
    ['not told of', { answeredAt: respondBy }, { state: 'unknown' }],
  ];
  test.each(cases)('%s', (_, proven, judged) => {
    expect(judgeTicket(proven, now)).toEqual(judged);
  });
});

test('a time that comes twice, since the clocks are put back, is said with its zone', () => {
  const [berlin, lordHowe] = [timeIn('de', 'Europe/Berlin'), timeIn('en', 'Australia/Lord_Howe')];
  // the call before the answer, though the clock showed less then
  expect(berlin('2026-10-25T00:50:00.000Z')).toBe('25.10.2026, 02:50:00 MESZ');
  expect(berlin('2026-10-25T01:05:00.000Z')).toBe('25.10.2026, 02:05:00 MEZ');
  expect(berlin('2026-10-24T23:59:59.000Z')).toBe('25.10.2026, 01:59:59');
  expect(berlin('2026-10-25T02:00:00.000Z')).toBe('25.10.2026, 03:00:00');
  expect(lordHowe('2026-04-04T14:45:00.000Z')).toMatch(/^5 Apr 2026, 01:45:00 \S+$/);
  expect(lordHowe('2026-04-04T15:20:00.000Z')).toMatch(/^5 Apr 2026, 01:50:00 \S+$/);
  expect(berlin('yesterday')).toBeUndefined();
});

describe('the page', () => {
  test('is one file that asks for nothing', () => {
    const { html, policy } = makePage();
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-/);
    expect(html).toContain(`content="${policy}"`);
    expect(
      html.match(/\b(src|href)="(?!\?")[^"]*"|^import |@import|url\(|fetch\(|XMLHttp|WebSocket/gm),
    ).toBeNull();
  });

  test('has no name twice: its scripts stand in one', () => {
    const [, script = ''] = /<script type="module">(.+)<\/script>/s.exec(makePage().html) ?? [];
    // in a block, as in a module, no function may come twice either
    expect(() => new Script(`'use strict'; { ${script} }`)).not.toThrow();
  });

  test('has each of its scripts, and no language lacks a sentence', async () => {
    const { DE } = await import(`${PAGE}/words-de.js`);
    const { EN } = await import(`${PAGE}/words-en.js`);
    expect(Object.keys(DE)).toEqual(Object.keys(EN));
    expect(Object.keys(DE.faults)).toEqual(Object.keys(EN.faults));
    const folder = join(import.meta.dirname, PAGE);
    const source = [
      'app',
      'read-proof',
      'signed-note',
      'verify-proof',
      'compare-told',
      'close-month',
      'der',
      'time-stamp',
    ]
      .map((name) => readFileSync(join(folder, `${name}.js`), 'utf8'))
      .join('\n');
    const codes = [...source.matchAll(/(?:new Fault\(|code: )'([a-z0-9-]+)'/g)].map(([, code = '']) => code);
    // two more stand behind a condition
    expect(new Set([...codes, 'cut-short', 'not-json'])).toEqual(new Set(Object.keys(EN.faults)));
  });
});

describe('a month that was closed', () => {
  test('is whole at its edges', async () => {
    const { ledger, proof } = october();
    expect(await verifyProof(JSON.stringify(proof()))).toMatchObject({ closing: undefined, faults: [] });
    expect(verifyInService(JSON.stringify(proof())).notes.join()).toContain('The month is not closed');
    closeOctober(ledger);
    const text = JSON.stringify(proof());
    const closing = { first: 1, facts: 6, tickets: 2 };
    expect(await verifyProof(text)).toMatchObject({ closing, faults: [] });
    expect(verifyInService(text)).toMatchObject({ faults: [] });
    expect(verifyInService(text).notes.join()).not.toContain('The month is not closed');
  });

  test('without its first fact, which opened a ticket, is found', async () => {
    const { ledger, proof } = october();
    closeOctober(ledger);
    let isFirst = true;
    const isKept = ({ of }: Fact) => {
      const wasFirst = isFirst && of === undefined;
      if (wasFirst) isFirst = false;
      return !wasFirst && of !== 'somebody-else';
    };
    const tickets = [{ ...TOLD[1], status: 'answered' }];
    const shortened = JSON.stringify(proof({ which: isKept, tickets }));
    expect((await verifyProof(shortened)).faults.map(({ code }) => code)).toEqual([
      'month-facts',
      'month-tickets',
    ]);
    expect(verifyInService(shortened).faults).toEqual([
      'The month was closed with 6 facts, from number 1 on; the file has 5 of them.',
      'The month was closed with 2 tickets; the file has 1 of them.',
    ]);
  });

  test('with other counts than there were is found', async () => {
    for (const counted of [{ facts: '5' }, { facts: '7' }, { tickets: '3' }, { facts: 'six' }]) {
      const { ledger, proof } = october();
      closeOctober(ledger, counted);
      const text = JSON.stringify(proof());
      const code = 'facts' in counted ? 'month-facts' : 'month-tickets';
      expect((await verifyProof(text)).faults).toEqual([expect.objectContaining({ code })]);
      expect(verifyInService(text).faults).toHaveLength(1);
    }
  });
});
