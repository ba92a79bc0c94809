import { expect, it } from 'vitest';
import { lookAtReadiness } from '../../src/cli/doctor/look-at-readiness.ts';
import { recordOptOut } from '../../src/domain/messages/opt-out-store.ts';
import { createAbsence } from '../../src/domain/paging/save-absence.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { setTimer } from '../../src/platform/timers/timer-store.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Office, openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

const ANNA = '/readiness/anna';
const NUMBER = '+4915228817386';

const rowOf = (page: string, key: string) =>
  page.split('<tr>').find((part) => part.includes(`/readiness/${key}"`)) ?? '';

/** Both tests of Anna, answered. */
async function provesAnna({ phones }: Pick<Hotline, 'phones'>): Promise<void> {
  await phones.anna.sendSms('T');
  const code = /\bT (\d{4})\b/.exec(phones.anna.newSms()[1] ?? '')?.[1];
  await phones.anna.sendSms(`T ${code}`);
  await (await (await phones.anna.rings()).answer()).press('1');
  phones.anna.newSms();
}

it('shows everybody with what is missing, and each with the button that mends it', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const supervisor = await office.as('supervisor');
  const all = await supervisor.get('/readiness');
  expect(all.status).toBe(200);
  expect(rowOf(all.text, 'anna')).toContain('to be checked');
  expect(rowOf(all.text, 'anna')).toContain('No call was answered in five weeks.');
  await provesAnna(hotline);
  expect(rowOf((await supervisor.get('/readiness')).text, 'anna')).toContain('>ready<');
  const one = await supervisor.get(ANNA);
  expect(one.text).toContain('The contact card was not fetched.');
  expect(one.text).toContain('It was never tried with do-not-disturb on.');
  const asked = await supervisor.post(`${ANNA}/test`, { channel: 'call', number: NUMBER, quiet: 'yes' });
  // the call of a moment ago
  expect(asked.status).toBe(422);
  expect(asked.text).toContain('A test is under way, or was a minute ago.');
  await hotline.pass({ minutes: 2 });
  expect(
    await supervisor.post(`${ANNA}/test`, { channel: 'call', number: NUMBER, quiet: 'yes' }),
  ).toMatchObject({
    status: 303,
    location: `${ANNA}?done=asked`,
  });
  await (await (await hotline.phones.anna.rings()).answer()).press('1');
  expect((await supervisor.get(ANNA)).text).toMatch(/It rang \d\d:\d\d/);
});

it('a real page that was answered is a proof as well, by text and by call', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const { erika, anna } = hotline.phones;
  const auditor = await office.as('auditor');
  const proofs = async () =>
    (rowOf((await auditor.get('/readiness')).text, 'anna').match(/<small>page\b/g) ?? []).length;
  await criticalCase(erika);
  expect(await proofs()).toBe(0);
  await hotline.pass({ minutes: 3 });
  await (await (await anna.rings()).answer()).press('3');
  expect(await proofs()).toBe(1);
  await anna.sendSms('A 4711');
  expect(await proofs()).toBe(2);
  // a length of time alone reads as one that is still to come
  const german = await auditor.get('/readiness', { 'accept-language': 'de' });
  expect(rowOf(german.text, 'anna')).toContain('<small>Alarm, bestätigt nach 3 min</small>');
  await lookAway(hotline);
});

it('tells an auditor everything and lets them test nobody; an engineer tests themselves only', async () => {
  await using office = await openConsole();
  const auditor = await office.as('auditor');
  const looked = await auditor.get(ANNA);
  expect(looked.text).not.toContain('<form method="post" action="/readiness');
  for (const path of [`${ANNA}/test`, `${ANNA}/weekly`, `${ANNA}/weekly/stop`])
    expect((await auditor.post(path, { channel: 'sms' })).status, path).toBe(403);
  const engineer = await office.as('engineer');
  expect((await engineer.post('/readiness/ben/test', { channel: 'call' })).status).toBe(403);
  expect((await engineer.post(`${ANNA}/test`, { channel: 'smoke signals' })).status).toBe(303);
  expect((await engineer.post(`${ANNA}/test`, { channel: 'call', number: '+493023125101' })).text).toContain(
    'That phone is not theirs any more.',
  );
  const supervisor = await office.as('supervisor');
  expect((await supervisor.post(`${ANNA}/weekly`, { day: '2', time: '10:00' })).status).toBe(403);
  expect((await supervisor.get('/readiness/nobody')).status).toBe(404);
  await office.hotline.settle();
  office.hotline.phones.anna.sms();
});

it('the contact card holds the hotline’s number, and it is known that it was fetched', async () => {
  await using office = await openConsole();
  const engineer = await office.as('engineer');
  const { text } = await engineer.get(ANNA);
  const link = /href="([^"]+\/card\/[^"]+)"/.exec(text)?.[1] ?? '';
  // who asks whether it is there has not fetched it
  expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
  expect((await engineer.get(ANNA)).text).not.toContain('Fetched 10:00');
  const card = await fetch(link);
  expect(card.headers.get('content-type')).toContain('text/vcard');
  const lines = (await card.text()).split('\r\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'BEGIN:VCARD',
      'VERSION:3.0',
      `TEL;TYPE=WORK,VOICE,PREF:${office.hotline.line.number}`,
      'END:VCARD',
    ]),
  );
  expect(lines.at(-1)).toBe('');
  expect((await engineer.get(ANNA)).text).toContain('Fetched 10:00');
  const wrong = await fetch(`${new URL(link).origin}/card/00000000-0000-0000-0000-000000000000`);
  expect(wrong.status).toBe(404);
});

/** Anna allows a test each Tuesday at ten. */
async function allows(office: Office, fields: { day: string; time: string }) {
  const engineer = await office.as('engineer');
  return engineer.post(`${ANNA}/weekly`, fields);
}

it('by consent a text and a call come each week in working hours, and not in a week that is a holiday or one away', async () => {
  await using office = await openConsole({ at: '2026-12-14T10:00:00+01:00' });
  const { hotline } = office;
  const { anna } = hotline.phones;
  for (const [wrong, said] of [
    [{ day: '8', time: '10:00' }, 'Give a day and a time.'],
    [{ day: '2', time: '25:00' }, 'Give a day and a time.'],
    [{ day: '2', time: '' }, 'Give a day and a time.'],
    [{ day: '7', time: '10:00' }, 'The office is closed at that time.'],
    [{ day: '2', time: '03:00' }, 'The office is closed at that time.'],
  ] as const) {
    const refused = await allows(office, wrong);
    expect([refused.status, refused.text.includes(said)], said).toEqual([422, true]);
  }
  // Fridays: 18 December is one, 25 December is a holiday, on 1 January everybody is off, 8 January somebody is away
  expect((await allows(office, { day: '5', time: '10:00' })).location).toBe(`${ANNA}?done=weekly`);
  await hotline.database.transaction((tx) =>
    createAbsence({ tx, now: new Date() }, OPERATOR, {
      engineer: 'anna',
      from: '2027-01-08',
      until: '2027-01-08',
    }),
  );
  const testsOn = async () => {
    const rows = await hotline.database.query<{ day: string; channel: string }>(
      `select to_char(asked_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI') as day, channel from test_pages order by 1, 2`,
    );
    return rows.map(({ day, channel }) => `${day} ${channel}`);
  };
  await hotline.pass({ hours: 4 * 24 + 1 });
  expect(await testsOn()).toEqual(['2026-12-18 10:00 call', '2026-12-18 10:00 sms']);
  await anna.rings();
  await hotline.pass({ hours: 28 * 24 });
  expect((await testsOn()).slice(2)).toEqual(['2027-01-15 10:00 call', '2027-01-15 10:00 sms']);
  await anna.rings();
  for (const phone of Object.values(hotline.phones)) phone.sms();
});

it('each working morning the supervisors hear once who is on call within a week and may not be reached', async () => {
  await using hotline = await openHotline({ at: '2026-11-22T03:00:00+01:00' });
  const { supervisor } = hotline.phones;
  await hotline.database.transaction((tx) =>
    setTimer(tx, { kind: 'check-readiness', subject: 'all', dueAt: new Date() }),
  );
  await hotline.pass({ hours: 24 });
  expect(supervisor.newSms()).toEqual([]);
  await hotline.pass({ hours: 12 });
  expect(supervisor.newSms()).toEqual([
    expect.stringMatching(/^\d Personen mit Bereitschaft in dieser Woche womöglich nicht erreichbar, zuerst/),
  ]);
  await hotline.pass({ hours: 48 });
  expect(supervisor.newSms()).toEqual([]);
});

it.each([
  // in the night after, the clocks are put back: a day later would be eight, and closed until nine
  [
    'a look that came late',
    'mon-sun: "09:00-18:00"',
    '2026-10-24T15:00:00+02:00',
    '2026-10-25T09:00:00+01:00',
  ],
  [
    'an office that never closes',
    'mon-sun: "00:00-24:00"',
    '2026-11-23T02:00:00+01:00',
    '2026-11-23T07:00:00+01:00',
  ],
])('%s: the next is in the morning of the house', async (_, hours, now, next) => {
  await using office = await openConsole({
    at: now,
    directory: (usual) => usual.replaceAll('mon-fri: "09:00-18:00"', hours),
  });
  const { database } = office.hotline;
  await database.transaction((tx) =>
    setTimer(tx, { kind: 'check-readiness', subject: 'all', dueAt: new Date() }),
  );
  await office.hotline.settle();
  const [timer] = await database.query<{ dueAt: Date }>(
    `select due_at as "dueAt" from timers where kind = 'check-readiness'`,
  );
  expect(timer?.dueAt).toEqual(new Date(next));
  for (const phone of Object.values(office.hotline.phones)) phone.sms();
});

it('the board names who is on call and not reached, in the headline once something shows it', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const supervisor = await office.as('supervisor');
  const before = (await supervisor.get('/')).text;
  expect(before).toContain('Not tested lately.');
  expect(before).toContain('data-alarms="0"');
  await supervisor.post(`${ANNA}/test`, { channel: 'call', number: NUMBER });
  await hotline.settle();
  await (await hotline.phones.anna.rings()).noAnswer();
  for (const phone of [hotline.phones.anna, hotline.phones.supervisor])
    expect(phone.newSms()).toHaveLength(1);
  await hotline.pass({ seconds: 11 });
  const after = (await supervisor.get('/')).text;
  expect(after).toContain('May not be reached: The last test call was not confirmed.');
  expect(after).toContain('1 person on call may not be reached');
  expect(after).toContain('data-alarms="1"');
  const found = await lookAtReadiness(hotline.database, new Date());
  expect(found.find(({ message }) => message.startsWith('Anna'))).toMatchObject({
    about: 'readiness',
    verdict: 'warning',
    message: expect.stringMatching(/^Anna Weber \(on call now: front\): test call not confirmed/),
    remedy: 'Have them tested: npm run hotline -- engineer test anna',
  });
});

it('whoever opted out of texts is called instead: that is said, and no alarm', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await provesAnna(hotline);
  await recordOptOut(hotline.database, NUMBER, null);
  const board = await (await office.as('supervisor')).get('/');
  expect(board.text).toContain('No phone gets texts: their owner sent STOP.');
  expect(board.text).toContain('data-alarms="0"');
});
