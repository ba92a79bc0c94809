import { expect, test, vi } from 'vitest';
import { loadHeader } from '../../src/domain/customers/header-store.ts';
import { retireCustomer, saveCustomer } from '../../src/domain/directory-changes/save-customer.ts';
import { fingerprintOf } from '../../src/domain/directory-entry/fingerprint.ts';
import { monthlyReportSchema } from '../../src/domain/monthly-reports/monthly-report.ts';
import { planMails } from '../../src/domain/monthly-reports/plan-mails.ts';
import { listMailsOf } from '../../src/domain/monthly-reports/report-mail-store.ts';
import { claimDueTimers } from '../../src/platform/timers/claimed-timers-store.ts';
import { openConsole } from '../support/console.ts';
import { openMailServer } from '../support/mail-server.ts';

const CUSTOMER = '100234';
const withAddress = (usual: string) =>
  usual.replace(
    'name: Musterwerk AG',
    'name: Musterwerk AG\n    report: { to: it@musterwerk.example, language: de }',
  );

/** The house on the last day of November; reports are due on the third. */
async function openHouse(mail: { url: string }, { day = 3, directory = withAddress } = {}) {
  const office = await openConsole({
    at: '2026-11-30T10:00:00+01:00',
    directory,
    env: { SMTP_URL: mail.url, REPORT_SENDER: 'hotline@support.example', REPORT_DAY: String(day) },
  });
  const { hotline } = office;
  await hotline.database.transaction((tx) => planMails({ tx, now: new Date() }, day, new Date()));
  return { ...office, mailsOf: () => listMailsOf(hotline.database, CUSTOMER, 10) };
}

test('the report of a month goes out on its day, once, as a page and as data', async () => {
  await using mail = await openMailServer();
  const house = await openHouse(mail);
  await using hotline = house.hotline;
  await hotline.pass({ hours: 69 });
  expect(mail.mails).toEqual([]);
  await hotline.pass({ hours: 3 });
  expect(mail.mails).toMatchObject([{ from: 'hotline@support.example', to: ['it@musterwerk.example'] }]);
  const [sent] = mail.mails;
  expect(sent?.raw).toContain('Subject: Servicebericht November 2026: Musterwerk AG');
  expect(sent?.attachment('.html')).toContain('<html lang="de">');
  const report = monthlyReportSchema.parse(JSON.parse(sent?.attachment('.json') ?? ''));
  expect(report).toMatchObject({ customer: { number: CUSTOMER }, month: '2026-11', isOver: true });
  await hotline.pass({ hours: 72 });
  expect(mail.mails).toHaveLength(1);
  expect(await house.mailsOf()).toMatchObject([{ status: 'sent', tries: 1, error: null, wishedBy: null }]);
});

test('after weeks of an outage the report is sent, also where the first who looks dies of it', async () => {
  await using mail = await openMailServer();
  const house = await openHouse(mail);
  await using hotline = house.hotline;
  vi.setSystemTime(new Date('2026-12-24T10:00:00+01:00'));
  expect(await claimDueTimers(hotline.database, new Date(), 9, { only: ['plan-reports'] })).toHaveLength(1);
  await hotline.pass({ minutes: 1 });
  expect(mail.mails).toMatchObject([{ to: ['it@musterwerk.example'] }]);
  expect(await house.mailsOf()).toMatchObject([{ month: '2026-11', status: 'sent' }]);
  await hotline.pass({ hours: 24 });
  expect(mail.mails).toHaveLength(1);
});

test('whoever leaves before the day of their last report is sent it, and no further one', async () => {
  await using mail = await openMailServer();
  mail.trouble('refused');
  const house = await openHouse(mail);
  await using hotline = house.hotline;
  await hotline.database.transaction((tx) => retireCustomer(tx, CUSTOMER, { by: 'lena', now: new Date() }));
  await hotline.pass({ hours: 73 });
  expect(await house.mailsOf()).toMatchObject([{ month: '2026-11', status: 'refused' }]);
  const browser = await house.as('supervisor');
  expect((await browser.get('/')).text).toContain('1 monthly report was not sent in time:');
  await browser.post(`/registry/customers/${CUSTOMER}/reports/2026-11/send`, {});
  await hotline.pass({ minutes: 1 });
  expect(mail.mails).toMatchObject([{ to: ['it@musterwerk.example'] }]);
  const later = new Date('2027-01-04T10:00:00+01:00');
  await hotline.database.transaction((tx) => planMails({ tx, now: later }, 3, later));
  expect(await house.mailsOf()).toHaveLength(2);
});

test('whose contract is renewed before the day of the report is sent that of the old term', async () => {
  await using mail = await openMailServer();
  const directory = (usual: string) => withAddress(usual).replace('until: 2027-12-31', 'until: 2026-11-30');
  const house = await openHouse(mail, { directory });
  await using hotline = house.hotline;
  await hotline.database.transaction(async (tx) => {
    const { header } = (await loadHeader(tx, CUSTOMER)) ?? {};
    if (!header) throw new Error('there is no such customer');
    const entry = { ...header, valid: { from: '2026-12-01', until: '2027-11-30' } };
    await saveCustomer(
      tx,
      CUSTOMER,
      { entry, version: fingerprintOf(header) },
      { by: 'lena', now: new Date() },
    );
  });
  await hotline.pass({ hours: 73 });
  const [sent] = mail.mails;
  const report = monthlyReportSchema.parse(JSON.parse(sent?.attachment('.json') ?? ''));
  expect(report).toMatchObject({ month: '2026-11', figures: { unanswered: 0 } });
  // there was a contract then, and nothing says otherwise
  expect(report.outsideTerm).toBeUndefined();
  const browser = await house.as('supervisor');
  const before = await browser.get(`/registry/customers/${CUSTOMER}/reports/2025-11?in=en`);
  expect(before.text).toContain(
    'No contract is on record for this month: the present one runs from 1 Dec 2026 to 30 Nov 2027.',
  );
});

test('west of the house a month ends later: its report waits until it is over', async () => {
  await using mail = await openMailServer();
  // eight in the morning of the first of December in Berlin is eleven at night in Los Angeles
  const directory = (usual: string) =>
    withAddress(usual)
      .replace(
        'plans:\n',
        '  angeles: { timezone: America/Los_Angeles, hours: { mon-fri: "09:00-18:00" }, holidays: US }\nplans:\n',
      )
      .replace(/(name: Musterwerk AG.*?)calendar: munich/s, '$1calendar: angeles');
  const house = await openHouse(mail, { day: 1, directory });
  await using hotline = house.hotline;
  await hotline.pass({ hours: 22, minutes: 30 });
  expect(mail.mails).toEqual([]);
  expect(await house.mailsOf()).toMatchObject([{ status: 'planned', tries: 0 }]);
  await hotline.pass({ hours: 2 });
  const [sent, ...others] = mail.mails;
  expect(JSON.parse(sent?.attachment('.json') ?? '')).toMatchObject({ month: '2026-11', isOver: true });
  expect(others).toEqual([]);
});

test('a server that is busy is asked again, and the customer gets one report', async () => {
  await using mail = await openMailServer();
  mail.trouble('busy', 'busy');
  const house = await openHouse(mail);
  await using hotline = house.hotline;
  await hotline.pass({ hours: 70, minutes: 6 });
  expect(mail.mails).toEqual([]);
  expect(await house.mailsOf()).toMatchObject([
    { status: 'planned', error: expect.stringContaining('try later') },
  ]);
  await hotline.pass({ hours: 1 });
  expect(mail.mails).toHaveLength(1);
  expect(await house.mailsOf()).toMatchObject([{ status: 'sent', tries: 3 }]);
});

test('whoever reads it is another meanwhile: a report that waits for its server goes to them, and to nobody who was struck off', async () => {
  await using mail = await openMailServer();
  mail.trouble('busy', 'busy');
  const house = await openHouse(mail);
  await using hotline = house.hotline;
  await hotline.pass({ hours: 70, minutes: 1 });
  const reader = (to: string | null, language: string | null) =>
    hotline.database.query('update customers set report_to = $2, report_language = $3 where number = $1', [
      CUSTOMER,
      to,
      language,
    ]);
  await reader('new@musterwerk.example', 'en');
  // it is on its way already
  const supervisor = await house.as('supervisor');
  const at = `/registry/customers/${CUSTOMER}/reports`;
  await supervisor.post(`${at}/2026-11/send`, {});
  await hotline.pass({ minutes: 1 });
  expect(mail.mails).toEqual([]);
  await hotline.pass({ hours: 1 });
  expect(mail.mails).toMatchObject([{ to: ['new@musterwerk.example'] }]);
  expect(mail.mails[0]?.attachment('.html')).toContain('<html lang="en">');
  expect(await house.mailsOf()).toMatchObject([{ status: 'sent', sentTo: 'new@musterwerk.example' }]);
  mail.trouble('busy');
  await supervisor.signIn('supervisor');
  await supervisor.post(`${at}/2026-11/send`, {});
  await hotline.settle();
  await reader(null, null);
  expect((await supervisor.post(`${at}/2026-11/send`, {})).location).toBe(`${at}/2026-11?done=no-mail`);
  await hotline.pass({ hours: 30 });
  expect(mail.mails).toHaveLength(1);
  expect(await house.mailsOf()).toMatchObject([
    { status: 'refused', error: 'the customer has no address for it any more' },
    { status: 'sent' },
  ]);
  // nobody waits for it, nor can anybody send it
  await supervisor.signIn('supervisor');
  expect((await supervisor.get('/')).text).not.toContain('not sent in time');
});

test('a reader who is refused is asked for no more, and the board says so until somebody sends it again', async () => {
  await using mail = await openMailServer();
  mail.trouble('refused');
  const house = await openHouse(mail);
  await using hotline = house.hotline;
  await hotline.pass({ hours: 96 });
  expect(await house.mailsOf()).toMatchObject([{ status: 'refused', tries: 1 }]);
  const browser = await house.as('supervisor');
  expect((await browser.get('/')).text).toContain('1 monthly report was not sent in time:');
  const at = `/registry/customers/${CUSTOMER}/reports`;
  expect((await browser.get(at)).text).toContain('refused by the mail server');
  const reply = await browser.post(`${at}/2026-11/send`, {});
  expect(reply.location).toBe(`${at}/2026-11?done=sent`);
  await hotline.pass({ minutes: 1 });
  expect(mail.mails).toHaveLength(1);
  expect((await browser.get('/')).text).not.toContain('not sent in time');
  expect(await house.mailsOf()).toMatchObject([
    { status: 'sent', wishedBy: 'The supervisor' },
    { status: 'refused' },
  ]);
});

test('a server that had it all and said nothing may have taken it: it is not sent a second time', async () => {
  await using mail = await openMailServer();
  mail.trouble('gone');
  const house = await openHouse(mail);
  await using hotline = house.hotline;
  await hotline.pass({ hours: 96 });
  expect(mail.mails).toHaveLength(1);
  expect(await house.mailsOf()).toMatchObject([{ status: 'unknown', tries: 1 }]);
  expect((await (await house.as('supervisor')).get('/')).text).toContain('not sent in time');
});

test('a worker that dies while it sends leaves it at that', async () => {
  await using mail = await openMailServer();
  const house = await openHouse(mail);
  await using hotline = house.hotline;
  const { database } = hotline;
  await hotline.pass({ hours: 69 });
  await database.query(
    `insert into report_mails (customer_number, month, sent_to, language, due_at, status, tries)
     values ($1, '2026-11-01', 'it@musterwerk.example', 'de', $2, 'sending', 1)`,
    [CUSTOMER, new Date()],
  );
  await database.query(
    `insert into timers (kind, subject, due_at) select 'send-report', id::text, due_at from report_mails`,
  );
  await hotline.pass({ hours: 4 });
  expect(mail.mails).toEqual([]);
  expect(await house.mailsOf()).toMatchObject([{ status: 'unknown' }]);
});

test('without a mail server there is nothing to be overdue, and the console says why nothing is sent', async () => {
  const office = await openConsole({ at: '2026-12-03T10:00:00+01:00', directory: withAddress });
  await using hotline = office.hotline;
  const browser = await office.as('supervisor');
  const at = `/registry/customers/${CUSTOMER}/reports`;
  expect((await browser.get(at)).text).toContain('no mail server');
  expect((await browser.post(`${at}/2026-11/send`, {})).location).toBe(`${at}/2026-11?done=no-mail`);
  expect(await listMailsOf(hotline.database, CUSTOMER, 10)).toEqual([]);
});

test('a severity that is raised after the report went out: page and board say that it is so no more, the next report tells it', async () => {
  await using mail = await openMailServer();
  const house = await openHouse(mail, { day: 1 });
  await using hotline = house.hotline;
  // of the mildest severity, since eleven o'clock: it is due at ten the next morning
  await hotline.database.query(
    `insert into tickets (number, kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
       escalation, opened_at, window_from, respond_by, clock, paging_from)
     values (4711, 'problem', 4, 'open', 'phone', true, $1, 'de', 'enhanced', 1, 'munich', 'front-line', $2, $2, $3, 'business', $2)`,
    [CUSTOMER, '2026-11-30T11:00:00+01:00', '2026-12-01T10:00:00+01:00'],
  );
  const supervisor = house.nobody();
  const board = async () => (await supervisor.get('/')).text;
  const report = async (month: string) =>
    (await supervisor.get(`/registry/customers/${CUSTOMER}/reports/${month}?in=en`)).text;
  await hotline.pass({ hours: 23 });
  expect(mail.mails[0]?.attachment('.html')).toContain('war keine Antwort fällig');
  await supervisor.signIn('supervisor');
  expect(await report('2026-11')).not.toContain('says something else');
  // what was due at ten would have been due at three the day before
  const raised = await supervisor.post('/tickets/4711/severity', { severity: '2', text: 'It spreads.' });
  expect(raised.location).toContain('done=severity-changed');
  expect(await report('2026-11')).toContain('The report that was sent says something else');
  await supervisor.post('/tickets/4711/close', { text: 'They took it back.', sure: 'yes' });
  await hotline.pass({ hours: 24 });
  await supervisor.signIn('supervisor');
  expect(await board()).toContain('1 monthly report that was sent is no longer right:');
  expect(await report('2026-12')).toMatch(
    /Ticket 4711: severity changed from 4 to 2, 1 Dec 2026, .*?, after the month in which it counts \(November 2026: no answer\)/,
  );
  await supervisor.post(`/registry/customers/${CUSTOMER}/reports/2026-11/send`, {});
  await hotline.settle();
  expect(mail.mails[1]?.attachment('.html')).toContain('0 von 1 Antwort');
  expect(await board()).not.toContain('no longer right');
  expect(await report('2026-11')).not.toContain('says something else');
  await hotline.pass({ hours: 24 });
  await supervisor.signIn('supervisor');
  expect(await board()).not.toContain('no longer right');
  for (const phone of Object.values(hotline.phones)) phone.sms();
});
