import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { KLARA_PIN, openCase } from '../support/stories.ts';

const away = (hotline: Hotline, engineer: string, from: string, until: string) =>
  hotline.api<{ id: string }>('/absences', { engineer, from, until, accept: 'shifts' });

test('while the TAM is away the deputy is told and asked', async () => {
  await using hotline = await openHotline();
  const { klara, tessa, carla, anna } = hotline.phones;
  await away(hotline, 'tessa', '2026-11-23', '2026-11-24');
  const call = await klara.dial();
  for (const keys of [`${KLARA_PIN}#`, '4']) await call.press(keys);
  expect(call.state).toBe('waiting');
  const deputy = await (await carla.rings()).answer();
  await deputy.press('1');
  expect(call.joined).toBe(true);
  await call.hangUp();
  await deputy.press('1');
  carla.newSms();
  await (await openCase(klara, { pin: KLARA_PIN, severity: 2 })).hangUp();
  expect(carla.newSms()).toEqual([expect.stringContaining('Ihr Kunde Kanzlei Nord: HOCH Ticket 4712')]);
  expect(tessa.newSms()).toEqual([]);
  for (const phone of [klara, anna]) phone.sms();
});

test('the deputy reads the digest meanwhile, and the TAM what is still open when they are back', async () => {
  await using hotline = await openHotline();
  const { klara, tessa, carla } = hotline.phones;
  await away(hotline, 'tessa', '2026-11-23', '2026-11-24');
  await (await openCase(klara, { pin: KLARA_PIN, severity: 3 })).hangUp();
  await hotline.database.query("delete from timers where kind <> 'account-digest'");
  for (const phone of Object.values(hotline.phones)) phone.sms();
  await hotline.pass({ hours: 24 });
  expect(carla.newSms()).toEqual([expect.stringMatching(/Neue offene Tickets Ihrer Kunden: 4711 MITTEL/)]);
  expect(tessa.newSms()).toEqual([]);
  await hotline.pass({ hours: 22 });
  expect(tessa.newSms()).toEqual([]);
  await hotline.pass({ hours: 2 });
  expect(tessa.newSms()).toEqual([expect.stringMatching(/^Neue offene Tickets Ihrer Kunden: 4711 MITTEL/)]);
  await hotline.database.query("update tickets set status = 'closed', closed_at = opened_at");
});

test('whoever is back for some days between two absences reads the digest in them', async () => {
  await using hotline = await openHotline();
  const { klara, tessa, carla } = hotline.phones;
  await away(hotline, 'tessa', '2026-11-23', '2026-11-24');
  await away(hotline, 'tessa', '2026-11-27', '2026-11-30');
  await (await openCase(klara, { pin: KLARA_PIN, severity: 3 })).hangUp();
  await hotline.database.query("delete from timers where kind <> 'account-digest'");
  for (const phone of Object.values(hotline.phones)) phone.sms();
  await hotline.pass({ hours: 48 });
  expect(carla.newSms()).toHaveLength(1);
  expect(tessa.newSms()).toEqual([expect.stringMatching(/^Neue offene Tickets Ihrer Kunden: 4711 MITTEL/)]);
  await hotline.database.query("update tickets set status = 'closed', closed_at = opened_at");
});

test('TAM and deputy both away: the supervisors are told before, once, and are the ones who are asked', async () => {
  await using hotline = await openHotline();
  const { klara, supervisor, tessa, carla } = hotline.phones;
  await away(hotline, 'tessa', '2026-11-23', '2026-11-27');
  expect(supervisor.newSms()).toEqual([]);
  expect(carla.newSms()).toEqual([
    expect.stringMatching(
      /^Sie vertreten Tessa Lindner als TAM von Mo 23\.11\. bis Fr 27\.11\.: Kanzlei Nord$/,
    ),
  ]);
  await away(hotline, 'carla', '2026-11-20', '2026-11-24');
  expect(supervisor.newSms()).toEqual([
    expect.stringMatching(
      /^Niemand betreut Kanzlei Nord von Mo 23\.11\. bis Di 24\.11\.: Tessa Lindner, Carla Moreno/,
    ),
  ]);
  await hotline.pass({ hours: 7 });
  expect(supervisor.newSms()).toEqual([]);
  const call = await klara.dial();
  for (const keys of [`${KLARA_PIN}#`, '4']) await call.press(keys);
  const asked = await (await supervisor.rings()).answer();
  await asked.press('1');
  expect(call.joined).toBe(true);
  await call.hangUp();
  await asked.press('1');
  for (const phone of [tessa, carla]) expect(phone.newSms()).toEqual([]);
  for (const phone of [klara, supervisor]) phone.sms();
});

test('TAM and deputy swapped between customers: one text names both, and who is away stands in for nobody', async () => {
  const swapped = (usual: string) =>
    usual.replace(
      '    calendar: munich\n    contacts:\n      - { name: Grace',
      '    calendar: munich\n    tam: carla\n    deputy: tessa\n    contacts:\n      - { name: Grace',
    );
  await using hotline = await openHotline({ directory: swapped });
  const { supervisor, tessa, carla } = hotline.phones;
  const { id } = await away(hotline, 'tessa', '2026-11-24', '2026-11-27');
  await away(hotline, 'carla', '2026-11-25', '2026-11-27');
  expect(supervisor.newSms()).toEqual([expect.stringMatching('Northwind Instruments Ltd., Kanzlei Nord')]);
  expect(carla.newSms()).toEqual([expect.stringMatching('Sie vertreten Tessa Lindner.*: Kanzlei Nord')]);
  expect(tessa.newSms()).toEqual([]);
  await hotline.api(`/absences/${id}/remove`, {});
  await hotline.settle();
  expect(tessa.newSms()).toEqual([
    expect.stringMatching(/^Sie vertreten Carla Moreno als TAM von Mi 25\.11\. bis .*: Northwind/),
  ]);
  expect(carla.newSms()).toEqual([expect.stringMatching('Ihre Vertretung entfällt: Kanzlei Nord')]);
});

test('an absence that is taken back: the deputy need not stand in, and reads so once', async () => {
  await using hotline = await openHotline();
  const { carla } = hotline.phones;
  const { id } = await away(hotline, 'tessa', '2026-11-24', '2026-11-27');
  expect(carla.newSms()).toHaveLength(1);
  await hotline.api(`/absences/${id}/remove`, {});
  await hotline.settle();
  expect(carla.newSms()).toEqual([
    expect.stringMatching(
      /^Tessa Lindner ist von Di 24\.11\. bis Fr 27\.11\. doch da, Ihre Vertretung entfällt: Kanzlei Nord$/,
    ),
  ]);
  await away(hotline, 'anna', '2027-01-01', '2027-01-02');
  expect(carla.newSms()).toEqual([]);
});

test('on call, but away: the schedule keeps the shift, and the supervisors are told', async () => {
  await using hotline = await openHotline();
  const { supervisor } = hotline.phones;
  const { id } = await away(hotline, 'anna', '2026-11-30', '2026-12-01');
  expect(supervisor.newSms()).toEqual([
    expect.stringMatching(/^Anna Weber ist abwesend.*Bereitschaft: front/),
  ]);
  expect((await hotline.api<{ data: unknown[] }>('/absences')).data).toHaveLength(1);
  await hotline.api(`/absences/${id}/remove`, {});
  expect((await hotline.api<{ data: unknown[] }>('/absences')).data).toEqual([]);
  expect(await hotline.api(`/absences/${id}/remove`, {})).toMatchObject({ status: 404 });
});

test.each([
  [{ engineer: 'nobody', from: '2026-11-24', until: '2026-11-25' }, 'engineer'],
  [{ engineer: 'tessa', from: 'tomorrow', until: '2026-11-25' }, 'from'],
  [{ engineer: 'tessa', from: '2026-11-24', until: '2026-02-30' }, 'until'],
  [{ engineer: 'tessa', from: '2026-11-25', until: '2026-11-24' }, 'until'],
  [{ engineer: 'tessa', from: '2026-11-01', until: '2026-11-22' }, 'until'],
  [{ engineer: 'tessa', from: '2026-11-24', until: '2036-11-24' }, 'until'],
])('an absence that cannot be is refused: %o', async (typed, path) => {
  await using hotline = await openHotline();
  expect(await hotline.api('/absences', typed)).toMatchObject({ status: 422, errors: [{ path }] });
});
