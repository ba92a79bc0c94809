import { describe, expect, it, vi } from 'vitest';
import { openConsole } from '../support/console.ts';
import { erikaCalls } from '../support/console-ways.ts';
import { ERIKA_PIN, openCase } from '../support/stories.ts';

describe('a case', () => {
  it('is acknowledged, noted and answered on screen, and everything is on record', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await erikaCalls(office);
    const { number } = await hotline.ticket();
    const supervisor = await office.as('supervisor');
    const path = `/tickets/${number}`;
    expect((await supervisor.post(`${path}/acknowledge`, {})).location).toBe(`${path}?refused=no-engineer`);
    const unknown = await supervisor.post(`${path}/acknowledge`, { engineer: 'nobody' });
    expect(unknown.text).toContain('id="refused">Choose an engineer.');
    expect((await supervisor.post(`${path}/acknowledge`, { engineer: 'ben' })).location).toBe(
      `${path}?done=acknowledged`,
    );
    await hotline.settle();
    expect(hotline.phones.ben.newSms()).toEqual([
      expect.stringMatching(/^Ticket \d+ is yours: The supervisor took it in your name\./),
    ]);
    const engineer = await office.as('engineer');
    expect((await engineer.post(`${path}/acknowledge`, {})).location).toBe(`${path}?refused=taken`);
    expect((await engineer.post(`${path}/note`, { text: '  ' })).location).toBe(`${path}?refused=no-text`);
    expect((await engineer.post(`${path}/note`, { text: 'Looked at <b>the log</b>' })).location).toContain(
      'done=noted',
    );
    expect(
      (await engineer.post(`${path}/answer`, { text: 'The licence ran out.', how: 'qualified-answer' }))
        .location,
    ).toContain('done=answer-sent');
    // nobody has talked with the customer: it counts when it has arrived
    await hotline.settle();
    expect(hotline.phones.erika.newSms()).toEqual([expect.stringContaining('The licence ran out.')]);
    expect((await engineer.post(`${path}/answer`, { text: 'again' })).status).toBe(409);
    expect(await hotline.ticket()).toMatchObject({
      status: 'answered',
      acknowledgedBy: 'ben',
      answeredBy: 'anna',
    });

    const page = await supervisor.get(`${path}?done=answer-sent`);
    expect(page.text).toContain('the clock stops when it has arrived.');
    expect(page.text).toContain('Anna Weber: qualified answer given. The clock stopped in time');
    expect(page.text).toContain('Looked at &lt;b&gt;the log&lt;/b&gt;');
    expect(page.text).toContain('Answered in time, with 30 min left.');
    expect((await supervisor.get(`${path}?done=constructor`)).text).not.toContain('class="notice"');

    const trail = (await (await office.as('auditor')).get('/audit')).text;
    for (const said of [
      'acknowledged',
      'added a note',
      'sent an answer to the customer',
      'looked at a ticket',
    ]) {
      expect(trail).toContain(said);
    }
    expect((await supervisor.post(`${path}/close`, { text: 'done' })).location).toContain('done=closed');
    expect((await hotline.ticket()).status).toBe('closed');
  });

  it('explains how its deadline comes about, day by day', async () => {
    await using office = await openConsole({ at: '2026-10-01T16:30:00+02:00' });
    await openCase(office.hotline.phones.erika, { pin: ERIKA_PIN, severity: 3 });
    office.hotline.phones.anna.newSms();
    const { number } = await office.hotline.ticket();
    const page = (await (await office.as('supervisor')).get(`/tickets/${number}`)).text;
    expect(page).toContain('6 h of business hours, from Thu 1 Oct, 16:30:');
    expect(page).toContain('1 h 30 min on Thu 1 Oct, between 16:30 and 18:00');
    expect(page).toContain('4 h 30 min on Fri 2 Oct, between 09:00 and 13:30');
  });
});

describe('the board', () => {
  it('says at a glance whether every promise is being kept', async () => {
    await using office = await openConsole();
    const begun = Date.now();
    const browser = await office.as('auditor');
    expect((await browser.get('/')).text).toContain('No open tickets:');
    await erikaCalls(office);
    const fine = (await browser.get('/')).text;
    expect(fine).toContain('Every promise is being kept.');
    expect(fine).toMatch(/class="digits" data-zero="\d+"[^>]*>30:00</);
    expect(fine).toContain('Musterwerk AG');
    for (const [minutes, said] of [
      [21, '1 deadline is near'],
      [10, '1 deadline missed'],
    ] as const) {
      vi.setSystemTime(Date.now() + minutes * 60_000);
      expect((await browser.get('/')).text).toContain(said);
    }
    vi.setSystemTime(begun);
  });

  it('is not calm while nobody is on call in a schedule, unless that is meant', async () => {
    const nights = (usual: string) =>
      usual.replace(
        'layers: [{ participants: [ben], rotate: P7D, from: 2026-01-05T08:00 }]',
        'layers: [{ participants: [ben], rotate: P7D, from: 2026-01-05T08:00, during: { mon-sun: "20:00-08:00" } }]',
      );
    await using office = await openConsole({ directory: nights });
    const board = (await (await office.as('auditor')).get('/')).text;
    expect(board).toMatch(/id="verdict" class="verdict near"[^>]*>1 schedule has nobody on call</);
    expect(board).toContain('<title>(1) ');
    await using meant = await openConsole({
      directory: (usual) => nights(usual).replace('  back:\n', '  back:\n    covers: office\n'),
    });
    expect((await (await meant.as('auditor')).get('/')).text).toContain('Every promise is being kept.');
  });

  it('says on which day what comes next is due, and of a clock that rests no time of day', async () => {
    await using office = await openConsole({ at: '2026-10-02T17:55:00+02:00' });
    await openCase(office.hotline.phones.erika, { pin: ERIKA_PIN, severity: 3 });
    await office.hotline.pass({ minutes: 10 });
    office.hotline.phones.anna.newSms();
    const browser = await office.as('supervisor');
    const english = (await browser.get('/?lang=en')).location ?? '';
    expect((await browser.get(english)).text).toMatch(/page on Mon 5 Oct, \d\d:\d\d/);
    await browser.get('/?lang=de');
    const board = (await browser.get('/')).text;
    expect(board).toMatch(/Alarm am Mo\., 5\. Okt\., \d\d:\d\d/);
    // "5:55:00 Uhr" would be five to six
    expect(board).toMatch(/<b class="digits">5:55:00<\/b> <span class="rests">pausiert</);
  });

  it('says what came of a page before it says how it was sent: the end is cut off where there is no room', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const board = (await (await office.as('supervisor')).get('/')).text;
    expect(board).toMatch(/<li>Anna Weber <small>(sent|delivered) · SMS<\/small>/);
    expect(board).toMatch(/page at \d\d:\d\d</);
  });

  it('is pushed to whoever has it open, within a second', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const cookie = `session=${browser.cookies.get('session')}`;
    const aborting = new AbortController();
    const headers = { cookie, accept: 'text/event-stream' };
    const response = await fetch(`${office.hotline.url}/live`, { headers, signal: aborting.signal });
    expect(response.headers.get('x-accel-buffering'), 'a proxy keeps no news back').toBe('no');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await reader?.read())?.value ?? '';
    expect(await next()).toContain('No open tickets');
    await erikaCalls(office);
    const begun = performance.now();
    let heard = '';
    while (!heard.includes('Musterwerk AG')) heard = await next();
    expect(performance.now() - begun).toBeLessThan(15_000);
    aborting.abort();
  });

  it('speaks the language that was chosen, and remembers it', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    expect((await browser.get('/', { 'accept-language': 'de-AT,de;q=0.9' })).text).toContain(
      '<html lang="de"',
    );
    expect((await browser.get('/calls?q=x&lang=de')).location).toBe('/calls?q=x');
    expect((await browser.get('/')).text).toContain('Kein Ticket ist offen:');
    expect((await browser.get('/?lang=xx')).status).toBe(200);
  });
});
