import { describe, expect, it } from 'vitest';
import { contactsOf } from '../../src/domain/customers/customer-store.ts';
import { findReceipt } from '../../src/domain/evidence/find-receipt.ts';
import { redeemDialInCode } from '../../src/domain/tickets/dial-in-code-store.ts';
import { dropIdempotencyKeys } from '../../src/domain/tickets/idempotency-store.ts';
import { addToken, revokeToken } from '../../src/domain/users/api-token.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { endpoints } from '../../src/web/api/endpoints.ts';
import { aRequest, HOTLINE, MONDAY_MORNING, type Office, openOffice, SUNDAY_NIGHT } from './api-office.ts';

const ERIKA = '+493023125101';

const tickets = async (office: Office) => (await office.get('/tickets')).body.data;

/** Whatever token the program had before ends. */
async function newTokenOf({ database, at }: Office, name: string): Promise<string | null> {
  const now = new Date(at);
  await revokeToken(database, OPERATOR, name, now);
  return addToken(database, OPERATOR, { name, scopes: ['tickets'], days: 30 }, now);
}

describe('outside business hours', () => {
  it('nothing is opened: the request has to be phoned, with a code that works once', async () => {
    await using office = await openOffice({ at: SUNDAY_NIGHT });
    const { status, body } = await office.post('/tickets', aRequest({ severity: 1 }));
    expect(status).toBe(409);
    expect(body).toMatchObject({
      type: '/problems/must-be-phoned',
      phone: HOTLINE,
      dialInCode: expect.stringMatching(/^\d{6}$/),
      dialInCodeValidUntil: '2026-11-23T22:00:00.000Z',
    });
    expect(await tickets(office)).toEqual([]);
    // no clock runs: the contact is told what to do, and reminded of it
    expect(await office.database.query('select kind from timers order by kind')).toEqual([
      { kind: 'remind-to-phone' },
      { kind: 'send-message' },
    ]);

    const redeem = (customer: string, code: string) =>
      office.database.transaction((tx) => redeemDialInCode(tx, customer, code, new Date(office.at)));
    expect(await redeem('100871', body.dialInCode)).toBeNull();
    expect(await redeem('100234', body.dialInCode === '000000' ? '000001' : '000000')).toBeNull();
    const [erika] = await contactsOf(office.database, '100234', new Date());
    expect(await redeem('100234', body.dialInCode)).toMatchObject({
      customerNumber: '100234',
      contactId: erika?.id,
      channel: 'portal',
      kind: 'problem',
      signature: null,
      severity: 1,
      description: 'The updates stopped on all gateways.',
    });
    expect(await redeem('100234', body.dialInCode)).toBeNull();
  });

  it('a code ends after a day', async () => {
    await using office = await openOffice({ at: SUNDAY_NIGHT });
    const { body } = await office.post('/tickets', aRequest());
    const dayLater = new Date('2026-11-23T22:00:00.000Z');
    const redeemed = await office.database.transaction((tx) =>
      redeemDialInCode(tx, '100234', body.dialInCode, dayLater),
    );
    expect(redeemed).toBeNull();
  });

  it.each([
    ['a holiday', '2026-12-25T10:00:00Z'],
    ['a day the office is closed', '2026-12-24T10:00:00Z'],
    ['a Saturday', '2026-11-21T10:00:00Z'],
    ['the moment of closing', '2026-11-23T17:00:00Z'],
    ['a moment before the opening', '2026-11-23T07:59:59.999Z'],
  ])('is %s too', async (_, at) => {
    await using office = await openOffice({ at });
    expect((await office.post('/tickets', aRequest())).body.type).toBe('/problems/must-be-phoned');
  });

  it("is what the customer's own calendar says", async () => {
    await using office = await openOffice({ at: '2026-11-23T11:30:00Z' });
    const midday = { customer: '100871', contact: 'Grace Hollis' };
    expect((await office.post('/tickets', aRequest(midday))).status).toBe(409);
    expect((await office.post('/tickets', aRequest())).status).toBe(201);
  });

  it('the same request sent again hears the same code; sent again in hours it is opened and the code is void', async () => {
    await using office = await openOffice({ at: SUNDAY_NIGHT });
    const key = { 'idempotency-key': '<mail-1@musterwerk.example>' };
    const first = await office.post('/tickets', aRequest(), key);
    const second = await office.post('/tickets', aRequest(), key);
    expect(second.body).toEqual(first.body);

    office.at = MONDAY_MORNING;
    const opened = await office.post('/tickets', aRequest(), key);
    expect(opened.status).toBe(201);
    const redeemed = await office.database.transaction((tx) =>
      redeemDialInCode(tx, '100234', first.body.dialInCode, new Date(office.at)),
    );
    expect(redeemed).toBeNull();
  });

  it('a request that was phoned in is not opened a second time', async () => {
    await using office = await openOffice({ at: SUNDAY_NIGHT });
    const key = { 'idempotency-key': 'portal-77' };
    const { body } = await office.post('/tickets', aRequest(), key);
    await office.database.transaction((tx) =>
      redeemDialInCode(tx, '100234', body.dialInCode, new Date(office.at)),
    );
    office.at = MONDAY_MORNING;
    const again = await office.post('/tickets', aRequest(), key);
    expect(again.body).toMatchObject({ type: '/problems/already-phoned', phonedAt: SUNDAY_NIGHT });
    expect(await tickets(office)).toEqual([]);
  });

  it('a night of the same key asked two days running gives a new code when the old one has ended', async () => {
    await using office = await openOffice({ at: '2026-11-20T22:00:00Z' });
    const key = { 'idempotency-key': 'portal-78' };
    const friday = await office.post('/tickets', aRequest(), key);
    office.at = SUNDAY_NIGHT;
    const sunday = await office.post('/tickets', aRequest(), key);
    expect(sunday.body.dialInCodeValidUntil > friday.body.dialInCodeValidUntil).toBe(true);
  });
});

describe('a request that cannot be opened', () => {
  it.each([
    ['an unknown customer', { customer: '999999' }, 'customer'],
    ['an unknown contact', { contact: 'Erika Unbekannt' }, 'contact'],
    ["another customer's contact", { contact: 'Grace Hollis' }, 'contact'],
    ["another customer's number", { contact: '+493023125201' }, 'contact'],
    ['no severity', { severity: undefined }, 'severity'],
    ['a severity there is not', { severity: 5 }, 'severity'],
    ['a severity in words', { severity: '1' }, 'severity'],
    ['a call as its channel', { channel: 'phone' }, 'channel'],
    ['a signature fault on a problem', { signature: 'false-positive' }, 'signature'],
    ['a description that cannot be kept', { description: 'a\u0000b' }, 'description'],
    ['half a character', { description: 'a\ud800b' }, 'description'],
    ['a description without end', { description: 'a'.repeat(10_001) }, 'description'],
  ])('for %s is told which field', async (_, change, field) => {
    await using office = await openOffice();
    const { status, body } = await office.post('/tickets', aRequest(change));
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ path: field, message: expect.any(String) }]);
    expect(await tickets(office)).toEqual([]);
  });

  it('with a field there is not is told, so that no misspelt field is lost', async () => {
    await using office = await openOffice();
    expect((await office.post('/tickets', aRequest({ descripton: 'lost' }))).status).toBe(422);
  });

  it('with a filter there is not is told, whatever is asked: what comes would be taken for narrowed down', async () => {
    await using office = await openOffice();
    const known = {
      number: '4711',
      callSid: `CA${'0'.repeat(32)}`,
      sid: `RE${'0'.repeat(32)}`,
      month: '2026-11',
    };
    const values: Record<string, string> = { ...known, customer: '100234', id: '1' };
    for (const { method, path } of endpoints(office.deps)) {
      const at = `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')}?engineers=anna`;
      const { status, body } = await (method === 'get' ? office.get(at) : office.post(at, {}));
      expect([at, status, body.errors]).toEqual([
        at,
        400,
        [{ path: '', message: 'Not known here: engineers.' }],
      ]);
    }
  });

  it('after the last day of the contract is refused; on that day it is not', async () => {
    await using office = await openOffice({ at: '2036-01-02T10:00:00Z' });
    const { status, body } = await office.post('/tickets', aRequest());
    expect(status).toBe(403);
    expect(body).toMatchObject({ type: '/problems/contract-not-in-term', validUntil: '2035-12-31' });
    office.at = '2035-12-31T10:00:00Z';
    expect((await office.post('/tickets', aRequest())).status).toBe(201);
  });
});

describe('a request in business hours', () => {
  it('is a ticket with a deadline, whose pages have begun', async () => {
    await using office = await openOffice();
    const { status, body, headers } = await office.post('/tickets', aRequest());
    expect(status).toBe(201);
    expect(headers.location).toBe(`/api/v1/tickets/${body.number}`);
    expect(body).toEqual({
      number: expect.stringMatching(/^\d+$/),
      kind: 'problem',
      signature: null,
      severity: 2,
      status: 'open',
      channel: 'portal',
      verified: true,
      abandoned: false,
      customer: { number: '100234', name: 'Musterwerk AG', plan: 'enhanced' },
      contact: { name: 'Erika Beispiel' },
      callSid: null,
      callbackNumber: ERIKA,
      openedAt: MONDAY_MORNING,
      respondBy: '2026-11-23T13:00:00.000Z',
      acknowledgedAt: null,
      acknowledgedBy: null,
      answeredAt: null,
      answeredBy: null,
      answerSentAt: null,
      reopenedAt: null,
      reopenings: 0,
      hands: 1,
      helpers: [],
      reach: { state: 'calm', since: null, steps: 0 },
      late: false,
      description: { recordingUrl: null, transcript: null, text: 'The updates stopped on all gateways.' },
      receipt: expect.stringMatching(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/),
    });
    const found = await findReceipt(office.database, body.receipt);
    expect(found).toMatchObject({ receipt: body.receipt, index: null });
    const pages = await office.get(`/pages?ticket=${body.number}`);
    expect(pages.body.data).toMatchObject([
      { engineer: { name: expect.any(String) }, channel: 'sms', step: 0 },
    ]);
    const callbacks = await office.get(`/callbacks?ticket=${body.number}`);
    expect(callbacks.body.data).toMatchObject([{ status: 'open', attempts: [] }]);
  });

  it('finds its contact by name, id and number, however they are written', async () => {
    await using office = await openOffice();
    const [, max] = await contactsOf(office.database, '100234', new Date());
    for (const contact of ['max muster', '  Max  Muster ', max?.id, '+49 30 23125-103']) {
      const { body } = await office.post('/tickets', aRequest({ contact }));
      expect(body.contact).toEqual({ name: 'Max Muster' });
    }
  });

  it('of two contacts whose names look alike is of the one whose name it gives to the letter', async () => {
    await using office = await openOffice();
    await office.database.query("update contacts set name = 'MAX Muster' where name = 'Erika Beispiel'");
    for (const contact of ['Max Muster', 'MAX Muster']) {
      const { body } = await office.post('/tickets', aRequest({ contact }));
      expect(body.contact).toEqual({ name: contact });
    }
    const { status, body } = await office.post('/tickets', aRequest({ contact: 'max muster' }));
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      {
        path: 'contact',
        message: 'More than one contact fits this: send the name as it is on record, or an id.',
      },
    ]);
  });

  it('for a change of signatures goes to the specialists', async () => {
    await using office = await openOffice();
    const change = {
      kind: 'signature',
      signature: 'false-positive',
      channel: 'email',
      description: ' \r\n\u00a0',
    };
    const { body } = await office.post('/tickets', aRequest(change));
    expect(body).toMatchObject({ kind: 'signature', signature: 'false-positive', channel: 'email' });
    const [{ engineer }] = (await office.get(`/pages?ticket=${body.number}`)).body.data;
    const onCall = (await office.get('/on-call')).body.data.find(
      ({ schedule }: { schedule: string }) => schedule === 'signature-desk',
    );
    expect(engineer).toEqual(onCall.onCall.engineer);
  });

  it('sent twice with one key is one ticket', async () => {
    await using office = await openOffice();
    const key = { 'idempotency-key': 'portal-1' };
    const first = await office.post('/tickets', aRequest(), key);
    const second = await office.post('/tickets', aRequest(), key);
    expect(second.body).toEqual(first.body);
    expect(second.headers.location).toBe(first.headers.location);
    expect(await tickets(office)).toHaveLength(1);
  });

  it('sent many times at once with one key is one ticket', async () => {
    await using office = await openOffice();
    const key = { 'idempotency-key': 'portal-2' };
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => office.post('/tickets', aRequest(), key)),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(({ body }) => body.number)).size).toBe(1);
    expect(await tickets(office)).toHaveLength(1);
  });

  it('under the key of another is refused, and so is a key that is none', async () => {
    await using office = await openOffice();
    const key = { 'idempotency-key': 'portal-3' };
    await office.post('/tickets', aRequest(), key);
    const other = await office.post('/tickets', aRequest({ severity: 1 }), key);
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } });
    const none = await office.post('/tickets', aRequest(), { 'idempotency-key': 'x'.repeat(256) });
    expect(none.status).toBe(400);
    expect(await tickets(office)).toHaveLength(1);
  });

  it('sent again is its ticket, also after the contract has ended or its contact has left', async () => {
    await using office = await openOffice({ at: '2035-12-31T10:00:00Z' });
    const key = { 'idempotency-key': 'portal-5' };
    const { body } = await office.post('/tickets', aRequest(), key);
    office.at = '2036-01-02T10:00:00Z';
    await office.database.query('update contacts set retired_at = $1', [office.at]);
    const again = await office.post('/tickets', aRequest(), key);
    expect(again).toMatchObject({ status: 201, body: { number: body.number } });
    expect((await office.post('/tickets', aRequest({ severity: 1 }), key)).status).toBe(422);
    expect((await office.post('/tickets', aRequest(), { 'idempotency-key': 'new' })).status).toBe(422);
  });

  it("under a key that another program has used is that program's own: neither is answered by the other's", async () => {
    await using office = await openOffice();
    const key = { 'idempotency-key': '4711' };
    const sendAs = async (name: string | null) => {
      const token = name && (await newTokenOf(office, name));
      return office.post('/tickets', aRequest(), {
        ...key,
        ...(token && { authorization: `Bearer ${token}` }),
      });
    };
    const replies = [await sendAs(null), await sendAs('API_TOKEN'), await sendAs('the portal')];
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map(({ body }) => body.number)).size).toBe(3);
    // its next token is the same program's
    const { body } = await sendAs('the portal');
    expect(body.number).toBe(replies[2]?.body.number);
  });

  it('sent again while a new version comes is one ticket, whichever version is asked first', async () => {
    await using office = await openOffice();
    const authorization = `Bearer ${await newTokenOf(office, 'the portal')}`;
    const send = (key: string, changes = {}) =>
      office.post('/tickets', aRequest(changes), { authorization, 'idempotency-key': key });
    const { body } = await send('portal-9');
    // the version before looks for the key as it was sent
    const kept = `select tickets.number::text from idempotency_keys join tickets on idempotency_key = key where key = 'portal-9'`;
    expect(await office.database.query(kept)).toEqual([{ number: body.number }]);
    // and does not write whose it is
    await office.database.query('update idempotency_keys set program = null');
    expect((await send('portal-9')).body.number).toBe(body.number);
    // what it cannot know to be the same program's is opened
    expect((await send('portal-9', { severity: 1 })).status).toBe(201);
    expect(await tickets(office)).toHaveLength(2);
  });

  it('is found by its key for 30 days; then the key is forgotten and stands for a new request', async () => {
    await using office = await openOffice();
    const send = () =>
      office.post('/tickets', aRequest(), { 'idempotency-key': '<mail@musterwerk.example>' });
    const forget = () =>
      dropIdempotencyKeys(office.database, new Date(Date.parse(office.at) - 30 * 86_400_000));
    const { body: first } = await send();
    office.at = '2026-12-23T08:59:00.000Z';
    await forget();
    expect((await send()).body.number).toBe(first.number);
    office.at = '2026-12-23T09:01:00.000Z';
    await forget();
    const kept = 'select from tickets where idempotency_key is not null';
    expect(await office.database.query(kept)).toEqual([]);
    expect((await send()).body.number).not.toBe(first.number);
  });

  it('that failed has used up no key', async () => {
    await using office = await openOffice();
    const key = { 'idempotency-key': 'portal-4' };
    expect((await office.post('/tickets', aRequest({ contact: 'Nobody' }), key)).status).toBe(422);
    expect((await office.post('/tickets', aRequest(), key)).status).toBe(201);
  });
});
