import { expect, it } from 'vitest';
import { addAuditEntry } from '../../src/domain/users/audit-trail-store.ts';
import { OPERATOR, SERVICE } from '../../src/domain/users/operator.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { type Browser, openConsole } from '../support/console.ts';
import { fieldsSent, seatOf } from '../support/registry.ts';

async function withTrail() {
  const office = await openConsole();
  const { database } = office.hotline;
  const by = await findUserByLogin(database, 'supervisor');
  if (!by) throw new Error('there is no supervisor');
  const at = (day: string) => new Date(`2026-11-${day}T10:00:00Z`);
  await addAuditEntry(database, by, { action: 'viewed-ticket', subject: '4711' }, at('02'));
  await addAuditEntry(
    database,
    by,
    { action: 'closed', subject: '4711', detail: { reason: '100%_sure' } },
    at('03'),
  );
  const program = { id: null, kind: 'program', name: '=portal' } as const;
  await addAuditEntry(database, program, { action: 'listened', subject: 'RE1' }, at('04'));
  return office;
}

/** What stands in the rows of the page. */
async function rowsOf(browser: Browser, query: Record<string, string>): Promise<string[]> {
  const { status, text } = await browser.get(`/audit?${new URLSearchParams(query)}`);
  expect(status, JSON.stringify(query)).toBe(200);
  return text.split('<tr>').filter((row) => row.includes('<td'));
}

it('the audit trail is narrowed down by who, what, on what, when and words', async () => {
  await using office = await withTrail();
  const browser = await office.as('auditor');
  const all = (await rowsOf(browser, {})).length;
  expect(await rowsOf(browser, { who: 'portal' })).toHaveLength(1);
  expect(await rowsOf(browser, { who: 'supervisor', action: 'closed' })).toHaveLength(1);
  expect(await rowsOf(browser, { subject: '4711' })).toHaveLength(2);
  expect(await rowsOf(browser, { subject: '471' })).toHaveLength(0);
  expect(await rowsOf(browser, { q: '100%_sure' })).toHaveLength(1);
  expect(await rowsOf(browser, { q: '100__sure' })).toHaveLength(0);
  expect(await rowsOf(browser, { from: '2026-11-03', until: '2026-11-03' })).toHaveLength(1);
  for (const query of ['action=constructor', 'from=today', 'from=2026-12-01&until=2026-11-01'])
    expect((await browser.get(`/audit?${query}`)).text, query).toContain('could not be read');
  expect(await rowsOf(browser, { action: 'constructor' })).toHaveLength(all);
  expect((await browser.get('/audit?q=%00&who[]=x&before=-1')).status).toBe(200);
});

it('it leads to the ticket or the customer, and nowhere from what is only called by a number', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const by = await findUserByLogin(database, 'supervisor');
  if (!by) throw new Error('there is no supervisor');
  const entries = [
    { action: 'handed-over', subject: '4711' },
    { action: 'service-update-sent', subject: '100234' },
    { action: 'erasure-lifted', subject: '100234' },
    { action: 'entry-handed-back', subject: '100234' },
    // a plan, an engineer, a schedule and a login
    { action: 'entry-handed-back', subject: '24', detail: { kind: 'plan' } },
    { action: 'plan-changed', subject: '24' },
    { action: 'test-asked', subject: '007' },
    { action: 'shift-taken', subject: '2' },
    { action: 'sign-in-refused', subject: '4711' },
  ] as const;
  const browser = await office.as('auditor');
  const before = (await rowsOf(browser, {})).length;
  for (const entry of entries) await addAuditEntry(database, by, entry, new Date());
  const rows = (await rowsOf(browser, {})).toReversed().slice(before);
  const links = rows.map((row) => /<td><div><a href="([^"]+)"/.exec(row)?.[1]);
  const customer = '/registry/customers/100234';
  expect(links).toEqual(['/tickets/4711', customer, customer, customer, ...Array(5).fill(undefined)]);
});

it('it says what was noted beside an entry, and nothing of what was left empty', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const by = await findUserByLogin(database, 'supervisor');
  if (!by) throw new Error('there is no supervisor');
  const detail = { why: '', from: '2026-12-02', engineer: null };
  await addAuditEntry(database, by, { action: 'cover-asked', subject: 'front', detail }, new Date());
  const [row] = await rowsOf(await office.as('auditor'), { action: 'cover-asked' });
  expect(row).toContain('<small>from: 2026-12-02, engineer: null</small>');
});

it('it tells what the service does by itself from what somebody did at its terminal', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  for (const by of [SERVICE, OPERATOR])
    await addAuditEntry(database, by, { action: 'retention-kept' }, new Date());
  const kept = { action: 'retention-kept' };
  const [atTerminal, atNight] = await rowsOf(await office.as('auditor'), kept);
  expect(atTerminal).toContain('<b>hotline</b> <small>at the terminal</small>');
  expect(atNight).toContain('<b>hotline</b> <small>by itself</small>');
});

it('it goes on before an entry with the same filter, and is exported by those who read it', async () => {
  await using office = await withTrail();
  const { database } = office.hotline;
  const by = await findUserByLogin(database, 'engineer');
  if (!by) throw new Error('there is no engineer');
  for (let index = 0; index < 130; index++)
    await addAuditEntry(database, by, { action: 'noted', subject: '4712' }, new Date());
  const browser = await office.as('auditor');
  const first = await browser.get('/audit?subject=4712');
  const [, next = ''] = /rel="next" href="([^"]+)"/.exec(first.text) ?? [];
  expect(next).toMatch(/^\/audit\?subject=4712&amp;before=\d+$/);
  const second = await browser.get(next.replaceAll('&amp;', '&'));
  expect(second.text.split('added a note')).toHaveLength(1 + 30 + 1);
  const file = await browser.get('/audit.csv?subject=4712');
  expect(file.text.trim().split('\r\n')).toHaveLength(1 + 130);
  const portal = await browser.get('/audit.csv?who=portal', { 'accept-language': 'de' });
  expect(portal.text).toContain(`2026-11-04T10:00:00.000Z;'=portal;Programm;hat eine Aufnahme angehört;RE1;`);
  const [last] = await database.query<{ detail: unknown }>(
    `select detail from audit_entries where action = 'audit-exported' order by id desc limit 1`,
  );
  expect(last?.detail).toEqual({});
  expect((await (await office.as('supervisor')).get('/audit.csv')).status).toBe(403);
});

it('saving what is as it was changes nothing: no entry, and the file goes on with it', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const supervisor = await office.as('supervisor');
  const entries = () =>
    database.query(
      "select action from audit_entries where action like '%-changed' or action = 'seat-changed'",
    );
  const before = await entries();
  for (const path of [
    '/registry/plans/enhanced/edit',
    '/registry/calendars/munich/edit',
    '/registry/engineers/tessa',
    '/registry/schedules/front/edit',
    '/registry/escalations/front-line/edit',
    '/registry/customers/100234/edit',
    '/registry/supervisors',
  ]) {
    const asItStands = fieldsSent((await supervisor.get(path)).text);
    const { status, location } = await supervisor.post(path, [...asItStands, ['do', 'save']]);
    expect({ path, status }, String(location)).toEqual({ path, status: 303 });
  }
  const seat = seatOf(supervisor, '100234', 1);
  const held = { name: 'Erika Beispiel', phones: '+493023125101', language: 'de' };
  expect((await seat.send('reach', held)).status).toBe(303);
  expect(await entries()).toEqual(before);
  for (const table of [
    'plans',
    'calendars',
    'engineers',
    'schedules',
    'escalations',
    'customers',
    'contacts',
    'supervisors',
  ])
    expect(await database.query(`select 1 from ${table} where changed_by is not null`), table).toEqual([]);
});
