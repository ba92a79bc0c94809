import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';

test('a critical call is verified, ticketed, paged, acknowledged, called back, answered: the clock stops', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;

  const call = await erika.dial();
  expect(call.state).toBe('pin');
  await call.press('471108#');
  expect(call.state).toBe('menu');
  await call.press('1');
  await call.press('1');
  expect(call.state).toBe('severity-confirm');
  await call.press('1');
  expect(call.state).toBe('consent');
  // paging has begun before the description
  expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711 Musterwerk AG')]);
  await call.press('1');
  await call.record({ seconds: 12 });
  expect(call.state).toBe('callback-number');
  await call.press('1');
  expect(call.state).toBe('hold');
  expect(call.heard()).toContain('4 7 1 1');
  expect(call.heard()).toContain('spätestens heute um 10:30 Uhr');
  expect(erika.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
  await call.press('2');
  expect(call.over).toBe(true);

  await hotline.pass({ minutes: 3 });
  const page = await (await anna.rings()).answer();
  expect(page.heard()).toContain('Musterwerk AG');
  expect(page.heard()).toContain('Noch 27 Minuten');
  await page.press('1');
  expect(page.waitsFor).toBe('conference');

  const ring = await erika.rings();
  expect(ring.from).toBe(hotline.line.number);
  const callback = await ring.answer();
  await callback.press('1');
  expect(callback.joined).toBe(true);
  expect(page.joined).toBe(true);
  await callback.hangUp();

  expect(page.state).toBe('outcome');
  await page.press('1');
  expect(page.heard()).toContain('angehalten');
  expect(erika.newSms()).toEqual([
    expect.stringContaining('Anna Weber hat Ihnen eine erste Antwort gegeben'),
  ]);

  const ticket = await hotline.ticket('4711');
  expect(ticket).toMatchObject({
    status: 'answered',
    severity: 1,
    verified: true,
    acknowledgedBy: 'anna',
    answeredBy: 'anna',
    late: false,
    openedAt: '2026-11-23T09:00:00.000Z',
    respondBy: '2026-11-23T09:30:00.000Z',
  });
});
