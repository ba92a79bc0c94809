import { describe, expect, it } from 'vitest';
import { findOpenCallback, insertAttempt } from '../../src/domain/callbacks/callback-store.ts';
import { addCallEvents } from '../../src/domain/calls/call-store.ts';
import { aLeg, anOpenTicket, MONDAY_MORNING, openOffice, sid } from './api-office.ts';

describe('the call log', () => {
  it('knows nothing of calls that were not ours', async () => {
    await using office = await openOffice();
    for (const name of [sid('CA', 1), 'CA1', '..', 'CAx%00']) {
      expect((await office.get(`/calls/${name}`)).status).toBe(404);
    }
    expect((await office.get('/calls?ticket=abc')).status).toBe(400);
    expect((await office.get('/calls?party=nobody')).status).toBe(400);
    expect((await office.get('/calls?ticket=999999999999999999')).body).toEqual({ data: [], next: null });
  });

  it('comes newest first, page by page, also where many calls begin at one instant', async () => {
    await using office = await openOffice();
    for (let name = 0; name < 5; name += 1) await aLeg(office, name);
    const seen: string[] = [];
    let next = '';
    do {
      const { body } = await office.get(`/calls?limit=2&cursor=${next}`);
      seen.push(...body.data.map(({ callSid }: { callSid: string }) => callSid));
      next = body.next;
    } while (next !== null);
    expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4].map((name) => sid('CA', name)));
  });

  it('can be narrowed down', async () => {
    await using office = await openOffice();
    const ticket = await anOpenTicket(office, { severity: 1 });
    await aLeg(office, 1, { ticketNumber: ticket });
    office.at = '2026-11-23T10:00:00.000Z';
    await aLeg(office, 2, { customerNumber: '100871' });
    await aLeg(office, 3, {
      customerNumber: null,
      party: 'engineer',
      engineer: 'anna',
      ticketNumber: ticket,
    });
    const found = async (query: string) =>
      (await office.get(`/calls?${query}`)).body.data.map(({ callSid }: { callSid: string }) => callSid);
    expect(await found(`ticket=${ticket}&party=caller`)).toEqual([sid('CA', 1)]);
    expect(await found('customer=100871')).toEqual([sid('CA', 2)]);
    expect(await found('party=engineer')).toEqual([sid('CA', 3)]);
    expect(await found(`since=${MONDAY_MORNING}&customer=100234`)).toEqual([sid('CA', 1)]);
  });

  it('tells a call step by step and never the digits that were entered', async () => {
    await using office = await openOffice();
    const ticket = await anOpenTicket(office, { severity: 1 });
    const call = await aLeg(office, 1, { ticketNumber: ticket });
    await aLeg(office, 2, {
      party: 'engineer',
      engineer: 'anna',
      ticketNumber: ticket,
      direction: 'outbound',
    });
    await aLeg(office, 3);
    const at = new Date(office.at);
    await addCallEvents(office.database, call.id, [
      { at, kind: 'answer', state: 'pin', detail: { kind: 'entered', digits: '471108' } },
      { at, kind: 'outcome', state: 'verify-pin', detail: { outcome: 'verified' } },
      { at, kind: 'answer', state: 'menu', detail: { kind: 'choice', choice: '1' } },
      { at, kind: 'status', state: 'menu', detail: { status: 'completed' } },
    ]);
    const { body } = await office.get(`/calls/${sid('CA', 1)}`);
    const step = { at: MONDAY_MORNING, answer: null, choice: null, outcome: null, status: null };
    expect(body.steps).toEqual([
      { ...step, kind: 'answer', state: 'pin', answer: 'entered' },
      { ...step, kind: 'outcome', state: 'verify-pin', outcome: 'verified' },
      { ...step, kind: 'answer', state: 'menu', answer: 'choice', choice: '1' },
      { ...step, kind: 'status', state: 'menu', status: 'completed' },
    ]);
    expect(body).toMatchObject({
      from: '+493023125101',
      ticket,
      customer: { number: '100234', name: 'Musterwerk AG' },
      state: 'menu',
    });
    expect(JSON.stringify(body)).not.toContain('471108');
    const legs = body.legs.map(({ callSid, engineer }: Record<string, unknown>) => [callSid, engineer]);
    const ours = legs.filter(([callSid]: [unknown]) => callSid !== null);
    expect(ours.toSorted()).toEqual([
      [sid('CA', 1), null],
      [sid('CA', 2), { key: 'anna', name: 'Anna Weber' }],
    ]);
  });

  it('a call that led to no ticket has itself as its only leg', async () => {
    await using office = await openOffice();
    await aLeg(office, 1);
    const { body } = await office.get(`/calls/${sid('CA', 1)}`);
    expect(body.legs).toHaveLength(1);
  });
});

describe('pages and callbacks', () => {
  it('are told of every ticket, or of one', async () => {
    await using office = await openOffice();
    const [one, other] = [
      await anOpenTicket(office, { severity: 1 }),
      await anOpenTicket(office, { severity: 1 }),
    ];
    const of = async (path: string) =>
      (await office.get(path)).body.data.map(({ ticket }: { ticket: string }) => ticket);
    expect(new Set(await of('/pages'))).toEqual(new Set([one, other]));
    expect(new Set(await of(`/pages?ticket=${one}`))).toEqual(new Set([one]));
    expect(await of(`/callbacks?ticket=${other}`)).toEqual([other]);
    expect((await of('/callbacks')).toSorted()).toEqual([one, other].toSorted());
    expect((await office.get('/pages?ticket=x')).status).toBe(400);
  });

  it('come page by page', async () => {
    await using office = await openOffice();
    for (let count = 0; count < 3; count += 1) await anOpenTicket(office, { severity: 1 });
    for (const list of ['pages', 'callbacks']) {
      const first = await office.get(`/${list}?limit=2`);
      const rest = await office.get(`/${list}?limit=2&cursor=${first.body.next}`);
      const all = [...first.body.data, ...rest.body.data].map(({ ticket }: { ticket: string }) => ticket);
      expect(new Set(all).size).toBe(3);
      expect(rest.body.next).toBeNull();
    }
  });

  it('a callback tells of its attempts', async () => {
    await using office = await openOffice();
    const ticket = await anOpenTicket(office, { severity: 1 });
    const engineerCall = await aLeg(office, 1, { party: 'engineer', engineer: 'anna', ticketNumber: ticket });
    const callback = await findOpenCallback(office.database, ticket);
    await insertAttempt(
      office.database,
      {
        callbackId: callback?.id ?? '',
        ticketNumber: ticket,
        engineer: 'anna',
        engineerCallId: engineerCall.id,
        customerCallId: null,
        stage: 'customer',
      },
      new Date(office.at),
    );
    const [{ attempts }] = (await office.get(`/callbacks?ticket=${ticket}`)).body.data;
    expect(attempts).toEqual([
      {
        engineer: { key: 'anna', name: 'Anna Weber' },
        engineerCallSid: sid('CA', 1),
        customerCallSid: null,
        stage: 'customer',
        outcome: null,
        startedAt: MONDAY_MORNING,
        endedAt: null,
        late: false,
      },
    ]);
  });
});

describe('who is on call', () => {
  it('is told for each schedule, with the next hand-over', async () => {
    await using office = await openOffice();
    const { body } = await office.get('/on-call');
    expect(body).toMatchObject({ at: MONDAY_MORNING, gapsUntil: '2026-12-07T09:00:00.000Z' });
    expect(body.data.map(({ schedule }: { schedule: string }) => schedule)).toEqual([
      'back',
      'front',
      'signature-desk',
    ]);
    for (const { onCall, next, gaps } of body.data) {
      expect(onCall.from <= MONDAY_MORNING && MONDAY_MORNING < onCall.until).toBe(true);
      expect(next.from > MONDAY_MORNING).toBe(true);
      expect(gaps).toEqual([]);
    }
  });

  it('can be asked for any instant; where nobody is, the gap is told', async () => {
    await using office = await openOffice();
    const { body } = await office.get('/on-call?at=2025-12-29T12:00:00%2B01:00');
    const front = body.data.find(({ schedule }: { schedule: string }) => schedule === 'front');
    expect(front).toMatchObject({
      onCall: null,
      next: { engineer: { key: 'carla', name: 'Carla Moreno' }, because: 'layer' },
      gaps: [{ from: '2025-12-29T11:00:00.000Z', until: '2026-01-05T07:00:00.000Z' }],
    });
    expect((await office.get('/on-call?at=tomorrow')).status).toBe(400);
  });

  it('names an override as what it is', async () => {
    await using office = await openOffice();
    const { body } = await office.get('/on-call?at=2026-12-25T12:00:00Z');
    const front = body.data.find(({ schedule }: { schedule: string }) => schedule === 'front');
    expect(front.onCall).toMatchObject({ engineer: { key: 'carla' }, because: 'override' });
  });
});

describe('an absence', () => {
  const DAYS = { engineer: 'carla', from: '2026-12-24', until: '2026-12-25' };

  it('over shifts is saved only once they were shown', async () => {
    await using office = await openOffice();
    const shown = await office.post('/absences', DAYS);
    expect(shown).toMatchObject({ status: 409, body: { type: '/problems/shifts-in-absence' } });
    expect(shown.body.shifts[0]).toEqual({
      schedule: 'front',
      from: expect.stringMatching(/^2026-12-2/),
      until: expect.stringMatching(/^2026-12-2/),
    });
    expect((await office.get('/absences')).body.data).toEqual([]);
    expect((await office.post('/absences', { ...DAYS, accept: 'yes' })).status).toBe(422);
    expect((await office.post('/absences', { ...DAYS, accept: 'shifts' })).status).toBe(201);
    expect((await office.get('/absences')).body.data).toHaveLength(1);
  });

  it('that cannot be taken is refused for that, whatever lies in it', async () => {
    await using office = await openOffice();
    const wrong = { ...DAYS, until: '2026-12-23' };
    for (const body of [wrong, { ...wrong, accept: 'shifts' }])
      expect(await office.post('/absences', body)).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'until', message: 'It ends before it begins.' }] },
      });
  });

  it('whose times are instants is told how to write them', async () => {
    await using office = await openOffice();
    const until = '2026-12-26T00:00:00.000+01:00';
    for (const body of [
      { ...DAYS, until },
      { ...DAYS, from: '2026-12-24T00:00:00Z', until },
    ])
      expect(await office.post('/absences', body)).toMatchObject({
        status: 422,
        body: { errors: [{ message: expect.stringContaining('2026-12-24T12:00, without an offset') }] },
      });
  });

  it('in which nobody is on call needs no second look', async () => {
    await using office = await openOffice();
    expect((await office.post('/absences', { ...DAYS, engineer: 'tessa' })).status).toBe(201);
  });
});
