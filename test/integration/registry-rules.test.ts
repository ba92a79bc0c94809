import { describe, expect, it } from 'vitest';
import { contactsOf } from '../../src/domain/customers/customer-store.ts';
import { findCalendarDefinition, findPlan } from '../../src/domain/plans/rule-store.ts';
import { listAuditEntries } from '../../src/domain/users/audit-trail-store.ts';
import { ROLES } from '../../src/domain/users/user.ts';
import { type Browser, openConsole } from '../support/console.ts';
import { allFields, seatOf } from '../support/registry.ts';
import { openCase, PETRA_PIN } from '../support/stories.ts';

const PLAN = '/registry/plans/enhanced';
const CALENDAR = '/registry/calendars/munich';

/** Fills in a form as it stands, but for what is changed. */
async function edit(browser: Browser, at: string, changed: Record<string, string>) {
  const { text } = await browser.get(`${at}/edit`);
  return () => browser.post(`${at}/edit`, { ...allFields(text), ...changed });
}

describe('plans and calendars', () => {
  it('are read by all and changed by supervisors and administrators', async () => {
    await using office = await openConsole();
    for (const role of ROLES) {
      const browser = await office.as(role);
      const status = role === 'supervisor' || role === 'administrator' ? 200 : 403;
      for (const at of [PLAN, CALENDAR]) {
        expect((await browser.get(at)).status).toBe(200);
        expect((await browser.get(at.slice(0, at.lastIndexOf('/')))).status).toBe(200);
        expect((await browser.get(`${at}/edit`)).status, role).toBe(status);
        if (status === 403) {
          expect((await browser.post(`${at}/edit`, {})).status).toBe(403);
          expect((await browser.post(`${at}/hand-back`, {})).status).toBe(403);
        }
      }
    }
  });

  it('that do not exist are not found', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    for (const at of [
      '/registry/plans/gold',
      '/registry/calendars/mars',
      '/registry/plans/%27',
      '/registry/plans/a%00b',
    ]) {
      for (const path of [at, `${at}/edit`]) expect((await browser.get(path)).status, path).toBe(404);
      for (const path of ['edit', 'hand-back'])
        expect((await browser.post(`${at}/${path}`, {})).status).toBe(404);
    }
  });

  it('are the same after a form was saved as it stood', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const browser = await office.as('supervisor');
    const before = [await findPlan(database, 'enhanced'), await findCalendarDefinition(database, 'munich')];
    for (const at of [PLAN, CALENDAR]) expect((await (await edit(browser, at, {}))()).status).toBe(303);
    const after = [await findPlan(database, 'enhanced'), await findCalendarDefinition(database, 'munich')];
    expect(after).toEqual(before);
  });

  it('are refused where no deadline could be computed, and so is a customer whose calendar opens too seldom', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const closed = Object.fromEntries(
      ['tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [`hours.${day}`, '']),
    );
    const seldom = { ...closed, 'hours.mon': '9:00–9:01' };
    const changed = await (await edit(browser, CALENDAR, seldom))();
    expect(changed.status).toBe(422);
    expect(changed.text).toContain(
      'The plan standard promises more for severity 3, 4 than this calendar opens',
    );
    // nobody is served by it yet
    const { text } = await browser.get('/registry/new/calendars');
    const made = await browser.post('/registry/new/calendars', {
      ...allFields(text),
      ...seldom,
      name: 'Seldom',
    });
    expect(made.location).toBe('/registry/calendars/seldom?done=added');

    const customers = '/registry/customers';
    const refused = await (await edit(browser, `${customers}/200415`, { calendar: 'seldom' }))();
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The plan promises more than this calendar opens in ten years');
    // slow, and possible: eight hours are nine years
    const moved = await (await edit(browser, `${customers}/100234`, { calendar: 'seldom' }))();
    expect(moved.location).toBe(`${customers}/100234?done=saved`);
    const more = await (await edit(browser, PLAN, { 'response.4.within': '10 hours' }))();
    expect(more.status).toBe(422);
    expect(more.text).toContain('More than the calendar Seldom opens in ten years');
    expect(await findPlan(office.hotline.database, 'enhanced')).toMatchObject({
      response: { 4: { within: 'PT8H' } },
    });

    const form = new FormData();
    const row = '777;Nordlicht GmbH;standard;seldom;01.01.2026;31.12.2027';
    form.set(
      'file',
      new Blob([`Kundennummer;Kunde;Plan;Kalender;Gültig ab;Gültig bis\n${row}`]),
      'table.csv',
    );
    const table = await browser.postForm('/registry/import', form);
    expect(table.text).toContain('Line 2: the plan promises more than the calendar opens in ten years');
  });

  it('say which steps of their policies a shorter window has no room for, on the form and where they stand', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const warning = 'Step 3 is too long for severity 1: it comes at 80% of the window.';
    expect((await browser.get(PLAN)).text).not.toContain(warning);
    expect((await browser.get(`${PLAN}/edit`)).text).not.toContain(warning);
    const shorter = { 'response.1.within': '10 min' };
    const tried = await (await edit(browser, PLAN, { ...shorter, do: 'try' }))();
    expect(tried.text).toMatch(new RegExp(`escalations/front-line">[^<]+</a>: ${warning}`));
    expect((await (await edit(browser, PLAN, { ...shorter, do: 'accept' }))()).status).toBe(303);
    expect((await browser.get(PLAN)).text).toContain(warning);
    expect((await browser.get('/registry/new/plans?copy=enhanced')).text).toContain(warning);
  });

  it('are handed back to the file', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    for (const at of [PLAN, CALENDAR]) {
      await (await edit(browser, at, { name: 'Another' }))();
      expect((await browser.get(at)).text).toContain('Changed in the console by The supervisor');
      expect((await browser.post(`${at}/hand-back`, {})).location).toBe(`${at}?done=hand-back`);
      expect((await browser.get(at)).text).toContain('From the directory file');
      expect((await browser.post(`${at}/hand-back`, {})).status).toBe(404);
    }
    const audit = await listAuditEntries(office.hotline.database, { before: null, limit: 20 });
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['plan-changed', 'calendar-changed', 'entry-handed-back']),
    );
  });

  it('that somebody else changed meanwhile are not overwritten unseen', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const changes = [
      [PLAN, 'priority', '2', '3'],
      [CALENDAR, 'closures', '24 Dec 2026', '30 Dec 2026'],
    ] as const;
    for (const [at, field, one, other] of changes) {
      const first = await edit(browser, at, { [field]: one });
      const second = await edit(browser, at, { [field]: other });
      expect((await first()).status).toBe(303);
      const late = await second();
      expect(late.status).toBe(409);
      expect(allFields(late.text)[field]).toBe(other);
      expect(late.text).toContain(`Saved now: ${one}`);
      expect((await browser.post(`${at}/edit`, allFields(late.text))).status).toBe(303);
    }
  });
});

describe('a plan', () => {
  it('promises something else from now on, and open tickets keep what they were promised', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const { petra, anna } = hotline.phones;
    const call = await openCase(petra, { pin: PETRA_PIN, severity: 1 });
    await call.hangUp();
    anna.newSms();
    const { respondBy, number } = await hotline.ticket();
    expect(respondBy).toBe('2026-11-23T13:00:00.000Z');
    const browser = await office.as('supervisor');
    const change = { 'response.1.within': '1 h 30 min' };
    expect((await (await edit(browser, '/registry/plans/standard', change))()).status).toBe(303);
    expect((await hotline.ticket(number)).respondBy).toBe(respondBy);
    expect(await findPlan(hotline.database, 'standard')).toMatchObject({
      response: { 1: { within: 'PT1H30M', clock: 'always' } },
    });
    const again = await openCase(petra, { pin: PETRA_PIN, severity: 1 });
    await again.hangUp();
    anna.newSms();
    const [newest] = (await hotline.tickets()).filter((one) => one.number !== number);
    expect(newest?.respondBy).toBe('2026-11-23T10:30:00.000Z');
  });

  it('gives a credit that is written as people write money, and shown in the language of the reader', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const credit = { 'credit.per-miss': '250,00 €', 'credit.at-most': '1.000 EUR' };
    const refused = await (await edit(browser, PLAN, credit))();
    expect(refused.status).toBe(422);
    expect(
      (await (await edit(browser, PLAN, { ...credit, 'credit.at-most': '1.000,50 EUR' }))()).status,
    ).toBe(303);
    expect((await findPlan(office.hotline.database, 'enhanced'))?.credit).toEqual({
      perMiss: '250.00 EUR',
      atMost: '1000.50 EUR',
    });
    const german = { 'accept-language': 'de' };
    expect((await browser.get(PLAN, german)).text).toContain('1000,50 EUR');
    expect(allFields((await browser.get(`${PLAN}/edit`, german)).text)['credit.per-miss']).toBe('250,00 EUR');
    expect((await browser.get(PLAN)).text).toContain('1000.50 EUR');
  });

  it('has its faults beside the fields', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const wrong = {
      priority: '-1',
      seats: '8.5',
      'hold-for': 'long',
      'response.1.within': '0 min',
      'response.2.within': 'four hours',
      'response.3.clock': 'lunar',
      'escalation.problem': 'nobody',
    };
    const { status, text } = await (await edit(browser, PLAN, wrong))();
    expect(status).toBe(422);
    for (const field of [
      'priority',
      'seats',
      'hold-for',
      'response.1.within',
      'response.2.within',
      'response.3.clock',
      'escalation.problem',
    ]) {
      expect(text, field).toContain(`id="plan-${field}-fault"`);
    }
    expect(allFields(text)).toMatchObject({ seats: '8.5', 'response.2.within': 'four hours' });
    expect((await browser.post(`${PLAN}/edit`, {})).status).toBe(422);
  });

  it('keeps as many seats as its customers need, and moves who sat beyond', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const browser = await office.as('supervisor');
    await seatOf(browser, '100871', 8).give({ name: 'Nora Neu', phones: '030 23125 150' });
    const few = await (await edit(browser, PLAN, { seats: '1' }))();
    expect(few).toMatchObject({ status: 409, text: expect.stringContaining('100234, 100871') });
    expect((await (await edit(browser, PLAN, { seats: '2' }))()).status).toBe(303);
    expect((await contactsOf(database, '100871', new Date())).map(({ seat }) => seat)).toEqual([1, 2]);
    expect((await browser.get('/registry/customers/100871')).text).toContain('2 of 2 taken');
  });
});

describe('a calendar', () => {
  it('shows a year with its holidays by name, in both languages, and today', async () => {
    await using office = await openConsole();
    const browser = await office.as('engineer');
    const { text } = await browser.get(CALENDAR);
    expect(text.match(/class="month"/g)).toHaveLength(12);
    expect(text).toContain('Christmas Day');
    expect(text).toMatch(/<td class="open" aria-current="date"\s*><span>23</);
    const next = await browser.get(`${CALENDAR}?year=2027`, { 'accept-language': 'de' });
    expect(next.text).toContain('Ostermontag');
    expect(next.text).not.toContain('aria-current="date"');
    for (const year of ['1066', 'x', '2026.5', '99999']) {
      expect((await browser.get(`${CALENDAR}?year=${year}`)).text).toContain('>2026</h2>');
    }
  });

  it('says when an answer would be due, and why', async () => {
    await using office = await openConsole();
    const browser = await office.as('auditor');
    const ask = (question: Record<string, string>) =>
      browser.get(`${CALENDAR}?${new URLSearchParams({ plan: 'enhanced', ...question })}`);
    const { text } = await ask({ severity: '3', day: '2026-12-23', time: '16:30' });
    expect(text).toContain('Mon 28 Dec, 13:30');
    expect(text).toContain('1 h 30 min on Wed 23 Dec, between 16:30 and 18:00');
    expect(text).toContain('4 h 30 min on Mon 28 Dec, between 09:00 and 13:30');
    expect((await ask({ severity: '1', day: '2026-12-24', time: '23:45' })).text).toContain(
      'Fri 25 Dec, 00:15',
    );
    expect((await ask({ severity: '3', day: '2150-01-01', time: '10:00' })).text).toContain(
      'beyond the years',
    );
    for (const odd of [
      { severity: '9' },
      { plan: 'gold' },
      { day: 'tomorrow' },
      { day: '2026-02-30', time: '10:00' },
    ]) {
      expect((await ask(odd)).status).toBe(200);
    }
  });

  it('is changed in the words of people, and written as they would write it', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const change = {
      'hours.fri': '09:00 - 12:00, 13:00–15:00',
      'hours.sat': '10:00-12:00',
      holidays: 'DE-BE',
      closures: '24.12.2026, 31 Dec 2026\n2026-12-30',
      open: '2026-03-08',
    };
    expect((await (await edit(browser, CALENDAR, change))()).status).toBe(303);
    expect(await findCalendarDefinition(office.hotline.database, 'munich')).toEqual({
      timezone: 'Europe/Berlin',
      hours: { 'mon-thu': '09:00-18:00', fri: ['09:00-12:00', '13:00-15:00'], sat: '10:00-12:00' },
      holidays: 'DE-BE',
      closures: ['2026-12-24', '2026-12-31', '2026-12-30'],
      open: ['2026-03-08'],
    });
    expect((await browser.get(CALENDAR)).text).toContain('open despite a holiday');
  });

  it('has its faults beside the fields', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const fault = async (field: string, value: string) => {
      const { status, text } = await (await edit(browser, CALENDAR, { [field]: value }))();
      expect(status, `${field} ${value}`).toBe(422);
      expect(allFields(text)[field]).toBe(value);
      const id = field === 'hours.tue' ? 'hours' : field;
      expect(text, `${field} ${value}`).toMatch(new RegExp(`id="calendar-${id}[.a-z]*-fault"`));
    };
    await fault('hours.tue', 'nine to five');
    await fault('hours.tue', '09:00-12:00, 11:00-13:00');
    await fault('timezone', 'Mars/Olympus');
    await fault('holidays', 'DE-XX');
    await fault('holidays', '<b>');
    await fault('closures', '2026-02-30');
    await fault('open', 'soon');
    expect((await browser.post(`${CALENDAR}/edit`, {})).status).toBe(422);
  });
});
