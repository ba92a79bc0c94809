import { describe, expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { auditOf, erikaCalls } from '../support/console-ways.ts';
import { describedCase } from '../support/stories.ts';

describe('the engineers’ app, without scripts', () => {
  test('takes a ticket, connects, notes and answers; each leads back to what is left', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const { anna, erika } = hotline.phones;
    await erikaCalls(office);
    const app = await office.as('engineer');
    const list = await app.get('/mine');
    for (const said of [
      'My tickets',
      '4711',
      'Musterwerk AG',
      'you were paged',
      'You are on call now: front.',
    ])
      expect(list.text).toContain(said);
    expect(list.text).toContain('action="/mine/tickets/4711/acknowledge"');
    const taken = await app.post('/mine/tickets/4711/acknowledge', {});
    expect(taken.location).toBe('/mine/tickets/4711?done=acknowledged');
    const ticket = (await app.get(taken.location ?? '')).text;
    for (const said of ['Acknowledged.', 'href="tel:+493023125101"', 'action="/mine/tickets/4711/connect"'])
      expect(ticket).toContain(said);
    expect((await app.get('/mine')).text).toContain('action="/mine/tickets/4711/connect"');
    await app.post('/mine/tickets/4711/note', { text: 'Lizenz geprüft' });
    expect((await app.post('/mine/tickets/4711/connect', {})).location).toBe(
      '/mine/tickets/4711?done=connecting',
    );
    const engineer = await (await anna.rings()).answer();
    await engineer.press('1');
    const customer = await (await erika.rings()).answer();
    await customer.press('1');
    const kept = await app.post('/mine/tickets/4711/pass-on', {});
    expect((await app.get(kept.location ?? '')).text).toContain(
      'Somebody is being connected with the customer',
    );
    expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
    await customer.hangUp();
    await engineer.press('3');
    const answered = await app.post('/mine/tickets/4711/answer', {
      text: 'Neu gestartet',
      how: 'qualified-answer',
    });
    expect(answered.location).toBe('/mine/tickets/4711?done=answered');
    await hotline.settle();
    expect(erika.newSms().at(-1)).toContain('Neu gestartet');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'anna' });
    expect((await app.get('/mine')).text).toContain('Nothing is open for you.');
    await lookAway(hotline);
  });

  test('passes a ticket on: it is off the list, and the next person is paged at once', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await erikaCalls(office);
    const app = await office.as('engineer');
    await hotline.pass({ seconds: 1 });
    const passed = await app.post('/mine/tickets/4711/pass-on', {});
    expect(passed.location).toBe('/mine?done=passed-on');
    const list = (await app.get('/mine?done=passed-on')).text;
    expect(list).toContain('Passed on. The next person is being paged.');
    expect(list).not.toContain('Musterwerk');
    await hotline.settle();
    expect(hotline.phones.ben.newSms()).toEqual([expect.stringContaining('Tried: Anna Weber.')]);
    expect((await auditOf(office)).map(({ action }) => action)).toContain('passed-on');
    await hotline.phones.ben.sendSms('A 4711');
    await lookAway(hotline);
  });

  test('says who else has a ticket, and offers nothing that is theirs to do', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    await office.hotline.api('/tickets/4711/acknowledge', { by: 'ben' });
    const page = (await (await office.as('engineer')).get('/mine/tickets/4711')).text;
    expect(page).toContain('Ben Hartmann has it.');
    expect(page).not.toContain('/mine/tickets/4711/pass-on');
    await lookAway(office.hotline);
  });

  test('shows what was said, who was tried, who is on call now and next, and one’s own shifts', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await describedCase(hotline);
    await hotline.database.query(`update tickets set transcript = 'Der <b>Server</b> steht'`);
    await hotline.pass({ minutes: 11 });
    const app = await office.as('engineer');
    const ticket = (await app.get('/mine/tickets/4711')).text;
    expect(ticket).toContain('Der &lt;b&gt;Server&lt;/b&gt; steht');
    expect(ticket).toContain('Already tried: Ben Hartmann.');
    expect(ticket).toContain('<audio');
    const onCall = (await app.get('/mine/on-call')).text;
    expect(onCall).toMatch(/<b>Anna Weber<\/b> \(you\)/);
    expect(onCall).toContain('Ben Hartmann');
    expect((await app.get('/mine/shifts')).text).toMatch(/<b>now<\/b> – .* <small>front<\/small>/);
    await hotline.phones.anna.sendSms('A 4711');
    await lookAway(hotline);
  });

  test('offers nothing to do to whoever is no engineer, but the way to the whole ticket', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    for (const role of ['supervisor', 'auditor'] as const) {
      const page = (await (await office.as(role)).get('/mine/tickets/4711')).text;
      expect(page).toContain('href="/tickets/4711"');
      expect(page).not.toContain('action="/mine/tickets');
    }
    await office.hotline.phones.anna.sendSms('A 4711');
    await lookAway(office.hotline);
  });

  test('is no place for whoever is no engineer, and says so', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    for (const path of ['/mine', '/mine/shifts'])
      expect((await supervisor.get(path)).text).toContain(
        'An administrator first has to enter, under Users, which engineer you are.',
      );
    expect((await supervisor.get('/mine/on-call')).status).toBe(200);
    expect((await supervisor.get('/mine/tickets/99999')).status).toBe(404);
    expect((await office.nobody().get('/mine/tickets/1')).location).toBe('/sign-in?to=%2Fmine%2Ftickets%2F1');
  });
});

describe('as an app', () => {
  test('it can be installed: a manifest, its icons, and a worker for its part of the house', async () => {
    await using office = await openConsole();
    const page = await (await office.as('engineer')).get('/mine');
    expect(page.text).toContain('<link rel="manifest" href="/assets/app.webmanifest">');
    const stranger = office.nobody();
    const manifest = await stranger.get('/assets/app.webmanifest');
    expect(manifest.headers.get('content-type')).toContain('application/manifest+json');
    const { icons, scope, start_url } = JSON.parse(manifest.text);
    expect({ scope, start_url }).toEqual({ scope: '/mine', start_url: '/mine' });
    for (const { src } of icons)
      expect((await stranger.get(src)).headers.get('content-type')).toBe('image/png');
    const worker = await stranger.get('/assets/app-worker.js');
    expect(worker.headers.get('service-worker-allowed')).toBe('/mine');
    expect((await stranger.get('/assets/app.js')).headers.get('service-worker-allowed')).toBeNull();
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self'.*script-src 'self'/);
  });

  test('what it keeps on the device names nobody, and leads to the hotline by phone and SMS', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const signedIn = await (await office.as('engineer')).get('/mine/offline');
    const offline = await office.nobody().get('/mine/offline', { 'accept-language': 'de' });
    const { number } = office.hotline.line;
    for (const said of ['Keine Verbindung', `href="tel:${number}"`, `href="sms:${number}"`])
      expect(offline.text).toContain(said);
    for (const text of [offline.text, signedIn.text])
      expect(text).not.toMatch(/Musterwerk|4711|The engineer/);
    await office.hotline.phones.anna.sendSms('A 4711');
    await lookAway(office.hotline);
  });
});
