import { describe, expect, it } from 'vitest';
import { contactsOf } from '../../src/domain/customers/customer-store.ts';
import { markMissed } from '../../src/domain/ticket-operations/mark-missed.ts';
import { redeemDialInCode } from '../../src/domain/tickets/dial-in-code-store.ts';
import { aRequest, HOTLINE, MONDAY_MORNING, type Office, openOffice, SUNDAY_NIGHT } from './api-office.ts';

const ERIKA = '+493023125101';

const tickets = async (office: Office) => (await office.get('/tickets')).body.data;

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

  it('after the last day of the contract is refused; on that day it is not', async () => {
    await using office = await openOffice({ at: '2028-01-03T10:00:00Z' });
    const { status, body } = await office.post('/tickets', aRequest());
    expect(status).toBe(403);
    expect(body).toMatchObject({ type: '/problems/contract-not-in-term', validUntil: '2027-12-31' });
    // 31 December is a closure of this calendar, so the day before stands for the end of the term
    office.at = '2027-12-30T10:00:00Z';
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
      late: false,
      description: { recordingUrl: null, transcript: null, text: 'The updates stopped on all gateways.' },
    });
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

  it('for a change of signatures goes to the specialists', async () => {
    await using office = await openOffice();
    const change = { kind: 'signature', signature: 'false-positive', channel: 'email', description: '' };
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

  it('that failed has used up no key', async () => {
    await using office = await openOffice();
    const key = { 'idempotency-key': 'portal-4' };
    expect((await office.post('/tickets', aRequest({ contact: 'Nobody' }), key)).status).toBe(422);
    expect((await office.post('/tickets', aRequest(), key)).status).toBe(201);
  });
});

async function anOpenTicket(office: Office, change: Record<string, unknown> = {}): Promise<string> {
  return (await office.post('/tickets', aRequest(change))).body.number;
}

describe('what does not go with a ticket', () => {
  it.each(['acknowledge', 'answer', 'progress', 'close'])('%s on one that does not exist', async (change) => {
    await using office = await openOffice();
    const body = { by: 'anna', text: 'on it' };
    for (const number of ['1', '0', '999999999999999999', '9999999999999999999', '-1', 'abc', '1e3']) {
      expect((await office.post(`/tickets/${number}/${change}`, body)).status).toBe(404);
      expect((await office.get(`/tickets/${number}`)).status).toBe(404);
    }
  });

  it.each(['acknowledge', 'answer', 'progress', 'close'])('%s by nobody', async (change) => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    for (const by of [undefined, '', '  ', 7, null, 'a\u0000']) {
      const { status, body } = await office.post(`/tickets/${number}/${change}`, { by, text: 'on it' });
      expect(status).toBe(422);
      expect(body.errors).toEqual([{ path: 'by', message: expect.any(String) }]);
    }
  });

  it('taking what somebody else has; who has it is told', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    await office.post(`/tickets/${number}/acknowledge`, { by: 'anna' });
    const { status, body } = await office.post(`/tickets/${number}/acknowledge`, { by: 'ben' });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      type: '/problems/already-acknowledged',
      acknowledgedBy: 'anna',
      acknowledgedAt: MONDAY_MORNING,
    });
  });

  it('two who take it at once: one wins, the other is told who', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    const replies = await Promise.all(
      ['anna', 'ben'].map((by) => office.post(`/tickets/${number}/acknowledge`, { by })),
    );
    const [won] = replies.filter(({ status }) => status === 200);
    const [lost] = replies.filter(({ status }) => status === 409);
    expect(lost?.body.acknowledgedBy).toBe(won?.body.acknowledgedBy);
  });

  it('anything but a note on an answered one, and nothing on a closed one', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    const change = async (what: string) =>
      (await office.post(`/tickets/${number}/${what}`, { by: 'anna', text: 'so it is' })).status;
    await office.post(`/tickets/${number}/answer`, { by: 'anna', text: 'so it is', delivered: true });
    expect(await change('acknowledge')).toBe(409);
    expect(await change('answer')).toBe(409);
    expect(await change('progress')).toBe(200);
    expect(await change('close')).toBe(200);
    for (const what of ['acknowledge', 'answer', 'progress', 'close']) expect(await change(what)).toBe(409);
    const { body } = await office.post(`/tickets/${number}/answer`, { by: 'ben' });
    expect(body).toMatchObject({
      type: '/problems/ticket-is-over',
      ticketStatus: 'closed',
      answeredBy: 'anna',
      closedAt: MONDAY_MORNING,
    });
  });
});

describe('the course of a ticket', () => {
  it('acknowledged: pages stop, the clock runs, and asking again changes nothing', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    const first = await office.post(`/tickets/${number}/acknowledge`, {
      by: 'anna',
      text: 'I know this one',
    });
    expect(first.body).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna', answeredAt: null });
    const again = await office.post(`/tickets/${number}/acknowledge`, { by: 'anna' });
    expect(again).toMatchObject({ status: 200, body: { acknowledgedAt: MONDAY_MORNING } });
    const pages = await office.get(`/pages?ticket=${number}`);
    expect(pages.body.data.map(({ status }: { status: string }) => status)).toEqual(['withdrawn']);
    const { timeline } = (await office.get(`/tickets/${number}`)).body;
    expect(timeline).toContainEqual({
      at: MONDAY_MORNING,
      kind: 'progress',
      actor: 'anna',
      actorKind: 'engineer',
      detail: { text: 'I know this one' },
    });
  });

  it('answered: the clock stops and the callback is done', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    office.at = '2026-11-23T12:00:00.000Z';
    const change = {
      by: 'Support portal',
      how: 'facts-requested',
      text: 'Which version?',
      delivered: true,
    };
    const { body } = await office.post(`/tickets/${number}/answer`, change);
    expect(body).toMatchObject({
      status: 'answered',
      answeredAt: office.at,
      answeredBy: 'Support portal',
      late: false,
    });
    const { timeline } = (await office.get(`/tickets/${number}`)).body;
    expect(timeline).toContainEqual({
      at: office.at,
      kind: 'answered',
      actor: 'Support portal',
      actorKind: 'program',
      detail: {
        how: 'facts-requested',
        channel: 'api',
        reached: 'portal',
        late: false,
        text: 'Which version?',
      },
    });
    expect((await office.get(`/callbacks?ticket=${number}`)).body.data[0].status).toBe('done');
  });

  it('a late answer stays late, and so does a miss that was closed without an answer', async () => {
    await using office = await openOffice();
    const [answered, closed] = [await anOpenTicket(office), await anOpenTicket(office)];
    office.at = '2026-11-23T13:00:00.001Z';
    expect((await office.get(`/tickets/${answered}`)).body.late).toBe(true);
    await office.database.transaction((tx) =>
      markMissed({ tx, hotline: office.deps.hotline, now: new Date(office.at) }, closed),
    );
    expect(
      (await office.post(`/tickets/${answered}/answer`, { by: 'anna', delivered: true })).body.late,
    ).toBe(true);
    expect((await office.post(`/tickets/${closed}/close`, { by: 'anna' })).body.late).toBe(true);
  });

  it('opened again: the same deadline, nobody’s, and paged anew', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    const reopen = { by: 'Lead', text: 'the customer called' };
    expect(await office.post(`/tickets/${number}/reopen`, reopen)).toMatchObject({
      status: 409,
      body: { type: '/problems/ticket-not-answered', ticketStatus: 'open' },
    });
    expect((await office.post('/tickets/999999/reopen', reopen)).status).toBe(404);
    await office.post(`/tickets/${number}/answer`, { by: 'anna', text: 'Done', delivered: true });
    expect((await office.post(`/tickets/${number}/reopen`, { by: 'Lead' })).status).toBe(422);
    const { respondBy } = (await office.get(`/tickets/${number}`)).body;
    const { body } = await office.post(`/tickets/${number}/reopen`, reopen);
    expect(body).toMatchObject({
      status: 'open',
      answeredAt: null,
      answeredBy: null,
      acknowledgedBy: null,
      reopenedAt: MONDAY_MORNING,
      reopenings: 1,
      respondBy,
    });
    const callbacks = await office.get(`/callbacks?ticket=${number}`);
    expect(callbacks.body.data.map(({ status }: { status: string }) => status).sort()).toEqual([
      'done',
      'open',
    ]);
    await office.post(`/tickets/${number}/close`, { by: 'anna' });
    expect((await office.post(`/tickets/${number}/reopen`, reopen)).body).toMatchObject({
      status: 'open',
      reopenings: 2,
    });
  });

  it('closed without an answer: nobody is paged about it any more', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    await office.post(`/tickets/${number}/close`, { by: 'portal', text: 'taken back by the customer' });
    const { timeline, status } = (await office.get(`/tickets/${number}`)).body;
    expect(status).toBe('closed');
    expect(timeline.at(-1)).toMatchObject({ kind: 'closed', actor: 'portal' });
    const left = await office.database.query('select kind from timers where subject = $1', [number]);
    expect(left).toEqual([]);
    expect((await office.get(`/callbacks?ticket=${number}`)).body.data[0].status).toBe('withdrawn');
  });

  it('a progress needs its text', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    const { body } = await office.post(`/tickets/${number}/progress`, { by: 'anna' });
    expect(body.errors).toEqual([{ path: 'text', message: expect.any(String) }]);
  });
});

describe('the paging plan of a ticket', () => {
  it('has an instant for each step, and says which are done', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office, { severity: 1 });
    const { plan } = (await office.get(`/tickets/${number}`)).body;
    expect(plan).toEqual([
      { step: 0, at: '2026-11-23T09:00:00.000Z', page: ['schedule:front'], by: ['sms'], done: true },
      { step: 1, at: '2026-11-23T09:01:00.000Z', page: ['schedule:front'], by: ['call'], done: false },
      {
        step: 2,
        at: '2026-11-23T09:05:00.000Z',
        page: ['schedule:back', 'tam'],
        by: ['sms', 'call'],
        done: false,
      },
      {
        step: 3,
        at: '2026-11-23T09:10:30.000Z',
        page: ['schedule:front', 'schedule:back'],
        by: ['call'],
        done: false,
      },
      { step: 4, at: '2026-11-23T09:18:00.000Z', page: ['supervisors'], by: ['sms', 'call'], done: false },
    ]);
  });

  it('on the business clock leaps over the night', async () => {
    await using office = await openOffice({ at: '2026-11-23T15:00:00.000Z' });
    const number = await anOpenTicket(office, { severity: 3 });
    const { plan, respondBy } = (await office.get(`/tickets/${number}`)).body;
    expect(respondBy).toBe('2026-11-24T12:00:00.000Z');
    expect(plan.at(-1).at).toBe('2026-11-24T09:36:00.000Z');
  });
});

describe('the list of tickets', () => {
  it('comes newest first, page by page, none twice and none left out', async () => {
    await using office = await openOffice();
    const opened: string[] = [];
    for (let count = 0; count < 5; count += 1) opened.push(await anOpenTicket(office));
    const seen: string[] = [];
    let next = '';
    do {
      const { body } = await office.get(`/tickets?limit=2&cursor=${next}`);
      seen.push(...body.data.map(({ number }: { number: string }) => number));
      next = body.next;
      // a ticket opened meanwhile moves no page
      if (seen.length === 2) await anOpenTicket(office);
    } while (next !== null);
    expect(seen).toEqual(opened.toReversed());
  });

  it('can be narrowed down', async () => {
    await using office = await openOffice();
    const [one] = [await anOpenTicket(office), await anOpenTicket(office, { severity: 3 })];
    office.at = '2026-11-23T10:00:00.000Z';
    const grace = await anOpenTicket(office, { customer: '100871', contact: 'Grace Hollis' });
    await office.post(`/tickets/${one}/acknowledge`, { by: 'anna' });
    const numbers = async (query: string) =>
      (await office.get(`/tickets?${query}`)).body.data.map(({ number }: { number: string }) => number);
    expect(await numbers('status=acknowledged')).toEqual([one]);
    expect(await numbers('customer=100871')).toEqual([grace]);
    expect(await numbers('since=2026-11-23T11:00:00%2B01:00')).toEqual([grace]);
    expect(await numbers('severity=2&customer=100234')).toEqual([one]);
    expect(await numbers('status=closed')).toEqual([]);
  });
});
