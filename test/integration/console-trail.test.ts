import { createECDH } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { versionOfUser } from '../../src/domain/users/change-user.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { CONSOLE_TABLE } from '../../src/web/console/console-table.ts';
import { Authenticator, recoveryCodesOn, setUpSecondFactor } from '../support/authenticator.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Browser, openConsole, PASSWORD } from '../support/console.ts';
import {
  asItStands,
  type Change,
  hidden,
  made,
  makeChange,
  makeChanges,
  onlyId,
} from '../support/console-changes.ts';
import { allFields, hiddenFields } from '../support/registry.ts';
import { criticalCase, inTalkWithKlara } from '../support/stories.ts';
import { emergencyOf } from '../support/strangers.ts';

/** What is asked of a form without anything being changed by it. */
const CHANGES_NOTHING = ['/two-factor/set-up', '/registry/import'];
/** Whoever holds the phone that is tested is no user: the test itself says when it was confirmed. */
const OF_NO_USER = ['/t/:token', '/t/:token/weekly'];

it('what is done to tickets is in the audit trail', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await hotline.phones.erika.sendSms('Der Drucker klemmt');
  for (const phone of [hotline.phones.erika, hotline.phones.supervisor]) phone.sms();
  await (await emergencyOf(hotline, { from: '+4915228817301', customer: '999999' })).hangUp();
  await criticalCase(hotline.phones.erika);
  const at = { number: '4712' };
  const supervisor = await office.as('supervisor');
  await makeChanges(office, supervisor, [
    {
      path: '/emergencies/close',
      entry: 'closed',
      fields: { ticket: '4711', text: 'the same joker', sure: 'yes' },
    },
    {
      path: '/texts/:id/read',
      entry: 'text-read',
      at: async () => ({ id: await onlyId(office, "messages where kept = 'message'") }),
    },
    { path: '/tickets/:number/note', entry: 'noted', at, fields: { text: 'seen' } },
    {
      path: '/tickets/:number/severity',
      entry: 'severity-changed',
      at,
      fields: { severity: '2', text: 'mild' },
    },
    { path: '/tickets/:number/hand-over', entry: 'handed-over', at, fields: { to: 'ben' } },
    { path: '/tickets/:number/acknowledge', entry: 'acknowledged', at, fields: { engineer: 'anna' } },
    { path: '/tickets/:number/progress', entry: 'progressed', at, fields: { text: 'we are at it' } },
    {
      path: '/tickets/:number/answer',
      entry: 'answer-sent',
      at,
      fields: { engineer: 'anna', text: 'Done', how: 'qualified-answer' },
    },
    { path: '/tickets/:number/reopen', entry: 'reopened', at, fields: { text: 'not done' } },
    { path: '/tickets/:number/connect', entry: 'connecting', at, fields: { engineer: 'anna' } },
    { path: '/tickets/:number/pass-on', entry: 'passed-on', at, fields: { engineer: 'anna' } },
    { path: '/tickets/:number/close', entry: 'closed', at, fields: { text: 'enough', sure: 'yes' } },
  ]);
  await lookAway(hotline);
});

it('what an engineer does in the app, and by the link in a page, is in the audit trail', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await criticalCase(hotline.phones.erika);
  const token = /\/p\/(\w+)/.exec(hotline.phones.anna.newSms().join(' '))?.[1] ?? '';
  const stranger = office.nobody();
  await makeChanges(office, stranger, [
    { path: '/p/:token/opened', entry: 'link-opened', at: { token } },
    { path: '/p/:token/acknowledge', entry: 'acknowledged', at: { token } },
  ]);
  const engineer = await office.as('engineer');
  const at = { number: '4711' };
  const push = async () => {
    const key = /name="push-key" content="([\w-]+)"/.exec((await engineer.get('/mine')).text)?.[1] ?? '';
    const p256dh = createECDH('prime256v1').generateKeys('base64url');
    const auth = Buffer.alloc(16).toString('base64url');
    return { endpoint: 'https://fcm.googleapis.com/send/x', p256dh, auth, key };
  };
  await makeChanges(office, engineer, [
    { path: '/mine/push', entry: 'push-added', fields: push },
    { path: '/mine/push/remove', entry: 'push-removed', fields: push },
    { path: '/mine/tickets/:number/acknowledge', entry: 'acknowledged', at },
    { path: '/mine/tickets/:number/note', entry: 'noted', at, fields: { text: 'seen' } },
    { path: '/mine/tickets/:number/connect', entry: 'connecting', at },
  ]);
  await (await hotline.phones.anna.rings()).noAnswer();
  const answer = { text: 'Done', how: 'qualified-answer' };
  await makeChanges(office, engineer, [
    { path: '/mine/tickets/:number/pass-on', entry: 'passed-on', at },
    { path: '/mine/tickets/:number/answer', entry: 'answer-sent', at, fields: answer },
  ]);
  await lookAway(hotline);
});

it('what somebody keeps for themselves, and where they sign out, is in the audit trail', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const browser = await office.as('engineer');
  const kept = async () => {
    const [row] = await hotline.database.query<{ id: string }>('select id from saved_filters');
    return { id: row?.id ?? '' };
  };
  await makeChanges(office, browser, [
    { path: '/tickets/filters', entry: 'filter-saved', fields: { name: 'late', late: 'yes' } },
    { path: '/tickets/filters/:id/remove', entry: 'filter-removed', at: kept },
    { path: '/sessions/end-others', entry: 'user-signed-out' },
    { path: '/sessions/end', entry: 'user-signed-out' },
  ]);
});

it('what is done with rehearsals is in the audit trail', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const supervisor = await office.as('supervisor');
  const running = async () => {
    const [row] = await hotline.database.query<{ id: string }>('select id from rehearsal_runs');
    return { id: row?.id ?? '' };
  };
  await makeChanges(office, supervisor, [
    {
      path: '/rehearsal/runs',
      entry: 'rehearsal-started',
      fields: { calls: '2000', replications: '500', seed: '1' },
    },
    { path: '/rehearsal/runs/:id/stop', entry: 'rehearsal-stopped', at: running },
  ]);
  await vi.waitFor(
    async () =>
      expect(await hotline.database.query('select status from rehearsal_runs')).not.toEqual([
        { status: 'running' },
      ]),
    { timeout: 60_000, interval: 100 },
  );
});

it('what is done with monthly reports is in the audit trail', async () => {
  await using office = await openConsole({
    at: '2026-12-03T10:00:00+01:00',
    env: { SMTP_URL: 'smtp://127.0.0.1:1', REPORT_SENDER: 'hotline@support.example' },
  });
  const { database } = office.hotline;
  await database.query(`update customers set report_to = 'it@musterwerk.example' where number = '100234'`);
  const [row] = await database.query<{ number: string }>(
    `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
       escalation, opened_at, window_from, respond_by, clock, answered_at, missed_at, paging_from)
     select 'problem', 1, 'answered', 'phone', true, '100234', 'de', 'enhanced', 1, 'munich', 'front-line', at, at, at, 'always',
       at + interval '1 hour', at, at from (select timestamptz '2026-11-10 09:00+01' as at) as ring returning number`,
  );
  const supervisor = await office.as('supervisor');
  const at = { number: '100234', month: '2026-11' };
  const fields = { ticket: row?.number ?? '', text: 'Paged sooner from now on.' };
  const report = '/registry/customers/:number/reports/:month';
  await makeChanges(office, supervisor, [
    { path: `${report}/send`, entry: 'customer-report-sent', at },
    { path: `${report}/remedy`, entry: 'miss-explained', at, fields },
  ]);
});

it('what is done to customers and their seats is in the audit trail', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const at = { number: '100234', seat: '1' };
  const seat = '/registry/customers/100234/seats/1';
  const nora = { name: 'Nora Neu', phones: '030 23125 150', language: 'de' };
  await makeChanges(office, supervisor, [
    {
      path: '/registry/customers/new',
      entry: 'customer-added',
      fields: {
        number: '777',
        name: 'Neuwerk GmbH',
        plan: 'enhanced',
        calendar: 'munich',
        'valid.from': '2026-01-01',
        'valid.until': '2026-12-31',
        tam: 'tessa',
        deputy: '',
      },
    },
    {
      path: '/registry/customers/:number/edit',
      entry: 'customer-changed',
      at,
      fields: asItStands({ name: 'Musterwerk SE' }),
    },
    { path: '/registry/customers/:number/unlock', entry: 'customer-unlocked', at },
    {
      path: '/registry/customers/:number/updates',
      entry: 'service-update-sent',
      at,
      fields: { text: 'Update' },
    },
    {
      path: '/registry/customers/:number/seats/:seat/reach',
      entry: 'seat-changed',
      at,
      fields: hidden(seat, { name: 'Erika Beispiel', phones: '030 23125 160', language: 'en' }),
    },
    { path: '/registry/customers/:number/seats/:seat/pin', entry: 'pin-reset', at, fields: hidden(seat) },
    {
      path: '/registry/customers/:number/seats/:seat/unlock',
      entry: 'seat-unlocked',
      at,
      fields: async (browser) => hiddenFields((await browser.get(seat)).text, `${seat}/pin`),
    },
    {
      path: '/registry/customers/:number/seats/:seat/stand-in',
      entry: 'deputy-seated',
      at,
      fields: hidden(seat, { ...nora, from: '', until: '2026-11-30' }),
    },
    {
      path: '/registry/customers/:number/seats/:seat/take',
      entry: 'seat-taken',
      at,
      fields: hidden(seat, { ...nora, name: 'Otto Neu', phones: '030 23125 151' }),
    },
    { path: '/registry/customers/:number/seats/:seat/leave', entry: 'seat-left', at, fields: hidden(seat) },
    { path: '/registry/customers/:number/hand-back', entry: 'entry-handed-back', at },
    { path: '/registry/customers/:number/retire', entry: 'customer-retired', at },
  ]);
  const path = '/registry/import/save';
  const table = new FormData();
  table.set(
    'text',
    'Customer number;Customer;Plan;Calendar;Valid until\n888;Tafel AG;enhanced;munich;2027-12-31',
  );
  const before = (await (await office.as('auditor')).get('/audit')).text;
  expect(before).not.toContain('<td>imported customers');
  await supervisor.postForm(path, table);
  expect((await (await office.as('auditor')).get('/audit')).text).toContain(
    '<td>imported customers from a table',
  );
  made.add(path);
  await lookAway(office.hotline);
});

it('what is done to rules and those who answer is in the audit trail', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const tessa = { key: 'tessa', name: 'tessa' };
  const [plan, calendar] = [{ name: 'enhanced' }, { name: 'munich' }];
  const [front, policy] = [{ name: 'front' }, { name: 'front-line' }];
  const dora = { key: 'dora', name: 'Dora Klein', phones: '030 23125-050', languages: 'de' };
  const days = { from: '2026-12-24', until: '2027-01-02' };
  await makeChanges(office, supervisor, [
    {
      path: '/registry/plans/:name/edit',
      entry: 'plan-changed',
      at: plan,
      fields: asItStands({ name: 'Premium' }),
    },
    { path: '/registry/plans/:name/hand-back', entry: 'entry-handed-back', at: plan },
    {
      path: '/registry/calendars/:name/edit',
      entry: 'calendar-changed',
      at: calendar,
      fields: asItStands({ name: 'München' }),
    },
    { path: '/registry/calendars/:name/hand-back', entry: 'entry-handed-back', at: calendar },
    { path: '/registry/engineers', entry: 'engineer-added', fields: dora },
    { path: '/registry/engineers/:key/retire', entry: 'engineer-retired', at: { key: 'dora' } },
    {
      path: '/registry/engineers/:key',
      entry: 'engineer-changed',
      changed: 'languages',
      at: tessa,
      fields: asItStands({ languages: 'en' }),
    },
    { path: '/registry/engineers/:key/absences', entry: 'absence-added', at: tessa, fields: days },
    {
      path: '/registry/engineers/:key/absences/:id/remove',
      entry: 'absence-removed',
      at: async () => ({ ...tessa, id: await onlyId(office, 'absences') }),
    },
    { path: '/registry/engineers/:name/hand-back', entry: 'entry-handed-back', at: tessa },
  ]);
  expect(office.hotline.phones.carla.newSms()).toHaveLength(2);
  const override = { engineer: 'carla', from: '2026-12-24T08:00', until: '2026-12-27T08:00' };
  const layer = { layers: '1', 'who-0': 'carla', 'rotate-0': 'P7D', 'from-0': '2026-01-05T08:00' };
  const steps = { steps: '1', 'at-0': '0%', 'page-0': 'supervisors', 'by-0': 'sms' };
  await makeChanges(office, supervisor, [
    { path: '/registry/schedules/:name/overrides', entry: 'override-added', at: front, fields: override },
    {
      path: '/registry/schedules/:name/overrides/:id/withdraw',
      entry: 'override-withdrawn',
      at: async () => ({ ...front, id: await onlyId(office, 'schedule_overrides') }),
    },
    {
      path: '/registry/schedules/:name/edit',
      entry: 'schedule-changed',
      changed: 'layers',
      at: front,
      fields: asItStands({ ...layer, do: 'accept' }),
    },
    { path: '/registry/schedules/:name/hand-back', entry: 'entry-handed-back', at: front },
    {
      path: '/registry/escalations/:name/edit',
      entry: 'policy-changed',
      changed: 'steps',
      at: policy,
      fields: asItStands({ ...steps, 'last-resort': 'supervisors', do: 'accept' }),
    },
    { path: '/registry/escalations/:name/hand-back', entry: 'entry-handed-back', at: policy },
  ]);
  const copyOf = (kind: string, name: string) => async (browser: Browser) => ({
    ...allFields((await browser.get(`/registry/new/${kind}?copy=${name}`)).text),
    name: 'Another',
    do: 'accept',
  });
  const another = { name: 'another' };
  await makeChanges(office, supervisor, [
    { path: '/registry/new/plans', entry: 'plan-added', fields: copyOf('plans', 'enhanced') },
    { path: '/registry/new/calendars', entry: 'calendar-added', fields: copyOf('calendars', 'munich') },
    {
      path: '/registry/new/schedules',
      entry: 'schedule-added',
      fields: { name: 'Another', timezone: 'Europe/Berlin', covers: 'always', ...layer, do: 'accept' },
    },
    {
      path: '/registry/new/escalations',
      entry: 'policy-added',
      fields: { name: 'Another', ...steps, 'last-resort': 'supervisors', do: 'save' },
    },
    { path: '/registry/plans/:name/retire', entry: 'plan-retired', at: another },
    { path: '/registry/calendars/:name/retire', entry: 'calendar-retired', at: another },
    { path: '/registry/schedules/:name/retire', entry: 'schedule-retired', at: another },
    { path: '/registry/escalations/:name/retire', entry: 'policy-retired', at: another },
    {
      path: '/registry/supervisors',
      entry: 'supervisors-changed',
      changed: 'phones',
      fields: asItStands({ 'phone-0': '030 23125-001' }),
    },
    { path: '/registry/supervisors/hand-back', entry: 'entry-handed-back' },
  ]);
});

it('what is done to shifts is in the audit trail', async () => {
  await using office = await openConsole();
  const { database, phones } = office.hotline;
  const engineer = await office.as('engineer');
  const supervisor = await office.as('supervisor');
  const front = {
    schedule: 'front',
    engineer: 'anna',
    from: '2026-12-07T07:00:00.000Z',
    until: '2026-12-08T07:00:00.000Z',
  };
  const asking = {
    ...front,
    begin: '2026-12-07T08:00',
    end: '2026-12-08T08:00',
    whom: 'these',
    people: 'carla',
  };
  const idOf = (rows: string) => async () => {
    const [row] = await database.query<{ id: string }>(`select id from ${rows} limit 1`);
    return { id: row?.id ?? '' };
  };
  const open = idOf("shift_requests where status = 'open'");
  const days = { from: '2026-12-24', until: '2026-12-27', accept: 'shifts' };
  await makeChanges(office, engineer, [
    { path: '/shifts/ask', entry: 'cover-asked', fields: asking },
    { path: '/shifts/requests/:id/withdraw', entry: 'shift-request-withdrawn', at: open },
    { path: '/shifts/ask', entry: 'cover-asked', fields: { ...asking, people: 'carla' } },
  ]);
  const secret = /\/cover\/([\w-]+)/.exec(phones.carla.newSms().at(-1) ?? '')?.[1] ?? '';
  await makeChange(office, office.nobody(), {
    path: '/cover/:secret',
    entry: 'cover-agreed',
    at: { secret },
    fields: { answer: 'yes' },
  });
  await makeChanges(office, supervisor, [
    {
      path: '/shifts/swap',
      entry: 'swap-asked',
      fields: {
        ...front,
        engineer: 'carla',
        other: 'front anna 2026-12-14T07:00:00.000Z 2026-12-15T07:00:00.000Z',
      },
    },
  ]);
  await makeChanges(office, engineer, [
    { path: '/shifts/requests/:id/answer', entry: 'swap-declined', at: open, fields: { answer: 'no' } },
    { path: '/shifts/settings', entry: 'shift-settings-changed', fields: { begin: 'yes' } },
    { path: '/shifts/absences', entry: 'absence-added', fields: days },
    { path: '/shifts/absences/:id/remove', entry: 'absence-removed', at: idOf('absences') },
    { path: '/shifts/take', entry: 'shift-taken', fields: { schedule: 'back', seen: 'ben' } },
    {
      path: '/shifts/covers/:id/give-back',
      entry: 'shift-given-back',
      at: idOf("schedule_overrides where schedule = 'back'"),
    },
    { path: '/shifts/feeds', entry: 'feed-added', fields: { what: 'all' } },
    { path: '/shifts/feeds/:id/revoke', entry: 'feed-revoked', at: idOf('calendar_feeds') },
  ]);
  for (const phone of Object.values(phones)) phone.sms();
});

it('what is done to users, tokens and people is in the audit trail', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const administrator = await office.as('administrator');
  await setUpSecondFactor(await office.as('auditor'));
  await database.query(`update users set issuer = 'https://id.example', subject = login
                         where login in ('auditor', 'engineer')`);
  const idOf = async (login: string) => ({ id: (await findUserByLogin(database, login))?.id ?? '' });
  const [auditor, engineer] = [await idOf('auditor'), await idOf('engineer')];
  const nora = { login: 'nora', name: 'Nora Neu', role: 'auditor', engineer: '' };
  const before = versionOfUser({ name: 'The auditor', role: 'auditor', engineer: null });
  await makeChanges(office, administrator, [
    { path: '/users', entry: 'user-added', fields: nora },
    {
      path: '/users/:id',
      entry: 'user-changed',
      at: auditor,
      fields: { ...nora, name: 'Renamed', version: before },
    },
    { path: '/users/:id/unlock', entry: 'user-unlocked', at: auditor },
    { path: '/users/:id/sign-out', entry: 'user-signed-out', at: auditor },
    { path: '/users/:id/remove-second-factor', entry: 'second-factor-removed', at: auditor },
    { path: '/users/:id/reset-password', entry: 'password-reset', at: auditor },
    { path: '/users/:id/password-off', entry: 'password-switched-off', at: auditor },
    { path: '/users/:id/remove', entry: 'user-removed', at: engineer },
    { path: '/users/:id/readmit', entry: 'user-readmitted', at: engineer },
    { path: '/users/tokens', entry: 'token-added', fields: { name: 'monitor', scope: 'read', days: '30' } },
    { path: '/users/tokens/revoke', entry: 'token-revoked', fields: { name: 'monitor' } },
    { path: '/users/walls', entry: 'wall-link-added', fields: { name: 'Control room' } },
    { path: '/users/walls/revoke', entry: 'wall-link-revoked', fields: { name: 'Control room' } },
    { path: '/privacy/person', entry: 'viewed-person', fields: { who: 'erika' } },
    { path: '/privacy/export', entry: 'person-exported', fields: { number: '+493023125101' } },
    {
      path: '/privacy/erase',
      entry: 'person-erased',
      fields: { number: '+493023125101', typed: 'Erika Beispiel' },
    },
  ]);
});

it('what is asked of an engineer’s readiness is in the audit trail', async () => {
  await using office = await openConsole();
  const anna = { key: 'anna' };
  await makeChanges(office, await office.as('engineer'), [
    { path: '/readiness/:key/test', entry: 'test-asked', at: anna, fields: { channel: 'sms' } },
    {
      path: '/readiness/:key/weekly',
      entry: 'weekly-test-set',
      at: anna,
      fields: { day: '2', time: '10:00' },
    },
    { path: '/readiness/:key/weekly/stop', entry: 'weekly-test-stopped', at: anna },
  ]);
  office.hotline.phones.anna.sms();
});

it('what people do at the door and to their own account is in the audit trail', async () => {
  await using office = await openConsole();
  const browser = office.nobody();
  const login = 'supervisor';
  const next = 'eight quiet lanterns';
  const enter = (password: string): Change => ({
    path: '/sign-in',
    entry: 'signed-in',
    fields: { login, password },
  });
  await makeChange(office, browser, enter(PASSWORD));
  const again = { before: PASSWORD, password: next, again: next };
  await makeChange(office, browser, { path: '/password', entry: 'password-changed', fields: again });
  await browser.post('/two-factor/set-up', {});
  const app = new Authenticator(await browser.get('/two-factor/set-up'));
  const code = () => {
    vi.setSystemTime(Date.now() + 30_000);
    return { code: app.code() };
  };
  await makeChange(office, browser, {
    path: '/two-factor/confirm',
    entry: 'second-factor-set',
    fields: code(),
  });
  await makeChange(office, browser, { path: '/sign-out', entry: 'signed-out' });
  await browser.post('/sign-in', { login, password: next });
  await makeChange(office, browser, { path: '/sign-in/code', entry: 'signed-in', fields: code() });
  const renewed = await makeChange(office, browser, {
    path: '/two-factor/recovery-codes',
    entry: 'recovery-codes-made',
    fields: code(),
  });
  const [recovery = ''] = recoveryCodesOn(renewed);
  await makeChange(office, browser, {
    path: '/two-factor/remove',
    entry: 'second-factor-removed',
    fields: { code: recovery },
  });
});

it('who is called into a talk, or listens to it, is in the audit trail', async () => {
  await using office = await openConsole({ env: { LISTENING_IN: 'on' } });
  const { customer } = await inTalkWithKlara(office.hotline);
  const at = { number: '4711' };
  const listening = { path: '/tickets/:number/listen-in', entry: 'listener-rung' as const, at };
  await makeChange(office, await office.as('supervisor'), listening);
  await (await office.hotline.phones.supervisor.rings()).noAnswer();
  const calling = { path: '/tickets/:number/call-in-tam', entry: 'called-in' as const, at };
  await makeChange(office, await office.as('supervisor'), calling);
  await (await office.hotline.phones.tessa.rings()).noAnswer();
  await customer.hangUp();
  for (const phone of Object.values(office.hotline.phones)) phone.newSms();
});

it('no change that the console offers is missing above', () => {
  const offered = CONSOLE_TABLE.filter(({ method }) => method === 'post').map(({ path }) => path);
  expect(
    offered.filter((path) => !made.has(path) && ![...CHANGES_NOTHING, ...OF_NO_USER].includes(path)),
  ).toEqual([]);
});
