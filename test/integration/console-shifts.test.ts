import { describe, expect, it, vi } from 'vitest';
import { insertUser } from '../../src/domain/users/user-store.ts';
import { type Browser, type Office, openConsole, PASSWORD } from '../support/console.ts';
import { quickPasswords } from '../support/hotline.ts';

/** anna and carla change every Monday at 08:00; it is Monday, 23 November, 10:00: anna's week. */
const TURNS = (usual: string) =>
  usual.replace(
    '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]',
    '[{ participants: [anna, carla], rotate: P7D, from: 2026-11-09T08:00 }]',
  );
const ANNAS = {
  schedule: 'front',
  engineer: 'anna',
  from: '2026-12-07T07:00:00.000Z',
  until: '2026-12-14T07:00:00.000Z',
};
const CARLAS = 'front carla 2026-11-30T07:00:00.000Z 2026-12-07T07:00:00.000Z';
const WHOLE = { begin: '2026-12-07T08:00', end: '2026-12-14T08:00' };

async function open(): Promise<Office & { asCarla(): Promise<Browser> }> {
  const office = await openConsole({ directory: TURNS });
  const passwordHash = await quickPasswords.hash(PASSWORD);
  const carla = { login: 'carla', name: 'Carla Moreno', role: 'engineer' as const, engineer: 'carla' };
  await insertUser(
    office.hotline.database,
    { ...carla, passwordHash, mustChangePassword: false },
    new Date(),
  );
  const asCarla = async () => {
    const browser = office.nobody();
    await browser.signIn('carla');
    return browser;
  };
  return { ...office, asCarla, [Symbol.asyncDispose]: office[Symbol.asyncDispose] };
}

const lookAway = ({ hotline }: Office) => {
  for (const phone of Object.values(hotline.phones)) phone.sms();
};
const actionsOn = (text: string, ending: string) =>
  [...text.matchAll(new RegExp(`action="([^"]+/${ending})"`, 'g'))].map(([, action = '']) => action);

describe('an engineer’s own shifts', () => {
  it('cover is asked for here and answered here; the override says who and why', async () => {
    await using office = await open();
    const anna = await office.as('engineer');
    const mine = await anna.get('/shifts');
    expect(mine.text).toContain('front, Mon 7 Dec, 08:00 – Mon 14 Dec, 08:00');
    const [, link = ''] =
      /href="(\/shifts\/ask\?schedule=front&amp;engineer=anna&amp;from=2026-12-07[^"]+)"/.exec(mine.text) ??
      [];
    const form = await anna.get(link.replaceAll('&amp;', '&'));
    expect(form.text).toContain('Anna Weber stays on call until somebody has said yes.');
    expect(form.text).toContain('value="2026-12-07T08:00"');
    expect(form.text).toContain('Ben Hartmann');
    expect(form.text).toContain('is on call elsewhere then');
    const asked = await anna.post('/shifts/ask', [
      ...Object.entries({ ...ANNAS, ...WHOLE, whom: 'these', why: 'Umzug' }),
      ['people', 'carla'],
      ['people', 'tessa'],
    ]);
    expect(asked.location).toBe('/shifts?done=asked');
    await office.hotline.settle();
    const carla = await office.asCarla();
    const before = await carla.get('/shifts');
    expect(before.text).toContain('Anna Weber asks for cover');
    // nobody who was not asked, or is asked about others, answers
    const [answer = ''] = actionsOn(before.text, 'answer');
    expect((await (await office.as('supervisor')).post(answer, { answer: 'yes' })).status).toBe(404);
    expect((await carla.post(answer, { answer: 'yes' })).location).toBe('/shifts?done=agreed');
    const after = await carla.get('/shifts?done=agreed');
    expect(after.text).toContain('Thank you! It is yours.');
    expect(after.text).toContain('Carla Moreno for Anna Weber');
    expect(after.text).toContain('“Umzug”');
    expect((await carla.get('/registry/schedules/front')).text).toContain('made here by Carla Moreno');
    const trail = await (await office.as('auditor')).get('/audit');
    expect(trail.text).toContain('agreed to cover a shift');
    expect(trail.text).toContain('asked for cover');
    await office.hotline.settle();
    lookAway(office);
  });

  it('are swapped for a colleague’s, once they say yes by the link of their SMS', async () => {
    await using office = await open();
    const anna = await office.as('engineer');
    const offered = await anna.post('/shifts/swap', { ...ANNAS, other: CARLAS, why: '' });
    expect(offered.location).toBe('/shifts?done=asked');
    await office.hotline.settle();
    const [text = ''] = office.hotline.phones.carla.newSms();
    const path = /\/cover\/[\w-]{22}/.exec(text)?.[0] ?? '';
    const phone = office.nobody();
    // whoever looks, a program that shows what is behind a link say, changes nothing
    for (let times = 0; times < 2; times += 1)
      expect((await phone.get(path)).text).toContain('Yes, I take it');
    const shown = await phone.get(path);
    expect(shown.text).toContain('You are being asked, Carla Moreno.');
    expect(shown.headers.get('x-robots-tag')).toBe('noindex');
    expect((await phone.post(path, { answer: 'yes' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await phone.post(path, { answer: '' })).text).toContain('Yes, I take it');
    expect((await phone.post(path, { answer: 'yes' })).text).toContain('Thank you! It is yours.');
    expect((await phone.post(path, { answer: 'no' })).text).toContain('This is settled already.');
    expect((await phone.get(path)).text).not.toContain('<button name="answer"');
    const { text: front } = await anna.get('/registry/schedules/front?from=2026-11-30&weeks=4');
    expect(front).toContain('Mon 30 Nov');
    expect(await office.hotline.database.query('select from schedule_overrides')).toHaveLength(2);
    await office.hotline.settle();
    lookAway(office);
  });

  it('are taken now and given back', async () => {
    await using office = await open();
    const carla = await office.asCarla();
    expect((await carla.get('/shifts')).text).toContain('Take this shift now');
    expect((await carla.post('/shifts/take', { schedule: 'front', seen: 'ben' })).text).toContain(
      'Somebody else has it by now',
    );
    expect((await carla.post('/shifts/take', { schedule: 'front', seen: 'anna' })).location).toBe(
      '/shifts?done=taken',
    );
    vi.setSystemTime(new Date('2026-11-23T10:30:00+01:00'));
    const page = await carla.get('/shifts');
    const [back = ''] = actionsOn(page.text, 'give-back');
    const anna = await office.as('engineer');
    // it is not hers to give back
    expect(actionsOn((await anna.get('/shifts')).text, 'give-back')).toEqual([]);
    expect((await anna.post(back, {})).status).toBe(404);
    expect((await carla.post(back, {})).location).toBe('/shifts?done=returned');
    const late = await carla.post(back, {});
    expect([late.status, late.text.includes('This is settled already.')]).toEqual([404, true]);
    await office.hotline.settle();
    lookAway(office);
  });

  it('that others have taken since are nobody’s to give back', async () => {
    await using office = await open();
    const carla = await office.asCarla();
    await carla.post('/shifts/take', { schedule: 'front', seen: 'anna' });
    vi.setSystemTime(new Date('2026-11-23T10:30:00+01:00'));
    const [back = ''] = actionsOn((await carla.get('/shifts')).text, 'give-back');
    const anna = await office.as('engineer');
    expect((await anna.post('/shifts/take', { schedule: 'front', seen: 'carla' })).location).toBe(
      '/shifts?done=taken',
    );
    expect(actionsOn((await carla.get('/shifts')).text, 'give-back')).toEqual([]);
    expect((await carla.post(back, {})).status).toBe(404);
    await office.hotline.settle();
    lookAway(office);
  });

  it('that were taken are listed as long as they last, where the day is another than in London, too', async () => {
    await using office = await openConsole({
      at: '2026-11-23T18:00:00-10:00',
      directory: (usual) =>
        TURNS(usual).replace('front:\n    timezone: Europe/Berlin', 'front:\n    timezone: Pacific/Honolulu'),
    });
    const supervisor = await office.as('supervisor');
    await supervisor.post('/registry/schedules/front/overrides', {
      engineer: 'carla',
      from: '2026-11-23T18:00',
      until: '2026-11-23T22:00',
    });
    await office.hotline.database.query(`update schedule_overrides set why = 'Kino', instead_of = 'anna'`);
    expect((await supervisor.get('/shifts')).text).toContain('“Kino”');
    vi.setSystemTime(new Date('2026-11-23T22:00:00-10:00'));
    expect((await supervisor.get('/shifts')).text).not.toContain('“Kino”');
    await office.hotline.settle();
    lookAway(office);
  });

  it('an absence over them is shown before it is saved', async () => {
    await using office = await open();
    const anna = await office.as('engineer');
    const days = { from: '2026-12-08', until: '2026-12-10' };
    const shown = await anna.post('/shifts/absences', days);
    expect(shown.status).toBe(409);
    expect(shown.text).toContain('There are shifts in this time.');
    expect(shown.text).toContain('front, Tue 8 Dec, 00:00 – Fri 11 Dec, 00:00');
    expect(await office.hotline.database.query('select from absences')).toEqual([]);
    expect((await anna.post('/shifts/absences', { ...days, accept: 'shifts' })).location).toBe(
      '/shifts?done=saved',
    );
    expect((await anna.post('/shifts/absences', { from: '2026-12-16', until: '2026-12-15' })).text).toContain(
      'The last day is before the first.',
    );
    // a week in which she has no shift needs no second look
    expect((await anna.post('/shifts/absences', { from: '2026-12-01', until: '2026-12-02' })).location).toBe(
      '/shifts?done=saved',
    );
    const [remove = ''] = actionsOn((await anna.get('/shifts')).text, 'remove');
    expect((await (await office.asCarla()).post(remove, {})).status).toBe(404);
    expect((await anna.post(remove, {})).location).toBe('/shifts?done=saved');
    await office.hotline.settle();
    lookAway(office);
  });

  it('are handed on by whoever has them, and by who keeps the directory; nobody else', async () => {
    await using office = await open();
    const carla = await office.asCarla();
    const asking = { ...ANNAS, ...WHOLE, whom: 'these', people: 'tessa', why: '' };
    expect((await carla.post('/shifts/ask', asking)).status).toBe(403);
    expect((await carla.post('/shifts/swap', { ...ANNAS, other: CARLAS })).status).toBe(403);
    const supervisor = await office.as('supervisor');
    expect((await supervisor.post('/shifts/ask', asking)).location).toBe('/shifts?done=asked');
    const [withdraw = ''] = actionsOn((await supervisor.get('/shifts')).text, 'withdraw');
    expect((await carla.post(withdraw, {})).status).toBe(404);
    expect((await (await office.as('engineer')).post(withdraw, {})).location).toBe('/shifts?done=withdrawn');
    const auditor = await office.as('auditor');
    expect((await auditor.get('/shifts')).status).toBe(200);
    expect((await auditor.get('/shifts')).text).not.toContain('<form method="post" action="/shifts');
    expect((await auditor.post('/shifts/take', {})).status).toBe(403);
    await office.hotline.settle();
    lookAway(office);
  });

  it.each([
    [{ begin: '', end: '' }, 'Give a beginning and an end that exist'],
    [{ begin: '2026-12-09T08:00', end: '2026-12-08T08:00' }, 'Give a beginning and an end that exist'],
    [
      { begin: '2026-12-01T08:00', end: '2026-12-02T08:00' },
      'That shift is somebody else’s by now, or over.',
    ],
    [{ people: '' }, 'Nobody can be asked'],
    [{ people: 'anna' }, 'Nobody can be asked'],
    [{ people: 'nobody' }, 'is not in the directory any more'],
  ])('%j is refused in words', async (typed, says) => {
    await using office = await open();
    const anna = await office.as('engineer');
    const reply = await anna.post('/shifts/ask', {
      ...ANNAS,
      ...WHOLE,
      whom: 'these',
      people: 'tessa',
      why: '',
      ...typed,
    });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain(says);
  });

  it('a request that could not be taken keeps whom it was for', async () => {
    await using office = await open();
    const anna = await office.as('engineer');
    const wrong = { ...ANNAS, begin: '2026-12-09T08:00', end: '2026-12-08T08:00', why: 'Umzug' };
    const all = (await anna.post('/shifts/ask', { ...wrong, whom: 'all' })).text;
    expect(all).toMatch(/value="all" required checked>/);
    expect(all).not.toMatch(/value="these" required checked>/);
    const these = (await anna.post('/shifts/ask', { ...wrong, whom: 'these', people: 'tessa' })).text;
    expect(these).toMatch(/value="these" required checked>/);
    expect(these).toMatch(/value="tessa" checked>/);
    expect(these).not.toMatch(/value="ben" checked>/);
    expect(these).toMatch(/name="begin"[^>]* aria-invalid="true" aria-describedby="fault">/);
  });

  it('addresses that name no shift lead nowhere', async () => {
    await using office = await open();
    const supervisor = await office.as('supervisor');
    expect(await supervisor.get('/shifts/ask')).toMatchObject({ status: 303, location: '/shifts' });
    for (const query of [
      '?schedule=front',
      '?schedule=front&engineer=anna&from=x&until=y',
      `?${new URLSearchParams({ ...ANNAS, schedule: 'nowhere' })}`,
      `?${new URLSearchParams({ ...ANNAS, until: ANNAS.from })}`,
      // nobody has a shift for so long: to look through it would hold up every caller
      `?${new URLSearchParams({ ...ANNAS, until: '9999-12-31T00:00:00.000Z' })}`,
      `?${new URLSearchParams({ ...ANNAS, from: '0001-01-01T00:00:00.000Z' })}`,
    ])
      expect((await supervisor.get(`/shifts/ask${query}`)).status, query).toBe(404);
    for (const path of ['/cover/x', `/cover/${'a'.repeat(22)}`, '/cover/%00'])
      expect(await office.nobody().get(path), path).toMatchObject({
        status: 404,
        text: expect.stringContaining('This link opens nothing'),
      });
  });
});

it('the hand-over tells what is open, until when it is promised and who was tried, in German too', async () => {
  await using office = await open();
  const browser = await office.as('supervisor');
  expect((await browser.get('/shifts/hand-over')).text).toContain('Nothing is open.');
  const request = {
    channel: 'portal',
    customer: '100234',
    contact: 'Erika Beispiel',
    severity: 2,
    kind: 'problem',
    description: 'Drucker',
  };
  await office.hotline.api('/tickets', request);
  await office.hotline.settle();
  const { text } = await browser
    .get('/shifts/hand-over?lang=de')
    .then(() => browser.get('/shifts/hand-over'));
  expect(text).toContain('Anna Weber');
  expect(text).toContain('zugesagt bis 14:00');
  expect(text).toContain('alarmiert: Anna Weber');
  lookAway(office);
});
