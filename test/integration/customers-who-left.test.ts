import { expect, it } from 'vitest';
import { retireCustomer } from '../../src/domain/directory-changes/save-customer.ts';
import { type Office, openConsole } from '../support/console.ts';
import { importFile } from '../support/import-file.ts';
import { criticalCase } from '../support/stories.ts';

const CONTRACT = {
  plan: 'enhanced',
  'valid.from': '2026-11-01',
  'valid.until': '2027-12-31',
  calendar: 'munich',
};

/** Musterwerk has had a ticket, and leaves. */
async function musterwerkLeaves({ hotline }: Office): Promise<void> {
  await criticalCase(hotline.phones.erika);
  hotline.phones.anna.newSms();
  const by = { by: 'lena', now: new Date() };
  await hotline.database.transaction((tx) => retireCustomer(tx, '100234', by));
}

const customerOf = async ({ hotline }: Office, ticket: string) =>
  (await hotline.api<{ customer: { name: string } }>(`/tickets/${ticket}`)).customer.name;

it('nobody is given the number of a customer who has left, whose tickets they would read', async () => {
  await using office = await openConsole();
  await musterwerkLeaves(office);
  const browser = await office.as('supervisor');
  const add = (number: string, name: string, language = 'en') =>
    browser.post('/registry/customers/new', { ...CONTRACT, number, name }, { 'accept-language': language });
  const refused = await add('100234', 'Bäckerei Neu GmbH');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('This was the number of Musterwerk AG');
  expect((await add('100234', 'Bäckerei Neu GmbH', 'de')).text).toContain('Diese Nummer hatte Musterwerk AG');
  expect(await customerOf(office, '4711')).toBe('Musterwerk AG');
  expect((await add('100235', 'Bäckerei Neu GmbH')).status).toBe(303);
  // who comes back is who they were
  expect((await add('100234', 'MUSTERWERK  AG')).status).toBe(303);
});

it('whoever has left is found by name, with their tickets and the reports of their months', async () => {
  await using office = await openConsole();
  await musterwerkLeaves(office);
  const browser = await office.as('supervisor');
  const { location } = await browser.get('/registry/customers/100234');
  for (const list of [location ?? '', '/tickets?customer=musterwerk']) {
    const { text } = await browser.get(list);
    expect(text).toMatch(
      />Musterwerk AG<\/a> \(100234\) · <a href="\/registry\/customers\/100234\/reports">/,
    );
  }
  expect((await browser.get('/registry/customers/100234/reports/2026-11')).status).toBe(200);
  expect((await browser.get('/tickets')).text).not.toContain('/reports">');
});

it('a table and a directory file say so with the line, and change nothing', async () => {
  await using office = await openConsole();
  await musterwerkLeaves(office);
  const browser = await office.as('supervisor');
  const form = new FormData();
  const table = [
    'Kundennummer;Kunde;Plan;Kalender;Gültig bis',
    '100234;Bäckerei Neu GmbH;enhanced;munich;31.12.2027',
  ];
  form.set('file', new Blob([table.join('\n')]), 'table.csv');
  const looked = await browser.postForm('/registry/import', form);
  expect(looked.status).toBe(422);
  expect(looked.text).toMatch(/Line 2: .*this was the number of a customer who has left/);
  const file = (name: string) => `customers:
  "100234":
    { name: ${name}, plan: enhanced, calendar: munich, valid: { from: 2026-01-01, until: 2027-12-31 }, contacts: [] }
`;
  const load = (name: string, takeBack: string[] | true = []) =>
    importFile(office.hotline.database, file(name), { takeOver: true, takeBack });
  for (const takeBack of [[], ['100871'], true] as const)
    expect((await load('Bäckerei Neu GmbH', takeBack === true || [...takeBack])).faults).toMatchObject([
      {
        line: 2,
        message: expect.stringMatching(/was the number of Musterwerk AG until 2026-11-23/),
        remedy: expect.stringContaining('import with --take-back 100234'),
      },
    ]);
  expect(await customerOf(office, '4711')).toBe('Musterwerk AG');
  expect((await load('Musterwerk AG')).imported?.customers.added).toBe(1);
  // whoever is in force may be called otherwise from then on
  expect((await load('Musterwerk SE')).imported?.customers.changed).toBe(1);
  expect(await customerOf(office, '4711')).toBe('Musterwerk SE');
});

it('whoever comes back under another name has their number again by one import that says so', async () => {
  await using office = await openConsole();
  await musterwerkLeaves(office);
  const text = `customers:
  "100234": { name: Musterwerk SE, plan: enhanced, calendar: munich, valid: { from: 2026-01-01, until: 2027-12-31 }, contacts: [] }
`;
  const options = { takeOver: true, takeBack: ['100234'] };
  const { imported } = await importFile(office.hotline.database, text, options);
  expect(imported?.customers.added).toBe(1);
  expect(await customerOf(office, '4711')).toBe('Musterwerk SE');
});
