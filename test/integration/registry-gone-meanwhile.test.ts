import { expect, it } from 'vitest';
import { retireUnused } from '../../src/domain/directory-changes/rule-life.ts';
import { retireEngineer } from '../../src/domain/directory-changes/save-engineer.ts';
import { lockRegistry } from '../../src/domain/directory-entry/directory-store.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import { type Browser, type Office, openConsole } from '../support/console.ts';
import { allFields } from '../support/registry.ts';

const NOBODY_GOES_BY = `
  insert into engineers (key, name, phones, languages) values ('lena', 'Lena Sommer', '{+4915228817377}', '{de}');
  insert into calendars (name, definition) select 'spare', definition from calendars where name = 'munich';
  insert into plans (name, priority, seats, definition) select 'spare', priority, seats, definition from plans where name = 'enhanced';
  insert into schedules (name, definition) select 'spare', definition from schedules where name = 'back';
  insert into escalations (name, definition) select 'spare', definition from escalations where name = 'front-line'`;

const LAYER = {
  layers: '1',
  'who-0': 'lena',
  'rotate-0': '1 week',
  'from-0': '2026-01-05T08:00',
  'until-0': '',
};
const POLICY = {
  name: 'Nights',
  steps: '1',
  'at-0': '0 %',
  'page-0': 'schedule:spare',
  'by-0': 'sms',
  'last-resort': 'supervisors',
};
const CUSTOMER = {
  number: '300300',
  name: 'Neu AG',
  'valid.from': '2026-01-01',
  'valid.until': '2030-12-31',
};

type Retire = (tx: Tx, change: { by: string; now: Date }) => Promise<unknown>;

const engineer: Retire = (tx, change) => retireEngineer(tx, 'lena', change);
const rule =
  (kind: 'calendars' | 'plans' | 'schedules' | 'escalations'): Retire =>
  (tx, change) =>
    retireUnused(tx, kind, 'spare', change);

/** What somebody has filled in, with what the form of a page says beside it. */
async function filledIn(browser: Browser, at: string, typed: Record<string, string>) {
  return { ...allFields((await browser.get(at)).text), do: 'accept', ...typed };
}

/** A form was found right, and waits to be saved while another supervisor retires what it names. */
async function savedTooLate(office: Office, at: string, typed: Record<string, string>, retire: Retire) {
  const { database } = office.hotline;
  const supervisor = await office.as('supervisor');
  const fields = await filledIn(supervisor, at, typed);
  const { reply } = await database.transaction(async (tx) => {
    await lockRegistry(tx);
    const saving = supervisor.post(at, fields);
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`;
    await expect.poll(() => database.query(waiting), { timeout: 20_000 }).toHaveLength(1);
    expect(await retire(tx, { by: 'another', now: new Date() })).toBe('retired');
    return { reply: saving };
  });
  return reply;
}

it.each<[string, Record<string, string>, Retire]>([
  ['/registry/schedules/front/edit', LAYER, engineer],
  [
    '/registry/new/schedules',
    { ...LAYER, name: 'Nights', timezone: 'Europe/Berlin', covers: 'always' },
    engineer,
  ],
  ['/registry/escalations/front-line/edit', POLICY, rule('schedules')],
  ['/registry/new/escalations', { ...POLICY, do: 'save' }, rule('schedules')],
  ['/registry/plans/enhanced/edit', { 'escalation.problem': 'spare' }, rule('escalations')],
  ['/registry/new/plans', { name: 'Gold', 'escalation.signature': 'spare' }, rule('escalations')],
  ['/registry/customers/100234/edit', { plan: 'spare' }, rule('plans')],
  ['/registry/customers/new', { ...CUSTOMER, calendar: 'spare' }, rule('calendars')],
  ['/registry/customers/100234/edit', { tam: 'lena' }, engineer],
])(
  '%s does not save a name that was retired meanwhile, and says where it stands',
  async (at, typed, retire) => {
    await using office = await openConsole();
    const { database } = office.hotline;
    for (const statement of NOBODY_GOES_BY.split(';')) await database.query(statement);
    const stands = () =>
      database.query(`select name, definition from schedules union all select name, definition from escalations
      union all select name, definition from plans
      union all select number, jsonb_build_array(plan, calendar, tam) from customers order by name, definition`);
    const before = await stands();
    const reply = await savedTooLate(office, at, typed, retire);
    expect(reply).toMatchObject({
      status: 422,
      text: expect.stringMatching(/aria-invalid="true"|class="field-fault"/),
    });
    expect(await stands()).toEqual(before);
  },
);
