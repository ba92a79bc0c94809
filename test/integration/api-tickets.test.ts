import { describe, expect, it } from 'vitest';
import { markMissed } from '../../src/domain/ticket-operations/mark-missed.ts';
import { anOpenTicket, MONDAY_MORNING, openOffice } from './api-office.ts';

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

  it('whatever is refused leaves no word of it: sent again, it would stand there twice', async () => {
    await using office = await openOffice();
    const open = await anOpenTicket(office);
    const signature = await anOpenTicket(office, { kind: 'signature', signature: 'false-positive' });
    const taken = await anOpenTicket(office);
    await office.post(`/tickets/${signature}/progress`, { by: 'anna', stage: 'built' });
    await office.post(`/tickets/${taken}/acknowledge`, { by: 'anna' });
    const closed = await anOpenTicket(office);
    await office.post(`/tickets/${closed}/close`, { by: 'anna' });
    const refused: [string, string, Record<string, unknown>][] = [
      [open, 'progress', { stage: 'built' }],
      [open, 'reopen', {}],
      [open, 'severity', { severity: 2 }],
      [signature, 'progress', { stage: 'in-analysis' }],
      [taken, 'acknowledge', { by: 'ben' }],
      ...['acknowledge', 'answer', 'progress', 'close'].map(
        (what): [string, string, Record<string, unknown>] => [closed, what, {}],
      ),
      [closed, 'progress', { stage: 'built' }],
      [closed, 'severity', { severity: 1 }],
    ];
    for (const [number, what, change] of refused) {
      const before = (await office.get(`/tickets/${number}`)).body;
      const body = { by: 'anna', text: 'tested on the replica', ...change };
      expect([what, (await office.post(`/tickets/${number}/${what}`, body)).status]).toEqual([what, 409]);
      expect((await office.get(`/tickets/${number}`)).body).toEqual(before);
    }
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
    await office.post(`/tickets/${number}/acknowledge`, { by: 'anna', text: 'I know this one' });
    const again = await office.post(`/tickets/${number}/acknowledge`, { by: 'anna' });
    expect(again).toMatchObject({ status: 200, body: { acknowledgedAt: MONDAY_MORNING } });
    const pages = await office.get(`/pages?ticket=${number}`);
    expect(pages.body.data.map(({ status }: { status: string }) => status)).toEqual(['withdrawn']);
    const { timeline } = (await office.get(`/tickets/${number}`)).body;
    expect(timeline.filter(({ kind }: { kind: string }) => kind === 'progress')).toEqual([
      {
        at: MONDAY_MORNING,
        kind: 'progress',
        actor: 'anna',
        actorKind: 'engineer',
        detail: { text: 'I know this one' },
      },
    ]);
  });

  it('of another severity: first what it would be, then so, and its customer is told', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    const before = (await office.get(`/tickets/${number}`)).body;
    const change = { by: 'Support portal', severity: 1, text: 'All sites are down' };
    const preview = await office.post(`/tickets/${number}/severity`, { ...change, preview: true });
    expect(preview.body).toMatchObject({ number, severity: 1 });
    expect(preview.body.respondBy < before.respondBy).toBe(true);
    expect((await office.get(`/tickets/${number}`)).body).toMatchObject({
      severity: before.severity,
      respondBy: before.respondBy,
    });
    const changed = await office.post(`/tickets/${number}/severity`, change);
    expect(changed.body).toMatchObject({ severity: 1, respondBy: preview.body.respondBy });
    expect((await office.post(`/tickets/${number}/severity`, change)).body.type).toBe(
      '/problems/severity-not-possible',
    );
    expect((await office.post(`/tickets/${number}/severity`, { ...change, severity: 5 })).status).toBe(422);
    const texts = await office.database.query("select body from messages where text_name = 'severity-told'");
    expect(texts).toMatchObject([{ body: expect.stringMatching(`${number}.* 1`) }]);
  });

  it('answered: the clock stops and the callback is done', async () => {
    await using office = await openOffice();
    const number = await anOpenTicket(office);
    office.at = '2026-11-23T12:00:00.000Z';
    const change = {
      by: 'anna',
      how: 'facts-requested',
      text: 'Which version?',
      delivered: true,
    };
    const { body } = await office.post(`/tickets/${number}/answer`, change);
    expect(body).toMatchObject({
      status: 'answered',
      answeredAt: office.at,
      answeredBy: 'anna',
      late: false,
    });
    const { timeline } = (await office.get(`/tickets/${number}`)).body;
    expect(timeline).toContainEqual({
      at: office.at,
      kind: 'answered',
      actor: 'anna',
      actorKind: 'engineer',
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

  it('closed or found milder before the alarm of its deadline has rung: the miss is on record', async () => {
    await using office = await openOffice();
    const [closed, milder] = [await anOpenTicket(office), await anOpenTicket(office)];
    office.at = '2026-11-23T13:00:00.001Z';
    await office.post(`/tickets/${closed}/close`, { by: 'anna' });
    const { status } = await office.post(`/tickets/${milder}/severity`, {
      by: 'anna',
      severity: 4,
      text: 'only a print-out',
    });
    expect(status).toBe(200);
    for (const number of [closed, milder]) {
      const { timeline, late } = (await office.get(`/tickets/${number}`)).body;
      expect(late).toBe(true);
      expect(timeline.filter(({ kind }: { kind: string }) => kind === 'deadline-missed')).toHaveLength(1);
    }
    // a deadline that has not come is withdrawn, and nothing was missed
    const early = await anOpenTicket(office);
    expect((await office.post(`/tickets/${early}/close`, { by: 'anna' })).body.late).toBe(false);
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
    const untold = { by: 'anna', text: 'it is out', version: '24.11.7' };
    const { status, body: refused } = await office.post(`/tickets/${number}/progress`, untold);
    expect([status, refused.errors]).toEqual([422, [{ path: 'version', message: expect.any(String) }]]);
  });
});
