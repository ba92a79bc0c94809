import { describe, expect, it } from 'vitest';
import { contactsOf, findCustomer } from '../../src/domain/customers/customer-store.ts';
import { ROLES } from '../../src/domain/users/user.ts';
import { openConsole } from '../support/console.ts';
import { auditOf } from '../support/console-ways.ts';
import { hiddenFields, NAUGHTY, seatOf } from '../support/registry.ts';

describe('the registry', () => {
  it('is open to every role, and to nobody who is not signed in', async () => {
    await using office = await openConsole();
    for (const role of ROLES) {
      const browser = await office.as(role);
      for (const path of ['', '/customers', '/customers/100234', '/customers/100234/seats/1']) {
        expect((await browser.get(`/registry${path}`)).status, `${role} ${path}`).toBe(200);
      }
    }
    expect((await office.nobody().get('/registry/customers')).location).toContain('/sign-in');
  });

  it('is changed by supervisors and administrators only', async () => {
    await using office = await openConsole();
    const at = '/registry/customers/100234';
    for (const role of ['engineer', 'auditor'] as const) {
      const browser = await office.as(role);
      for (const path of ['/edit', '/retire', '/hand-back', '/unlock', '/seats/1/take', '/seats/1/pin']) {
        expect((await browser.post(at + path, {})).status, `${role} ${path}`).toBe(403);
      }
      expect((await browser.get('/registry/customers/new')).status).toBe(403);
      expect((await browser.get(`${at}/seats/1`)).text).not.toContain('<details><summary>New PIN');
    }
    const forged = await (await office.as('supervisor')).post(
      `${at}/retire`,
      {},
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(forged.status).toBe(403);
    expect(await findCustomer(office.hotline.database, '100234')).not.toBeNull();
  });

  it('knows nothing of what does not exist', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    for (const path of [
      '999',
      '1%27',
      'abc',
      '100234/seats/9',
      '100234/seats/0',
      '100234/seats/1e0',
      '999/edit',
    ]) {
      expect((await browser.get(`/registry/customers/${path}`)).status, path).toBe(404);
    }
    for (const path of ['999/edit', '999/retire', '999/hand-back', '999/seats/1/pin']) {
      expect((await browser.post(`/registry/customers/${path}`, {})).status, path).toBe(404);
    }
  });
});

describe('the list of customers', () => {
  it('is searched by name, number and contact, whatever is typed', async () => {
    await using office = await openConsole();
    const browser = await office.as('engineer');
    const find = async (q: string) =>
      (await browser.get(`/registry/customers?${new URLSearchParams({ q })}`)).text;
    for (const q of ['sterwerk', '1002', 'erika']) expect(await find(q)).toContain('Musterwerk AG');
    expect(await find('petra')).not.toContain('Musterwerk AG');
    for (const q of [...NAUGHTY, 'x'.repeat(5_000)])
      expect(await find(q)).toContain('No matching customers.');
    const audit = await auditOf(office);
    // never for what: it may be somebody's name
    expect(audit.filter(({ action }) => action === 'customers-searched')[0]?.detail).toEqual({});
  });

  it('goes on page by page, and names everybody once', async () => {
    await using office = await openConsole();
    await office.hotline.database.query(
      `insert into customers (number, name, plan, seats, valid_from, valid_until, calendar)
       select (500000 + i)::text, 'Firma ' || (i % 7), 'enhanced', 8, '2026-01-01', '2026-12-31', 'munich'
         from generate_series(1, 120) i`,
    );
    const browser = await office.as('auditor');
    const seen: string[] = [];
    let path: string | undefined = '/registry/customers';
    while (path) {
      const { text } = await browser.get(path);
      seen.push(...[...text.matchAll(/customers\/(\d+)"/g)].map(([, number = '']) => number));
      path = /rel="next" href="([^"]+)"/.exec(text)?.[1] ?? /href="([^"]+)" rel="next"/.exec(text)?.[1];
      path = path?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(125);
    expect(new Set(seen).size).toBe(125);
    expect((await browser.get('/registry/customers?after=rubbish')).status).toBe(200);
  });
});

describe('a seat', () => {
  it('shows a PIN once and writes it down nowhere', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const browser = await office.as('supervisor');
    const seat = seatOf(browser, '100234', 3);
    const pins = [
      await seat.give({ name: 'Nora Neu', phones: '030 23125 150' }),
      await seat.resetPin(),
      await seat.standIn({ name: 'Vera Tretung', phones: '030 23125 151', until: '2026-11-30' }),
    ];
    const audit = JSON.stringify(await auditOf(office));
    const contacts = JSON.stringify(await database.query('select contacts::text from contacts'));
    const page = (await seat.page()).text;
    for (const pin of pins) {
      expect(pin).toMatch(/^\d{6}$/);
      for (const place of [audit, contacts, page]) expect(place).not.toContain(pin);
    }
  });

  it('is not given to anybody without a name, a phone and an end', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const seat = seatOf(browser, '100234', 1);
    const bad = await seat.send('stand-in', {
      name: '',
      phones: '110\nnot a number',
      language: 'german',
      until: '2026-11-22',
    });
    expect(bad.status).toBe(422);
    for (const field of ['name', 'phones', 'language', 'until']) {
      expect(bad.text).toContain(`id="stand-in-${field}-fault"`);
    }
    expect(bad.text).toContain('not a number</textarea>');
    const long = await seat.send('stand-in', {
      name: 'A',
      phones: '030 23125 150',
      language: 'de',
      until: '2030-01-01',
    });
    expect(long.text).toContain('at most a year after it');
    const named = await seat.send('take', { name: 'Max Muster', phones: '030 23125 150', language: 'de' });
    expect(named).toMatchObject({ status: 422, text: expect.stringContaining('has this name') });
  });

  it('of another customer is not reached, nor one that changed hands meanwhile', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const browser = await office.as('supervisor');
    const [grace] = await contactsOf(database, '100871', new Date());
    const at = '/registry/customers/100234/seats/1';
    for (const form of ['pin', 'leave', 'unlock']) {
      const reply = await browser.post(`${at}/${form}`, { contact: grace?.id ?? '' });
      expect(reply.location, form).toBe(`${at}?done=overtaken`);
    }
    const nora = { name: 'Nora Neu', phones: '030 23125 150', language: 'de' };
    for (const holder of [grace?.id ?? '', '', 'rubbish']) {
      expect((await browser.post(`${at}/take`, { ...nora, holder })).status).toBe(409);
      expect((await browser.post(`${at}/stand-in`, { ...nora, holder, until: '2026-11-30' })).status).toBe(
        409,
      );
      expect((await browser.post(`${at}/reach`, { ...nora, holder })).status).toBe(409);
    }
    expect(await contactsOf(database, '100871', new Date())).toMatchObject([{ name: 'Grace Hollis' }]);
    expect(await contactsOf(database, '100234', new Date())).toMatchObject([
      { name: 'Erika Beispiel' },
      { seat: 2 },
    ]);
  });

  it('has phones that are changed, unless somebody else was quicker', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const seat = seatOf(browser, '100234', 1);
    const stale = hiddenFields((await seat.page()).text, `${seat.at}/reach`);
    expect(
      (
        await seat.send('reach', {
          name: 'Erika Beispiel',
          phones: '030 23125 160, 030 23125 161',
          language: 'en',
        })
      ).status,
    ).toBe(303);
    const late = await browser.post(`${seat.at}/reach`, {
      ...stale,
      name: 'Erika Beispiel',
      phones: '030 23125 162',
      language: 'de',
    });
    expect(late.status).toBe(409);
    expect(late.text).toContain('030 23125 162</textarea>');
    expect(await contactsOf(office.hotline.database, '100234', new Date())).toMatchObject([
      { phones: ['+493023125160', '+493023125161'], language: 'en' },
      {},
    ]);
  });

  it('is handed back to the file, with who was there before', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    await seatOf(browser, '100234', 1).give({ name: 'Nora Neu', phones: '030 23125 150' });
    const page = () => browser.get('/registry/customers/100234');
    expect((await page()).text).toContain('Hand back to the file');
    const handBack = () => browser.post('/registry/customers/100234/hand-back', {});
    expect((await handBack()).location).toContain('done=hand-back');
    expect((await page()).text).not.toContain('Hand back to the file');
    expect((await handBack()).status).toBe(404);
  });
});
