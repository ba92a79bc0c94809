import { describe, expect, it } from 'vitest';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Office, openConsole } from '../support/console.ts';
import { criticalCase } from '../support/stories.ts';
import { emergencyOf } from '../support/strangers.ts';

/** Four strangers, one of whom an engineer has taken, and Erika, who said who she is. */
async function flooded(): Promise<Office> {
  const office = await openConsole();
  const { hotline } = office;
  for (const from of ['+4915228817301', '+4915228817302', '+4915228817303', '+4915228817304'])
    await (await emergencyOf(hotline, { from, customer: '999999' })).hangUp();
  await criticalCase(hotline.phones.erika);
  await hotline.api('/tickets/4712/acknowledge', { by: 'carla' });
  return office;
}

const form = (tickets: string[], rest: Record<string, string> = {}): [string, string][] => [
  ...tickets.map((ticket): [string, string] => ['ticket', ticket]),
  ...Object.entries({ text: 'the same joker', sure: 'yes', ...rest }),
];
const statesOf = async ({ hotline }: Office) =>
  Object.fromEntries((await ticketsOf(hotline)).map(({ number, status }) => [number, status]));

describe('unverified tickets that are closed together', () => {
  it('are found from the board, ticked unless an engineer has them, and closed with a reason, each in the audit trail', async () => {
    await using office = await flooded();
    const supervisor = await office.as('supervisor');
    expect((await supervisor.get('/')).text).toContain('href="/emergencies">4 of them unverified');
    const page = (await supervisor.get('/emergencies')).text;
    expect(page).not.toContain('4715');
    expect(page.match(/name="ticket" value="\d+" checked/g)).toHaveLength(3);
    const reply = await supervisor.post('/emergencies/close', form(['4711', '4713', '4714']));
    expect(reply.location).toBe('/emergencies?closed=3');
    await office.hotline.settle();
    expect(await statesOf(office)).toEqual({
      4711: 'closed',
      4712: 'acknowledged',
      4713: 'closed',
      4714: 'closed',
      4715: 'open',
    });
    expect((await supervisor.get('/emergencies?closed=3')).text).toContain('3 tickets are closed.');
    const trail = await office.hotline.database.query(
      `select subject from audit_entries where action = 'closed' and detail ->> 'together' = 'true' order by subject`,
    );
    expect(trail).toEqual([{ subject: '4711' }, { subject: '4713' }, { subject: '4714' }]);
    const { timeline } = await office.hotline.ticket('4713');
    expect(timeline.slice(-2)).toMatchObject([
      { kind: 'progress', actor: 'user:supervisor', detail: { text: 'the same joker' } },
      { kind: 'closed', actor: 'user:supervisor' },
    ]);
    await lookAway(office.hotline);
  });

  it('are never verified ones, answered ones, or numbers that somebody made up', async () => {
    await using office = await flooded();
    const administrator = await office.as('administrator');
    await office.hotline.api('/tickets/4711/answer', {
      by: 'anna',
      text: 'It was a switch',
      delivered: true,
    });
    const odd = ['4715', '4711', '4711', '0', '-1', '99999', "4712'", '9'.repeat(30), 'x'];
    const reply = await administrator.post('/emergencies/close', form(odd));
    expect(reply.location).toBe('/emergencies?closed=0');
    expect(await statesOf(office)).toMatchObject({ 4711: 'answered', 4712: 'acknowledged', 4715: 'open' });
    await lookAway(office.hotline);
  });

  it.each([
    [form([]), 'no ticket is ticked'],
    [form(['4711'], { text: ' ' }), 'give a reason'],
    [form(['4711'], { sure: '' }), 'have looked at them'],
  ])('are not closed by a form that is incomplete', async (fields, said) => {
    await using office = await flooded();
    const supervisor = await office.as('supervisor');
    const reply = await supervisor.post('/emergencies/close', fields);
    expect([reply.status, reply.text.includes(said)]).toEqual([422, true]);
    expect(await statesOf(office)).toMatchObject({ 4711: 'open' });
    await lookAway(office.hotline);
  });

  it('are closed by supervisors and administrators only, from this page only', async () => {
    await using office = await flooded();
    for (const role of ['engineer', 'auditor'] as const) {
      const browser = await office.as(role);
      const page = await browser.get('/emergencies');
      expect([page.status, page.text.includes('Close them together')]).toEqual([200, false]);
      expect((await browser.post('/emergencies/close', form(['4711']))).status).toBe(403);
    }
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    const supervisor = await office.as('supervisor');
    expect((await supervisor.post('/emergencies/close', form(['4711']), elsewhere)).status).toBe(403);
    expect((await office.nobody().post('/emergencies/close', form(['4711']))).location).toContain('/sign-in');
    expect(await statesOf(office)).toMatchObject({ 4711: 'open' });
    await lookAway(office.hotline);
  });
});
