import { expect, test } from 'vitest';
import { WEEK_MS } from '../../src/domain/calendar/local-time.ts';
import { openConsole } from '../support/console.ts';
import type { Hotline } from '../support/hotline.ts';
import { ERIKA_PIN, openCase } from '../support/stories.ts';

/** A minute on Mondays: six business hours last seven years, sixteen do not fit into any time that is known. */
const A_MINUTE_A_WEEK = { timezone: 'Europe/Berlin', hours: { mon: '09:00-09:01' }, closures: [], open: [] };

/** The Mondays from one on, for twelve years. */
function mondays(first: string): string[] {
  return Array.from({ length: 12 * 53 }, (_, week) =>
    new Date(Date.parse(first) + week * WEEK_MS).toISOString().slice(0, 10),
  );
}

/** As a calendar came to be that was changed in the table, or by a version that let it pass. */
async function setCalendar({ database }: Hotline, definition: object): Promise<void> {
  await database.query("update calendars set definition = $1 where name = 'munich'", [
    JSON.stringify(definition),
  ]);
}

test('a calendar that never opens costs nobody their ticket: the same time is promised around the clock', async () => {
  await using office = await openConsole({ at: '2026-11-23T20:00:00+01:00' });
  const { hotline } = office;
  const { erika, anna } = hotline.phones;
  await setCalendar(hotline, { ...A_MINUTE_A_WEEK, closures: mondays('2026-11-23') });
  const mild = await openCase(erika, { pin: ERIKA_PIN, severity: 3 });
  expect(mild.heard()).toContain('spätestens morgen um 2 Uhr');
  await mild.hangUp();
  expect(await hotline.ticket('4711')).toMatchObject({
    respondBy: '2026-11-24T01:00:00.000Z',
  });
  expect(anna.newSms()).toEqual([expect.stringContaining('MITTEL Ticket 4711')]);
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 1 })).hangUp();
  expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4712')]);

  const supervisor = await office.as('supervisor');
  for (const path of ['/', '/tickets', '/tickets/4711', '/tickets/4712', '/registry/calendars/munich'])
    expect([path, (await supervisor.get(path)).status]).toEqual([path, 200]);
  const raised = await supervisor.post('/tickets/4712/severity', { severity: '4', text: 'milder' });
  expect(raised.location).toBe('/tickets/4712?done=severity-changed');
  expect(await hotline.ticket('4712')).toMatchObject({ severity: 4, respondBy: '2026-11-24T03:00:00.000Z' });
  await hotline.settle();
  expect(erika.newSms()).toEqual([expect.stringContaining('bis Di 24.11. 04:00')]);
});

test('a calendar that is closed for good holds up no ticket of before: it is paged, taken and shown', async () => {
  await using office = await openConsole({ at: '2026-11-23T10:00:00+01:00' });
  const { hotline } = office;
  const { erika, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
  anna.newSms();
  await setCalendar(hotline, { ...A_MINUTE_A_WEEK, closures: mondays('2026-11-23') });
  await anna.sendSms('A 4711');
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
  const supervisor = await office.as('supervisor');
  for (const path of ['/', '/tickets/4711'])
    expect([path, (await supervisor.get(path)).status]).toEqual([path, 200]);
});

test.each([
  // its hours count on without the holidays; without a zone they are nobody's, and every hour counts
  ['region of holidays', { holidays: 'DE-NOWHERE' }, '2026-11-24T14:00:00.000Z', 0],
  ['time zone', { timezone: 'Europe/Nowhere' }, '2026-11-24T01:00:00.000Z', 1],
])(
  'a calendar in force whose %s this version does not know costs nobody their ticket',
  async (_what, unknown, respondBy, paged) => {
    await using office = await openConsole({ at: '2026-11-23T20:00:00+01:00' });
    const { hotline } = office;
    const { erika, anna } = hotline.phones;
    const hours = { 'mon-fri': '09:00-18:00' };
    await setCalendar(hotline, { ...A_MINUTE_A_WEEK, hours, ...unknown });
    await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
    expect(await hotline.ticket('4711')).toMatchObject({ respondBy });
    expect(anna.newSms()).toHaveLength(paged);
    const supervisor = await office.as('supervisor');
    for (const path of [
      '/',
      '/tickets',
      '/tickets/4711',
      '/registry/calendars',
      '/registry/calendars/munich/edit',
    ])
      expect([path, (await supervisor.get(path)).status]).toEqual([path, 200]);
  },
);
