import { expect, test } from 'vitest';
import { HotlineError } from '../../src/platform/errors.ts';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { rememberLog } from '../support/written-down.ts';

test.each(['1#', '123#', '12345678901#', `${'1'.repeat(60)}#`, '*#', '12*4#', '##1#'])(
  'a PIN keyed as %s is no PIN: asked again',
  async (keys) => {
    await using hotline = await openHotline();
    const call = await hotline.phones.erika.dial();
    await call.press(keys);
    expect(call.state).toBe('pin');
    expect(call.heard()).toBe(
      'Diese Eingabe passt hier nicht. Bitte geben Sie Ihre PIN ein, danach die Raute.',
    );
    await call.press('471108#');
    expect(call.state).toBe('menu');
    await call.hangUp();
    await lookAway(hotline);
  },
);

test("each contact's PIN tells who is calling, from whichever phone of the company", async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  await call.press('082915#');
  expect(call.state).toBe('menu');
  await call.hangUp();
  const [{ name } = { name: '' }] = await hotline.database.query<{ name: string }>(
    'select contacts.name from tickets join contacts on contacts.id = tickets.contact_id',
  );
  expect(name).toBe('Max Muster');
  await lookAway(hotline);
});

test("another customer's PIN opens nothing", async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  await call.press('614020#');
  expect(call.state).toBe('pin');
  expect(call.heard()).toMatch(/^Das war nicht die richtige PIN\./);
});

test('a contract that has ended is told so kindly, and the team gets in touch', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.otto.dial();
  await call.press('120399#');
  expect(call.over).toBe(true);
  expect(call.heard()).toBe(
    'Ihr Vertrag enthält diese Hotline zurzeit nicht. Unser Team meldet sich bei Ihnen. Sie erreichen uns auch über das Kundenportal. Auf Wiederhören.',
  );
  expect(hotline.phones.supervisor.newSms()).toEqual([
    'Otto Alt, Altvertrag KG, hat angerufen. Der Vertrag enthält die Hotline nicht. Bitte melden: +493023125401',
  ]);
  expect(await ticketsOf(hotline)).toEqual([]);
});

test('no PIN, no digit of one and no number is in what the service keeps of a call or logs', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  await call.press('999999#');
  await call.press('471108#');
  await call.hangUp();
  const kept = await hotline.database.query(
    'select calls.visit, (select json_agg(e) from call_events e) as events, (select json_agg(t) from ticket_events t) as told from calls',
  );
  expect(JSON.stringify(kept)).not.toMatch(/471108|999999/);
  await lookAway(hotline);
});

test('while too many PINs are looked at, a caller hears "one moment" and is asked again; that is no wrong try', async () => {
  const { log, lines } = rememberLog();
  await using hotline = await openHotline({ log });
  const call = await hotline.phones.erika.dial();
  const { runner } = hotline.app;
  const { prepare } = runner;
  for (let crowded = 0; crowded < 4; crowded += 1) {
    runner.prepare = () => Promise.reject(new HotlineError('too-busy', 'too many wait'));
    await call.press('471108#');
    expect(call.heard()).toContain('Einen Moment bitte.');
    expect(call.state).toBe('pin');
  }
  runner.prepare = prepare;
  await call.press('471108#');
  expect(call.state).toBe('menu');
  expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
  await call.hangUp();
  await lookAway(hotline);
});
