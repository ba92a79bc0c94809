import { describe, expect, it } from 'vitest';
import { anOpenTicket, openOffice } from './api-office.ts';

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
