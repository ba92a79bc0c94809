import { expect, test, vi } from 'vitest';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { hotline as command, hotlineProcess } from '../support/hotline-command.ts';
import { abandonShip } from '../support/lifeboat.ts';

const environment = (hotline: Hotline) => ({
  DATABASE_URL: hotline.database.url,
  SECRET_KEY: 'the-secret-key-of-the-tests',
  PUBLIC_URL: hotline.url,
  TWILIO_ACCOUNT_SID: hotline.line.accountSid,
  TWILIO_AUTH_TOKEN: hotline.line.authToken,
  TWILIO_API_BASE_URL: hotline.line.apiBaseUrl,
  HOTLINE_NUMBER: hotline.line.number,
});

test('the command says what went past us, and merges it once', async () => {
  await using hotline = await openHotline();
  const at = Date.now();
  const env = environment(hotline);
  await using lifeboat = await abandonShip(hotline);
  const call = await hotline.phones.erika.dial();
  await (await hotline.phones.supervisor.rings()).noAnswer();
  await call.record({ seconds: 12 });
  lifeboat.back();
  // what is younger than a minute is left for the next look
  vi.setSystemTime(at + 3 * 3_600_000);

  const planned = await command(['carrier', 'reconcile', '--dry-run'], { env });
  expect(planned).toMatchObject({ code: 0, err: '' });
  expect(planned.out).toMatch(/^call +[-\d]+ [:\d]+ {2}\+49…101 {2}completed {2}CA/m);
  expect(planned.out).toMatch(/^recording +[-\d]+ [:\d]+ {2}12 s {2}RE/m);
  expect(planned.out).toContain('Nothing was merged; run it without --dry-run to merge.');
  expect(planned.out).not.toContain(hotline.phones.erika.number);
  expect(await ticketsOf(hotline)).toEqual([]);

  const merged = await command(['carrier', 'reconcile'], { env });
  expect(merged.out).toContain('Merged 1 call, 1 recording and 0 messages');
  expect(merged.out).toContain('New tickets: 4711.');
  const again = await command(['carrier', 'reconcile', '--json'], { env });
  expect(JSON.parse(again.out)).toMatchObject({ calls: 0, recordings: 0, messages: 0, tickets: [] });
  expect(await ticketsOf(hotline)).toMatchObject([{ severity: 1, openedAt: new Date(at) }]);
  vi.setSystemTime(at + 4 * 3_600_000);
  await lookAway(hotline);
});

test('a time without an offset is one of the house, wherever the command runs', async () => {
  await using hotline = await openHotline();
  const env = { ...environment(hotline), TZ: 'Asia/Tokyo' };
  const asked = ['carrier', 'reconcile', '--dry-run', '--since', '2020-01-06T08:00'];
  expect((await hotlineProcess(asked, { env })).out).toContain('since 2020-01-06 08:00:00 (Europe/Berlin)');
  expect(JSON.parse((await hotlineProcess([...asked, '--json'], { env })).out).since).toBe(
    '2020-01-06T07:00:00.000Z',
  );
});

test('a time that is none, or that is to come, is refused', async () => {
  await using hotline = await openHotline();
  for (const since of ['yesterday', '2999-01-01']) {
    const { code, err } = await command(['carrier', 'reconcile', '--since', since], {
      env: environment(hotline),
    });
    expect([code, err]).toEqual([2, expect.stringContaining(`--since is "${since}"`)]);
  }
});

test('lists of several pages are read to their end', async () => {
  await using hotline = await openHotline();
  const { carrier } = hotline.line;
  const { number } = hotline.line;
  for (let count = 0; count < 450; count += 1)
    carrier.texting.accept({ direction: 'inbound', from: '+4915228817399', to: number, body: String(count) });
  const span = { since: new Date(Date.now() - 60_000), until: new Date() };
  const listed = await hotline.app.carrier.listMessages(number, span);
  expect(listed.map(({ body }) => Number(body))).toEqual(Array.from({ length: 450 }, (_, index) => index));
  const none = { since: new Date(Date.now() - 120_000), until: new Date(Date.now() - 60_000) };
  expect(await hotline.app.carrier.listMessages(number, none)).toEqual([]);
});
