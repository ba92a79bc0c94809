import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/web/console/words/index.ts';
import { type Browser, type Office, openConsole } from '../support/console.ts';
import { criticalCase, ERIKA_PIN, openCase } from '../support/stories.ts';

/** Erika's critical ticket: the engineer on call has looked at the page about it. */
async function erikaCalls({ hotline }: Office): Promise<string> {
  await criticalCase(hotline.phones.erika);
  hotline.phones.anna.newSms();
  return (await hotline.ticket()).number;
}

async function act(
  office: Office,
  browser: Browser,
  action: string,
  fields: Record<string, string>,
): Promise<string> {
  const { number } = await office.hotline.ticket();
  const { location, text } = await browser.post(`/tickets/${number}/${action}`, fields);
  await office.hotline.settle();
  return location === null ? refusalOn(text) : new URL(location, 'http://x').search.slice(1);
}

/** What a page that shows again what was written says of it. */
function refusalOn(page: string): string {
  const [, fault = ''] = /class="fault" role="alert">([^<]+)</.exec(page) ?? [];
  const refused = Object.entries(wordsOf('en').ticket.refused).find(([, says]) => says === fault);
  return `refused=${refused?.[0]}`;
}

describe('a severity that is changed on screen', () => {
  it('moves the deadline from the first ring, and pages anew', async () => {
    await using office = await openConsole();
    const { erika, anna } = office.hotline.phones;
    await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
    anna.newSms();
    await office.hotline.pass({ minutes: 5 });
    const engineer = await office.as('engineer');
    expect(await act(office, engineer, 'severity', { severity: '1', text: 'It is down' })).toBe(
      'done=severity-changed',
    );
    expect(await office.hotline.ticket()).toMatchObject({
      severity: 1,
      respondBy: '2026-11-23T09:30:00.000Z',
    });
    expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH')]);
    expect(erika.newSms().at(-1)).toContain(
      'jetzt Schweregrad kritisch. Sie hören von uns bis Mo 23.11. 10:30.',
    );
    const { number } = await office.hotline.ticket();
    const page = (await engineer.get(`/tickets/${number}`)).text;
    expect(page).toContain('Severity changed from 3 to 1; answer due 10:30 (Anna Weber)');
    expect(page).toContain('It is down');
    expect((await (await office.as('auditor')).get('/audit')).text).toContain('changed the severity');
  });

  it('is not lowered by whoever meant to raise it, before somebody else did', async () => {
    await using office = await openConsole();
    const { erika, anna } = office.hotline.phones;
    await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
    anna.newSms();
    const supervisor = await office.as('supervisor');
    const { number } = await office.hotline.ticket();
    const { text } = await supervisor.get(`/tickets/${number}`);
    const [, toTwo = ''] = /<option value="(2[^"]*)"/.exec(text) ?? [];
    await act(office, await office.as('engineer'), 'severity', { severity: '1', text: 'It is down' });
    const late = { severity: toTwo, text: 'It spreads' };
    expect(await act(office, supervisor, 'severity', late)).toBe('refused=changed-meanwhile');
    expect(await office.hotline.ticket()).toMatchObject({ severity: 1 });
    const again = await supervisor.get(`/tickets/${number}`);
    const [, seen = ''] = /<option value="(2[^"]*)"/.exec(again.text) ?? [];
    expect(await act(office, supervisor, 'severity', { ...late, severity: seen })).toBe(
      'done=severity-changed',
    );
    expect(await office.hotline.ticket()).toMatchObject({ severity: 2 });
    for (const phone of [erika, anna]) phone.newSms();
  });

  it('is lowered by those who may close only, with a reason, and never back and forth over a clock that stopped', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const [engineer, supervisor] = [await office.as('engineer'), await office.as('supervisor')];
    const milder = { severity: '3', text: 'Only the report is late' };
    expect(await act(office, engineer, 'severity', milder)).toBe('refused=not-lower');
    expect(await act(office, supervisor, 'severity', { ...milder, text: ' ' })).toBe('refused=no-text');
    for (const severity of ['1', '0', '5', '', 'x', '1e0']) {
      expect(await act(office, supervisor, 'severity', { ...milder, severity })).toBe('refused=unchanged');
    }
    expect(await act(office, supervisor, 'severity', milder)).toBe('done=severity-changed');
    office.hotline.phones.anna.newSms();
    expect(office.hotline.phones.erika.newSms()).toEqual([expect.stringContaining('Schweregrad mittel')]);
    // six business hours from Monday 10:00
    expect(await office.hotline.ticket()).toMatchObject({
      severity: 3,
      respondBy: '2026-11-23T15:00:00.000Z',
    });
    await act(office, engineer, 'answer', { text: 'Done', how: 'qualified-answer' });
    expect(office.hotline.phones.erika.newSms()).toEqual([expect.stringContaining('Done.')]);
    expect(await act(office, supervisor, 'severity', { severity: '1', text: 'x' })).toBe('refused=over');
    expect((await (await office.as('auditor')).post('/tickets/4711/severity', milder)).status).toBe(403);
    expect((await supervisor.post('/tickets/99999999/severity', milder)).status).toBe(404);
  });
});

describe('an engineer whom nobody has named yet, as after the first single sign-on', () => {
  it('acts in no other engineer’s name, and is told what is missing', async () => {
    await using office = await openConsole();
    const number = await erikaCalls(office);
    const { database } = office.hotline;
    await database.query(`update users set engineer = null where login = 'engineer'`);
    const engineer = await office.as('engineer');
    for (const action of ['acknowledge', 'connect', 'answer'])
      expect(await act(office, engineer, action, { engineer: 'anna', text: 'Done' })).toBe(
        'refused=no-engineer',
      );
    expect(await office.hotline.ticket()).toMatchObject({ status: 'open', answeredBy: null });
    const page = (await engineer.get(`/tickets/${number}`)).text;
    expect(page).toContain('which engineer you are');
    expect(page).not.toContain('name="engineer"');
  });
});

describe('a case that is handed over', () => {
  it('is paged to the one it goes to, and is theirs when they acknowledge', async () => {
    await using office = await openConsole();
    const { anna, carla } = office.hotline.phones;
    await erikaCalls(office);
    const [engineer, supervisor] = [await office.as('engineer'), await office.as('supervisor')];
    await act(office, engineer, 'acknowledge', {});
    expect(await act(office, supervisor, 'hand-over', { to: 'anna' })).toBe('refused=unchanged');
    for (const to of ['', 'nobody', 'constructor']) {
      expect(await act(office, supervisor, 'hand-over', { to })).toBe('refused=no-engineer');
    }
    expect(await act(office, supervisor, 'hand-over', { to: 'carla' })).toBe('done=handed-over');
    expect(await office.hotline.ticket()).toMatchObject({ status: 'open', acknowledgedBy: null });
    expect(carla.newSms()).toEqual([expect.stringContaining('4711')]);
    await (await (await carla.rings()).answer()).press('2');
    expect(await office.hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'carla' });
    const page = (await supervisor.get('/tickets/4711')).text;
    expect(page).toContain('The supervisor handed the ticket to Carla Moreno');
    expect(anna.newSms()).toEqual([]);
  });

  it('comes back to those on call when they cannot be reached', async () => {
    await using office = await openConsole();
    const { anna, carla } = office.hotline.phones;
    await erikaCalls(office);
    await act(office, await office.as('supervisor'), 'hand-over', { to: 'carla' });
    carla.newSms();
    await (await carla.rings()).decline();
    await office.hotline.settle();
    expect(anna.newSms()).toEqual([expect.stringContaining('4711')]);
  });

  it('comes back when they do nothing at all', async () => {
    await using office = await openConsole();
    const { anna, carla } = office.hotline.phones;
    await erikaCalls(office);
    await act(office, await office.as('supervisor'), 'hand-over', { to: 'carla' });
    carla.newSms();
    const ring = await carla.rings();
    await office.hotline.pass({ minutes: 8 });
    expect(anna.newSms()).toEqual([expect.stringContaining('4711')]);
    expect(ring.status).toBe('ringing');
  });
});

describe('connect me', () => {
  it('rings the engineer who asks, then the customer, and joins them', async () => {
    await using office = await openConsole();
    const { erika, anna } = office.hotline.phones;
    await erikaCalls(office);
    const engineer = await office.as('engineer');
    expect(await act(office, engineer, 'connect', {})).toBe('done=connecting');
    const call = await (await anna.rings()).answer();
    expect(await act(office, engineer, 'connect', {})).toBe('refused=busy');
    await call.press('1');
    expect(await act(office, await office.as('supervisor'), 'hand-over', { to: 'ben' })).toBe('refused=busy');
    await (await (await erika.rings()).answer()).press('1');
    expect(call.joined).toBe(true);
    expect(await office.hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
  });

  it('needs an engineer, and a case that nobody else has', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const [engineer, supervisor] = [await office.as('engineer'), await office.as('supervisor')];
    expect(await act(office, supervisor, 'connect', {})).toBe('refused=no-engineer');
    await act(office, supervisor, 'acknowledge', { engineer: 'ben' });
    // he does not see the page: he reads that the ticket is his
    expect(office.hotline.phones.ben.newSms()).toEqual([
      expect.stringMatching(/is yours: The supervisor took it in your name/),
    ]);
    expect(await act(office, engineer, 'connect', {})).toBe('refused=taken');
  });
});

describe('a ticket that nobody has answered', () => {
  it('is closed when that is confirmed; the customer knows, and a no opens it again', async () => {
    await using office = await openConsole();
    const number = await erikaCalls(office);
    const { erika, anna } = office.hotline.phones;
    const supervisor = await office.as('supervisor');
    expect(await act(office, supervisor, 'close', { text: 'Twice' })).toBe('refused=not-sure');
    expect(await act(office, supervisor, 'close', { text: 'Twice', sure: 'yes' })).toBe('done=closed');
    expect(erika.newSms().at(-1)).toMatch(/^Wir haben Ticket 4711 geschlossen.*N 4711/);
    anna.newSms();
    await erika.sendSms(`N ${number} es geht um etwas anderes`);
    expect(await office.hotline.ticket(number)).toMatchObject({ status: 'open' });
    expect(erika.newSms()).toEqual([expect.stringContaining('wieder offen')]);
    expect(anna.newSms()).toHaveLength(1);
  });
});

it('what a severity would make of the deadline, and who is away, is said before anything is saved', async () => {
  await using office = await openConsole();
  const number = await erikaCalls(office);
  await office.hotline.api('/absences', {
    engineer: 'carla',
    from: '2026-11-23',
    until: '2026-11-24',
    accept: 'shifts',
  });
  const page = (await (await office.as('supervisor')).get(`/tickets/${number}`)).text;
  expect(page).toMatch(/<option value="2 1">2 \w+, due [^<]*14:00<\/option>/);
  expect(page).toMatch(/Carla Moreno \(away until Tue 24 Nov\)/);
});

describe("a case's page", () => {
  it('is told what has changed, and only that, as long as it is open', async () => {
    await using office = await openConsole();
    const number = await erikaCalls(office);
    const browser = await office.as('supervisor');
    const { text: page } = await browser.get(`/tickets/${number}`);
    const version = /data-version="([^"]+)"/.exec(page)?.[1] ?? '';
    const aborting = new AbortController();
    const headers = { cookie: `session=${browser.cookies.get('session')}`, accept: 'text/event-stream' };
    const url = `${office.hotline.url}/tickets/${number}/live?from=${version}`;
    const response = await fetch(url, { headers, signal: aborting.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await reader?.read())?.value ?? '';
    expect(await next()).toContain('event: beat');
    await act(office, browser, 'note', { text: 'Seen by two' });
    const change = await next();
    expect(change).toContain('Seen by two');
    expect(change).not.toContain('"facts"');
    aborting.abort();
  });

  it('of a number that is none is not found', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const asked = { accept: 'text/event-stream' };
    for (const number of ['1', 'x', '99999999999999999999', '%00']) {
      expect((await browser.get(`/tickets/${number}/live`, asked)).status, number).toBe(404);
    }
    expect((await office.nobody().get('/tickets/1/live', asked)).status).toBe(401);
  });

  it('shows what the customer was told by SMS, and what they wrote', async () => {
    await using office = await openConsole();
    const number = await erikaCalls(office);
    const page = (await (await office.as('supervisor')).get(`/tickets/${number}`)).text;
    expect(page).toMatch(/SMS to the customer: \w+/);
  });
});

describe('an answer that does not hold', () => {
  const reason = { text: 'The customer has called again' };

  /** Anna's answer on screen has reached Erika. */
  async function answered(office: Office): Promise<void> {
    await erikaCalls(office);
    const engineer = await office.as('engineer');
    expect(await act(office, engineer, 'reopen', reason)).toBe('refused=not-answered');
    await act(office, engineer, 'answer', { text: 'The licence ran out.', how: 'qualified-answer' });
    expect(office.hotline.phones.erika.newSms()).toHaveLength(1);
    expect(await office.hotline.ticket()).toMatchObject({ status: 'answered', answeredBy: 'anna' });
  }

  function look({ hotline }: Office): void {
    for (const phone of Object.values(hotline.phones)) phone.sms();
  }

  it('is taken back by who gave it, with a reason: the case is open, and on record', async () => {
    await using office = await openConsole();
    await answered(office);
    const engineer = await office.as('engineer');
    const { number, respondBy } = await office.hotline.ticket();
    expect((await engineer.get(`/tickets/${number}`)).text).toContain(`/tickets/${number}/reopen`);
    for (const unseen of [' ', '\u200b', '\u202e\u2066'])
      expect(await act(office, engineer, 'reopen', { text: unseen })).toBe('refused=no-text');
    expect(await act(office, engineer, 'reopen', reason)).toBe('done=reopened');
    expect(await office.hotline.ticket()).toMatchObject({ status: 'open', respondBy, reopenings: 1 });
    const page = (await engineer.get(`/tickets/${number}`)).text;
    expect(page).toContain('Anna Weber: the answer does not hold, the ticket is open again');
    expect(page).toContain(reason.text);
    expect((await (await office.as('auditor')).get('/audit')).text).toContain('reopened');
    look(office);
  });

  it('is not for engineers after two hours: a supervisor opens it again, also when it is closed', async () => {
    await using office = await openConsole();
    await answered(office);
    const { number } = await office.hotline.ticket();
    await office.hotline.pass({ hours: 2, minutes: 1 });
    const [engineer, supervisor] = [await office.as('engineer'), await office.as('supervisor')];
    expect(await act(office, engineer, 'reopen', reason)).toBe('refused=not-yours');
    expect((await engineer.get(`/tickets/${number}`)).text).not.toContain(`/tickets/${number}/reopen`);
    expect(await act(office, supervisor, 'close', { text: 'done' })).toBe('done=closed');
    expect((await supervisor.get(`/tickets/${number}`)).text).toContain(`/tickets/${number}/reopen`);
    expect(await act(office, supervisor, 'reopen', reason)).toBe('done=reopened');
    expect(await office.hotline.ticket()).toMatchObject({ status: 'open', late: true });
    await office.hotline.phones.supervisor.rings();
    look(office);
  });
});

describe('what is written for a ticket that somebody else ends meanwhile', () => {
  const LONG = `The licence ran out.\n<b>${'Please renew it. '.repeat(100)}</b>`;

  it.each(['/tickets/4711', '/mine/tickets/4711'])('is not lost at %s', async (path) => {
    await using office = await openConsole();
    await erikaCalls(office);
    const engineer = await office.as('engineer');
    await office.hotline.api('/tickets/4711/answer', { by: 'ben', text: 'Done.', delivered: true });
    await office.hotline.settle();
    const reply = await engineer.post(`${path}/answer`, { text: LONG, how: 'qualified-answer' });
    expect(reply.status).toBe(409);
    expect(reply.text).toContain(LONG.trim().replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    // loaded anew, or in another language, it is the ticket's page
    expect(reply.text).not.toContain(`href="${path}/answer`);
    for (const phone of Object.values(office.hotline.phones)) phone.sms();
  });
});

it('a ticket whose facts were asked for is called answered nowhere, until it is', async () => {
  await using office = await openConsole();
  const number = await erikaCalls(office);
  await office.hotline.api(`/tickets/${number}/answer`, {
    by: 'anna',
    how: 'facts-requested',
    text: 'Which version?',
  });
  const supervisor = await office.as('supervisor');
  const pages = [`/tickets/${number}`, '/search?q=4711', '/registry/customers/100234'];
  for (const [language, said, not] of [
    ['en', 'facts asked for', /class="pill [^"]*">answered|Answered (in time|by)|<\/b> answered/],
    [
      'de',
      'Angaben erbeten',
      /class="pill [^"]*">beantwortet|[Bb]eantwortet (von|,)|Rechtzeitig beantwortet/,
    ],
  ] as const) {
    await supervisor.get(`/?lang=${language}`);
    for (const at of pages) {
      const { text } = await supervisor.get(at);
      expect(text.toLowerCase(), at).toContain(said.toLowerCase());
      expect(text, at).not.toMatch(not);
    }
    expect((await supervisor.get('/tickets')).text).toMatch(new RegExp(`class="pill [^"]*">${said}`));
  }
  expect((await supervisor.get(`/tickets/${number}`)).text).toContain('Rechtzeitig um Angaben gebeten, ');
  await office.hotline.api(`/tickets/${number}/reopen`, { by: 'anna', text: 'Version 14.2.' });
  await office.hotline.api(`/tickets/${number}/answer`, { by: 'anna', text: 'Please update.' });
  expect((await supervisor.get(`/tickets/${number}`)).text).toContain('Rechtzeitig beantwortet, ');
  for (const phone of Object.values(office.hotline.phones)) phone.sms();
});
