import { describe, expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call } from '../support/phone.ts';
import { drain, KLARA_PIN, openCase } from '../support/stories.ts';

test('asked for inside their hours: the TAM is rung while the caller waits, then the deputy', async () => {
  await using hotline = await openHotline();
  const { klara, tessa, carla } = hotline.phones;
  const call = await klara.dial();
  await call.press(`${KLARA_PIN}#`);
  await call.press('4');
  expect(call.state).toBe('waiting');
  expect(call.heard()).toContain('technischen Betreuer: Tessa Lindner.');
  await (await tessa.rings()).noAnswer();
  expect(tessa.newSms()).toHaveLength(1);
  const deputy = await (await carla.rings()).answer();
  carla.sms();
  await deputy.press('1');
  expect(deputy.joined).toBe(true);
  expect(call.joined).toBe(true);
  expect(await hotline.ticket()).toMatchObject({ severity: 4, acknowledgedBy: 'carla' });
});

test('asked for on a Sunday: the TAM calls back on Monday, with a deadline that is spoken', async () => {
  await using hotline = await openHotline({ at: '2026-11-22T11:00:00+01:00' });
  const { klara, tessa } = hotline.phones;
  const call = await klara.dial();
  await call.press(`${KLARA_PIN}#`);
  await call.press('4');
  expect(call.heard()).toMatch(/Es ruft Sie zurück: Tessa Lindner, spätestens morgen um 17 Uhr/);
  expect(call.state).toBe('promise');
  await call.hangUp();
  klara.sms();
  expect(await tessa.isQuiet()).toBe(true);
  await hotline.pass({ hours: 22, minutes: 1 });
  expect(tessa.newSms()).toHaveLength(1);
  await tessa.rings();
});

test('asked for on a Sunday while the TAM is away: the deputy is named; and what is urgent has its way', async () => {
  await using hotline = await openHotline({ at: '2026-11-22T11:00:00+01:00' });
  const { klara, carla } = hotline.phones;
  await hotline.api('/absences', { engineer: 'tessa', from: '2026-11-20', until: '2026-11-27' });
  const call = await klara.dial();
  for (const keys of [`${KLARA_PIN}#`, '4']) await call.press(keys);
  expect(call.heard()).toContain('Es ruft Sie zurück: Carla Moreno in Vertretung');
  for (const keys of ['2', '1', '1']) await call.press(keys);
  expect(call.state).toBe('severity-confirm');
  await call.hangUp();
  for (const phone of [klara, carla, hotline.phones.anna, hotline.phones.tessa]) phone.sms();
});

test.each([
  // away today, back on Monday
  [[['tessa', '2026-11-20', '2026-11-22']], 'Es ruft Sie zurück: Tessa Lindner, spätestens'],
  // there today, away on Monday
  [[['tessa', '2026-11-23', '2026-11-27']], 'Es ruft Sie zurück: Carla Moreno in Vertretung, spätestens'],
  [
    [
      ['tessa', '2026-11-23', '2026-11-27'],
      ['carla', '2026-11-23', '2026-11-23'],
    ],
    'Es ruft Sie zurück: unser Team, spätestens',
  ],
])('asked for on a Sunday: whoever is there on Monday is named: %j', async (absences, said) => {
  await using hotline = await openHotline({ at: '2026-11-22T11:00:00+01:00' });
  const { klara, tessa, carla, supervisor } = hotline.phones;
  for (const [engineer, from, until] of absences)
    await hotline.api('/absences', { engineer, from, until, accept: 'shifts' });
  const call = await klara.dial();
  for (const keys of [`${KLARA_PIN}#`, '4']) await call.press(keys);
  expect(call.heard()).toContain(said);
  await call.hangUp();
  for (const phone of [klara, tessa, carla, supervisor]) phone.sms();
});

test('the TAM learns of a critical ticket at once, and of what is still open in the morning', async () => {
  await using hotline = await openHotline();
  const { klara, tessa } = hotline.phones;
  await (await openCase(klara, { pin: KLARA_PIN, severity: 1 })).press('2');
  expect(tessa.newSms()).toEqual([expect.stringContaining('Ihr Kunde Kanzlei Nord: KRITISCH Ticket 4711')]);
  for (const severity of [3, 4, 3] as const)
    await (await openCase(klara, { pin: KLARA_PIN, severity })).hangUp();
  expect(tessa.newSms()).toEqual([]);
  await leaveOnlyDigests(hotline);
  await hotline.database.query(
    "update tickets set status = 'answered', answered_at = $1 where number in (4711, 4712)",
    [new Date()],
  );
  await hotline.pass({ hours: 24 });
  expect(tessa.newSms()).toEqual([
    expect.stringMatching(/^Neue offene Tickets Ihrer Kunden: 4714 MITTEL .*; 4713 NIEDRIG [^;]*$/),
  ]);
  await endStory(hotline);
});

test('a TAM who writes back anything else is told which ticket can be meant, and how to take it', async () => {
  await using hotline = await openHotline();
  const { klara, tessa } = hotline.phones;
  await (await openCase(klara, { pin: KLARA_PIN, severity: 1 })).press('2');
  hotline.phones.anna.sms();
  const code = tessa.newSms()[0]?.match(/A 4711 (\w+)/)?.[1];
  await tessa.sendSms('done?');
  expect(tessa.newSms()).toEqual([expect.stringContaining('Offen: 4711')]);
  await tessa.sendSms('?');
  expect(tessa.newSms()).toEqual([expect.stringContaining('4711')]);
  await tessa.sendSms('A');
  expect(tessa.newSms()).toEqual([expect.stringContaining(`A 4711 ${code}`)]);
  expect((await hotline.ticket()).acknowledgedBy).toBeNull();
  await tessa.sendSms(`A 4711 ${code}`);
  expect((await hotline.ticket()).acknowledgedBy).toBe('tessa');
  await endStory(hotline);
});

test('the digest leaves out what the TAM has anyway, and says where the rest is', async () => {
  await using hotline = await openHotline();
  const { klara, tessa } = hotline.phones;
  const call = await klara.dial();
  for (const keys of [`${KLARA_PIN}#`, '4']) await call.press(keys);
  await call.hangUp();
  await endStory(hotline);
  for (let times = 0; times < 8; times += 1)
    await (await openCase(klara, { pin: KLARA_PIN, severity: 4 })).hangUp();
  await leaveOnlyDigests(hotline);
  await hotline.database.query("update tickets set status = 'open', closed_at = null");
  await hotline.pass({ hours: 24 });
  const [digest] = tessa.newSms();
  expect(digest).toMatch(/Kunden: 4712 NIEDRIG .* und 2 weitere: http:\S+\/$/);
  expect(digest).not.toContain('4711');
  await endStory(hotline);
});

test('who is on the line while the digest goes out is in the next one', async () => {
  await using hotline = await openHotline();
  const { klara, tessa } = hotline.phones;
  await (await openCase(klara, { pin: KLARA_PIN, severity: 4 })).hangUp();
  await leaveOnlyDigests(hotline);
  await hotline.pass({ hours: 22, minutes: 59 });
  const call = await klara.dial();
  await call.press(`${KLARA_PIN}#`);
  await hotline.pass({ minutes: 2 });
  expect(tessa.newSms()).toEqual([expect.stringContaining('4711 NIEDRIG')]);
  for (const keys of ['2', '1', '3', '2', '1']) await call.press(keys);
  expect(call.state).toBe('promise');
  await call.hangUp();
  await leaveOnlyDigests(hotline);
  await hotline.pass({ hours: 24 });
  expect(tessa.newSms()).toEqual([expect.stringMatching(/^Neue offene Tickets Ihrer Kunden: 4712 MITTEL/)]);
  await endStory(hotline);
});

/** A story about digests only: nobody is paged or called any more. */
async function leaveOnlyDigests({ database, phones }: Hotline): Promise<void> {
  await database.query("delete from timers where kind <> 'account-digest'");
  for (const phone of Object.values(phones)) phone.sms();
}

async function endStory(hotline: Hotline): Promise<void> {
  const { database, phones } = hotline;
  await database.query("update tickets set status = 'closed', closed_at = $1", [new Date()]);
  await drain(hotline);
  await database.query("delete from timers where kind in ('escalate', 'begin-callback', 'deadline')");
  await database.query("update callbacks set status = 'withdrawn' where status = 'open'");
  for (const phone of Object.values(phones)) phone.sms();
}

describe('a caller waits for their TAM, who is being rung', () => {
  async function klaraWaits({ phones: { klara } }: Hotline): Promise<Call> {
    const call = await klara.dial();
    for (const keys of [`${KLARA_PIN}#`, '4']) await call.press(keys);
    expect(call.state).toBe('waiting');
    return call;
  }

  test('who prefers a callback reads what was promised', async () => {
    await using hotline = await openHotline();
    const { klara, tessa } = hotline.phones;
    const call = await klaraWaits(hotline);
    await call.press('2');
    expect(call.heard()).toContain('Wir rufen Sie zurück');
    expect(klara.newSms()).toEqual([expect.stringContaining('Ihr Ticket 4711')]);
    tessa.sms();
    await tessa.rings();
  });

  test('so does who hangs up, and the TAM calls back', async () => {
    await using hotline = await openHotline();
    const { klara, tessa } = hotline.phones;
    const call = await klaraWaits(hotline);
    await call.hangUp();
    expect(klara.newSms()).toEqual([expect.stringContaining('Ticket 4711 ist offen, wir rufen zurück')]);
    tessa.sms();
    const engineer = await (await tessa.rings()).answer();
    await engineer.press('1');
    const back = await (await klara.rings()).answer();
    await back.press('1');
    expect([back.joined, engineer.joined]).toEqual([true, true]);
  });

  test('who is put through has no need of it', async () => {
    await using hotline = await openHotline();
    const { klara, tessa } = hotline.phones;
    const call = await klaraWaits(hotline);
    tessa.sms();
    const engineer = await (await tessa.rings()).answer();
    await engineer.press('1');
    expect([call.joined, engineer.joined]).toEqual([true, true]);
    await call.hangUp();
    expect(klara.newSms()).toEqual([]);
  });
});
