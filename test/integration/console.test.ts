import { describe, expect, it, vi } from 'vitest';
import { FLOW_RULES } from '../../src/app/flow-rules.ts';
import { loadFlows, SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { changeTicket } from '../../src/domain/tickets/ticket-store.ts';
import { removeUser } from '../../src/domain/users/change-user.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { csvLine } from '../../src/web/console/calls/csv.ts';
import { isSameOrigin } from '../../src/web/console/same-origin.ts';
import { LANGUAGES } from '../../src/web/console/words/index.ts';
import { type Office, openConsole, PASSWORD } from '../support/console.ts';
import type { Call } from '../support/phone.ts';
import { criticalCase, ERIKA_PIN, openCase } from '../support/stories.ts';

/** What breaks careless pages; a selection in the spirit of the big list of naughty strings. */
const NAUGHTY = [
  '',
  ' ',
  '%',
  '_',
  '\\',
  "'; drop table calls; --",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\0',
  '\ud800',
  '()&|!:*',
  '"" "',
  '+49',
  '999999999999999999999999',
  '‮txet',
  '🤷‍♀️',
  '=1+1',
  'a'.repeat(5_000),
];

/** Erika's critical ticket; the engineer on call has looked at the page about it. */
async function erikaCalls({ hotline: { phones } }: Office): Promise<Call> {
  const call = await criticalCase(phones.erika);
  phones.anna.newSms();
  return call;
}

describe('who is not signed in', () => {
  it('is led to the door, and on to where they wanted', async () => {
    await using office = await openConsole();
    const browser = office.nobody();
    expect(await browser.get('/')).toMatchObject({ status: 303, location: '/sign-in' });
    expect((await browser.get('/tickets/4711')).location).toBe('/sign-in?to=%2Ftickets%2F4711');
    const door = await browser.get('/sign-in?to=%2Fcalls');
    expect(door.text).toContain('name="to" value="/calls"');
    const typed = { login: 'supervisor', password: PASSWORD, to: '/calls' };
    expect(await browser.post('/sign-in', typed)).toMatchObject({ status: 303, location: '/calls' });
  });

  it('is never led to another host', async () => {
    await using office = await openConsole();
    for (const to of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
    ]) {
      const reply = await office.nobody().post('/sign-in', { login: 'supervisor', password: PASSWORD, to });
      expect(reply.location).toBe('/');
    }
    expect((await office.nobody().get('//evil.example/?lang=de')).location ?? '').not.toMatch(/^[/\\]{2}/);
    const lost = await (await office.as('auditor')).get('//evil.example/calls');
    expect(lost.status).toBe(404);
    expect(lost.text).not.toContain('evil.example');
  });

  it('gets nothing of what is inside', async () => {
    await using office = await openConsole();
    for (const path of [
      '/calls',
      '/calls.csv',
      '/audit',
      '/tickets/4711',
      '/password',
      `/recordings/RE${'0'.repeat(32)}`,
    ]) {
      expect((await office.nobody().get(path)).status).toBe(303);
    }
    expect((await office.nobody().get('/live', { accept: 'text/event-stream' })).status).toBe(401);
    expect((await office.nobody().post('/tickets/4711/close', { text: 'x' })).location).toBe('/sign-in');
  });

  it('is told nothing but that it was wrong, and is locked out after five times', async () => {
    await using office = await openConsole();
    const browser = office.nobody();
    for (let guess = 1; guess < 5; guess += 1)
      expect((await browser.signIn('supervisor', 'guess')).status).toBe(401);
    expect((await browser.signIn('supervisor', 'guess')).status).toBe(429);
    const refused = await browser.signIn('supervisor');
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('locked for 15 minutes');
    expect(browser.cookies.has('session')).toBe(false);
  });
});

describe('a session', () => {
  it('of a user who was removed is over at the next click', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    expect((await browser.get('/calls')).status).toBe(200);
    const { database } = office.hotline;
    const user = await findUserByLogin(database, 'supervisor');
    await removeUser(database, OPERATOR, user?.id ?? '', new Date());
    expect((await browser.get('/calls')).location).toBe('/sign-in?to=%2Fcalls');
  });

  it('has another name after each sign-in, and a cookie that scripts cannot read', async () => {
    await using office = await openConsole();
    const browser = office.nobody();
    const reply = await browser.signIn('supervisor');
    expect(reply.headers.get('set-cookie')).toMatch(/^session=[\w-]{43};.*HttpOnly; SameSite=Lax$/);
    const first = browser.cookies.get('session') ?? '';
    await browser.signIn('supervisor');
    expect(browser.cookies.get('session')).not.toBe(first);
    browser.cookies.set('session', first);
    expect((await browser.get('/')).status).toBe(303);
  });

  it('ends by signing out, and by an hour of doing nothing', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const kept = new Map(browser.cookies);
    await browser.post('/sign-out', {});
    browser.cookies.set('session', kept.get('session') ?? '');
    expect((await browser.get('/')).status).toBe(303);
    const other = await office.as('auditor');
    vi.setSystemTime(Date.now() + 61 * 60_000);
    expect((await other.get('/')).status).toBe(303);
  });

  it('with a password that was given leads only to choosing one', async () => {
    await using office = await openConsole();
    await office.hotline.database.query(
      `update users set must_change_password = true where login = 'auditor'`,
    );
    const browser = await office.as('auditor');
    expect((await browser.get('/audit')).location).toBe('/password');
    const { text } = await browser.get('/password');
    expect(text).toContain('action="/sign-out"');
    expect(text).not.toContain('href="/calls"');
    const choose = (password: string, again = password) =>
      browser.post('/password', { before: PASSWORD, password, again });
    expect((await choose('short')).text).toContain('fewer than 12');
    expect((await choose('seven quiet rivers', 'seven')).text).toContain('differ');
    const session = browser.cookies.get('session');
    expect((await choose('seven quiet rivers')).location).toBe('/');
    expect(browser.cookies.get('session')).not.toBe(session);
    expect((await browser.get('/audit')).status).toBe(200);
  });
});

describe('a forged form', () => {
  it('from another site, or from nowhere, changes nothing', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const [ticket] = await office.hotline.tickets();
    const browser = await office.as('supervisor');
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ]) {
      const reply = await browser.post(`/tickets/${ticket?.number}/close`, { text: 'forged' }, headers);
      expect(reply.status).toBe(403);
    }
    expect((await office.hotline.ticket()).status).toBe('open');
  });

  it('is told by Origin where the browser does not say more', () => {
    const host = 'hotline.example:8080';
    expect(isSameOrigin({ host, origin: 'http://hotline.example:8080' })).toBe(true);
    expect(isSameOrigin({ host, origin: 'http://evil.example' })).toBe(false);
    expect(isSameOrigin({ host, origin: 'http://hotline.example' })).toBe(false);
    expect(isSameOrigin({ host, origin: 'null' })).toBe(false);
    expect(isSameOrigin({ host })).toBe(false);
    expect(
      isSameOrigin({ host, origin: 'http://hotline.example:8080', 'sec-fetch-site': 'cross-site' }),
    ).toBe(false);
  });
});

describe('a role', () => {
  it('opens no page of another', async () => {
    await using office = await openConsole();
    const [supervisor, engineer, auditor] = [
      await office.as('supervisor'),
      await office.as('engineer'),
      await office.as('auditor'),
    ];
    expect((await supervisor.get('/audit')).status).toBe(403);
    expect((await engineer.get('/audit')).status).toBe(403);
    expect((await engineer.get('/calls.csv')).status).toBe(403);
    expect((await auditor.get(`/recordings/RE${'0'.repeat(32)}`)).status).toBe(403);
    expect((await supervisor.get('/')).text).not.toContain('href="/audit"');
  });

  it('that only reads changes nothing, and an engineer closes nothing', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const { number } = await office.hotline.ticket();
    const auditor = await office.as('auditor');
    for (const action of ['acknowledge', 'answer', 'note', 'progress', 'close']) {
      const fields = { text: 'x', engineer: 'anna', stage: 'built' };
      expect((await auditor.post(`/tickets/${number}/${action}`, fields)).status).toBe(403);
    }
    expect((await auditor.get(`/tickets/${number}`)).text).toContain('reads and changes nothing');
    const engineer = await office.as('engineer');
    expect((await engineer.post(`/tickets/${number}/close`, { text: 'x' })).status).toBe(403);
    expect((await office.hotline.ticket()).status).toBe('open');
  });
});

describe('an address that names nothing', () => {
  it('is answered with a page to go on from', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const paths = [
      '/nowhere',
      '/tickets/1',
      '/tickets/abc',
      `/tickets/${'9'.repeat(30)}`,
      '/calls/CA1',
      `/calls/CA${'x'.repeat(32)}`,
    ];
    for (const path of [...paths, `/recordings/RE${'0'.repeat(32)}`, '/recordings/x']) {
      const reply = await browser.get(path);
      expect(reply.status).toBe(404);
      expect(reply.text).toContain('There is nothing here');
    }
    for (const number of ['1', 'abc', '9'.repeat(30)]) {
      expect((await browser.post(`/tickets/${number}/note`, { text: 'x' })).status).toBe(404);
    }
    expect((await browser.get('/tickets/%ZZ')).status).toBe(400);
  });
});

describe('a case', () => {
  it('is acknowledged, noted and answered on screen, and everything is on record', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await erikaCalls(office);
    const { number } = await hotline.ticket();
    const supervisor = await office.as('supervisor');
    const path = `/tickets/${number}`;
    expect((await supervisor.post(`${path}/acknowledge`, {})).location).toBe(`${path}?refused=no-engineer`);
    expect((await supervisor.post(`${path}/acknowledge`, { engineer: 'nobody' })).location).toContain(
      'no-engineer',
    );
    expect((await supervisor.post(`${path}/acknowledge`, { engineer: 'ben' })).location).toBe(
      `${path}?done=acknowledged`,
    );
    const engineer = await office.as('engineer');
    expect((await engineer.post(`${path}/acknowledge`, { engineer: 'ben' })).location).toBe(
      `${path}?refused=taken`,
    );
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
    expect((await engineer.post(`${path}/answer`, { text: 'again' })).location).toBe(`${path}?refused=over`);
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
    expect((await browser.get('/')).text).toContain('No ticket is open.');
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

  it('is pushed to whoever has it open, within a second', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const cookie = `session=${browser.cookies.get('session')}`;
    const aborting = new AbortController();
    const headers = { cookie, accept: 'text/event-stream' };
    const response = await fetch(`${office.hotline.url}/live`, { headers, signal: aborting.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await reader?.read())?.value ?? '';
    expect(await next()).toContain('No ticket is open');
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
    expect((await browser.get('/')).text).toContain('Kein Ticket ist offen.');
    expect((await browser.get('/?lang=xx')).status).toBe(200);
  });
});

describe('the call log', () => {
  it('takes every naughty string as a search, and shows it harmlessly', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const browser = await office.as('supervisor');
    for (const text of NAUGHTY) {
      const query = new URLSearchParams({ q: text });
      const page = await browser.get(`/calls?${query}`);
      expect(page.status, text).toBe(200);
      expect(page.text).not.toContain('<script>alert');
      expect(page.text).not.toContain('<img src=x');
      expect((await browser.get(`/calls.csv?${query}`)).status).toBe(200);
    }
    for (const query of [
      'from=yesterday',
      'severity=9',
      'outcome=constructor',
      'party=x',
      'until=2026-13-45',
    ]) {
      expect((await browser.get(`/calls?${query}`)).text).toContain('could not be read');
    }
    expect((await browser.get('/calls?cursor=nonsense&q[]=1&q=2')).status).toBe(200);
  });

  it('finds a call by number, customer, contact, engineer, ticket and words, and by what came of it', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await erikaCalls(office);
    const { number } = await hotline.ticket();
    await changeTicket(hotline.database, number, { text: 'The mail gateway rejects everything' });
    const stranger = await hotline.phones.carla.dial();
    await stranger.hangUp();
    const browser = await office.as('supervisor');
    const found = async (query: string) => {
      const { text } = await browser.get(`/calls?${query}`);
      return text.split('<tr>').filter((row) => row.includes('<td')).length;
    };
    const all = await found('');
    expect(all).toBeGreaterThan(1);
    const deps = ['125101', '5-101', '030 2312510', '0049 30 23125101', '(030) 23125/101'];
    for (const q of [
      '030 23125-101',
      '+493023125101',
      ...deps,
      'musterwerk',
      '100234',
      'Erika',
      number,
      'gateway',
    ]) {
      const count = await found(new URLSearchParams({ q }).toString());
      expect(count, q).toBeGreaterThan(0);
      expect(count, q).toBeLessThan(all);
    }
    expect(await found('q=nobody-is-called-so')).toBe(0);
    expect(await found('q=9999999')).toBe(0);
    await hotline.database.query('update calls set from_number = null, to_number = null');
    expect(await hotline.database.query('select from call_numbers')).toEqual([]);
    expect(await found('outcome=missed')).toBe(1);
    expect(await found('outcome=unverified')).toBe(1);
    expect(await found('outcome=abandoned')).toBe(0);
    expect(await found('severity=1&party=caller')).toBe(1);
    expect(await found('severity=4')).toBe(0);
    expect(await found('from=2026-11-23&until=2026-11-23')).toBe(all);
    expect(await found('from=2026-11-24')).toBe(0);
  });

  it('tells the steps of a call by what keys mean, never by what was entered', async () => {
    await using office = await openConsole();
    const call = await erikaCalls(office);
    const page = (await (await office.as('supervisor')).get(`/calls/${call.sid}`)).text;
    expect(page).toContain('PIN: digits keyed in');
    expect(page).toContain('main menu: problem or service request');
    expect(page).toContain('severity: 1 critical');
    expect(page).not.toContain(ERIKA_PIN);
  });

  it('has words for every state, key and outcome of the shipped flows, in each language', () => {
    const { script } = loadFlows(SHIPPED_FLOWS, FLOW_RULES);
    const states = [...script.flows.values()].flatMap((flow) => Object.entries(flow.states));
    for (const { language, states: named = {}, outcomes = {} } of script.prompts.values()) {
      const missing = states.flatMap(([name, state]) => {
        const keys = 'keys' in state ? Object.keys(state.keys) : [];
        const ends = state.type === 'run' ? Object.keys(state.transitions) : [];
        const means = named[name]?.keys;
        return [
          ...(Object.hasOwn(named, name) ? [] : [name]),
          ...keys
            .filter((key) => typeof means !== 'string' && means?.[key] === undefined)
            .map((key) => `${name} ${key}`),
          ...ends.filter((end) => !Object.hasOwn(outcomes, end)),
        ];
      });
      expect([...new Set(missing)], language).toEqual([]);
    }
    expect([...script.prompts.keys()]).toEqual(
      expect.arrayContaining(LANGUAGES.map(({ language }) => language)),
    );
  });

  it('is written to a file in which no cell is a formula', async () => {
    expect(csvLine(['=1+1', '+49', '-1', '@x', '\tx', 'a,b', 'say "x"', -5, null, 'plain'])).toBe(
      `'=1+1,'+49,'-1,'@x,'\tx,"a,b","say ""x""",-5,,plain\r\n`,
    );
    await using office = await openConsole();
    const { hotline } = office;
    await erikaCalls(office);
    await hotline.database.query(`update customers set name = '=HYPERLINK("x")' where number = '100234'`);
    const file = await (await office.as('supervisor')).get('/calls.csv?party=caller');
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename=calls-2026-11-23.csv');
    expect(file.text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(file.text.split('\r\n')[0]).toContain('begun,ended,seconds');
  });
});

describe('a recording', () => {
  it('is played in the pieces a player asks for, and the listening is on record once', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const call = await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 2 });
    await call.hangUp();
    hotline.phones.anna.newSms();
    const recording = `RE${'7'.repeat(32)}`;
    vi.spyOn(hotline.app.carrier, 'fetchRecording').mockImplementation(async () => ({
      body: new Blob(['0123456789']).stream(),
      contentType: 'audio/wav',
      bytes: 10,
    }));
    await changeTicket(hotline.database, (await hotline.ticket()).number, { recordingSid: recording });
    const browser = await office.as('supervisor');
    const piece = (range: string) => browser.get(`/recordings/${recording}`, { range });
    expect(await browser.get(`/recordings/${recording}`)).toMatchObject({ status: 200, text: '0123456789' });
    const middle = await piece('bytes=2-4');
    expect(middle).toMatchObject({ status: 206, text: '234' });
    expect(middle.headers.get('content-range')).toBe('bytes 2-4/10');
    expect((await piece('bytes=7-')).text).toBe('789');
    expect((await piece('bytes=50-')).status).toBe(416);
    const trail = (await (await office.as('auditor')).get('/audit')).text;
    expect(trail.split('listened to a recording')).toHaveLength(2);
  });
});

describe('every page', () => {
  it('allows nothing inline and nothing foreign, and is kept by nobody', async () => {
    await using office = await openConsole();
    const page = await (await office.as('supervisor')).get('/');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('https:');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).not.toMatch(/ style=| on\w+=|<script>|https?:\/\//);
  });

  it('says so when the database is away', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const unavailable = new (await import('../../src/platform/errors.ts')).HotlineError(
      'database-unavailable',
      'away',
    );
    vi.spyOn(office.hotline.database, 'query').mockRejectedValue(unavailable);
    const page = await browser.get('/');
    vi.restoreAllMocks();
    expect(page.status).toBe(503);
    expect(page.text).toContain('The database does not answer');
  });
});
