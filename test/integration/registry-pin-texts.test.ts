import { expect, it } from 'vitest';
import { smsParts } from '../../src/domain/messages/sms-parts.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Browser, type Office, openConsole } from '../support/console.ts';
import { openCase } from '../support/stories.ts';

const HEAD =
  'Kundennummer;Kunde;Plan;Kalender;Gültig ab;Gültig bis;Ansprechpartner;Telefon 1;Telefon 2;Sprache';
const JOERG = '+4915228817401';
const ANNE = '+4915228817402';
const JOERGS = `555;Müller & Söhne KG;enhanced;munich;01.01.2026;31.12.2027;Jörg Müller;030 23125-301;${JOERG};Deutsch`;
const ANNES = `555;;;;;;Anne Miller;${ANNE};;en`;
/** A landline, and a mobile that two people answer. */
const OTHERS = [
  '555;;;;;;Lena Land;030 23125-302;;de',
  '555;;;;;;Eva Eins;+4915228817409;;de',
  '555;;;;;;Eva Zwei;+4915228817409;;de',
];

const form = (table: string, handOut: string) => {
  const fields = new FormData();
  fields.set('text', table);
  fields.set('hand-out', handOut);
  return fields;
};

const save = (browser: Browser, table: string, handOut = 'text') =>
  browser.postForm('/registry/import/save', form(table, handOut));

const look = (browser: Browser, table: string) => {
  const fields = new FormData();
  fields.set('file', new Blob([new TextEncoder().encode(table)]), 'table.csv');
  return browser.postForm('/registry/import', fields);
};

const tableOf = (...lines: string[]) => [HEAD, ...lines].join('\n');

const pinIn = (text = '') => /: (\d{6})\./.exec(text)?.[1] ?? '';

/** Everything on record, as text. */
async function record({ hotline }: Office): Promise<string> {
  const tables = await hotline.database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => hotline.database.query(`select ${name}::text from ${name}`)),
  );
  return JSON.stringify(rows);
}

it('each mobile of somebody alone is sent its PIN; the others are on the list', async () => {
  await using office = await openConsole();
  const { line } = office.hotline;
  const supervisor = await office.as('supervisor');
  const table = tableOf(JOERGS, ANNES, ...OTHERS);
  const shown = await look(supervisor, table);
  expect(shown.text).toContain('On a list to print: all 5');
  expect(shown.text).toContain('By text message: 2, each to their own mobile; on a list to print: 3');

  const saved = await save(supervisor, table);
  expect(saved.text).toContain('2 texts with PINs are on the way');
  const listed = [...saved.text.matchAll(/<td>([^<]+)<\/td><td class="digits"><b>\d{6}/g)];
  expect(listed.map(([, name]) => name)).toEqual(['Lena Land', 'Eva Eins', 'Eva Zwei']);
  expect((await supervisor.get('/registry/import')).text).toContain('2 texts still to go out.');

  await office.hotline.pass({ seconds: 5 });
  const [german = ''] = line.phone(JOERG).sms();
  const [english = ''] = line.phone(ANNE).sms();
  expect(german).toContain('Ihre PIN für die Priority-Hotline +');
  expect(german).toContain('(Müller & Söhne KG)');
  expect(english).toContain('Your PIN for the priority hotline');
  expect([german, english].map(smsParts)).toEqual([1, 1]);

  const written = await record(office);
  expect(written).toContain('Ihre PIN');
  for (const text of [german, english]) expect(written).not.toContain(pinIn(text));
  expect((await supervisor.get('/registry/import')).text).not.toContain('Texts with PINs');

  const call = await openCase(line.phone(JOERG), { pin: pinIn(german), severity: 4 });
  await call.hangUp();
  expect(await office.hotline.tickets()).toMatchObject([{ verified: true, customer: { number: '555' } }]);
  await lookAway(office.hotline);
});

it('pressed twice, or sent once more, nobody gets a second text', async () => {
  await using office = await openConsole();
  const { line } = office.hotline;
  const supervisor = await office.as('supervisor');
  await Promise.all([save(supervisor, tableOf(JOERGS)), save(supervisor, tableOf(JOERGS))]);
  await save(supervisor, tableOf(JOERGS));
  await office.hotline.pass({ minutes: 1 });
  expect(line.phone(JOERG).sms()).toHaveLength(1);
});

it('without a yes all PINs are on the list, and nobody is texted', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const saved = await save(supervisor, tableOf(JOERGS), 'print');
  expect([...saved.text.matchAll(/<b>\d{6}<\/b>/g)]).toHaveLength(1);
  expect(saved.text).not.toContain('on the way');
  await office.hotline.pass({ minutes: 1 });
  expect(office.hotline.line.phone(JOERG).sms()).toEqual([]);
});

it.each([30005, 21610])(
  'a text that is refused (%i) is spoken nowhere, and listed until there is another PIN',
  async (code) => {
    await using office = await openConsole();
    const { line, database } = office.hotline;
    const supervisor = await office.as('supervisor');
    const phone = line.phone(JOERG);
    phone.refuseSms(code);
    await save(supervisor, tableOf(JOERGS));
    await office.hotline.pass({ hours: 3 });
    phone.undelivered();
    expect(await phone.isQuiet()).toBe(true);
    const later = await office.as('supervisor');
    const listed = (await later.get('/registry/import')).text;
    expect(listed).toContain('did not get theirs');
    expect(listed).toContain('/registry/customers/555/seats/1"');
    const [contact] = await database.query<{ id: string }>(
      `select id from contacts where name = 'Jörg Müller'`,
    );
    const renewed = await later.post('/registry/customers/555/seats/1/pin', {
      contact: contact?.id ?? '',
    });
    expect(renewed.status).toBe(200);
    expect((await later.get('/registry/import')).text).not.toContain('did not get theirs');
  },
);

it('a carrier that is busy is asked again, with another PIN, and the one that arrives is right', async () => {
  await using office = await openConsole();
  const { line } = office.hotline;
  line.failNext({ path: 'Messages', times: 2, failure: 429 });
  await save(await office.as('supervisor'), tableOf(JOERGS));
  await office.hotline.pass({ minutes: 1 });
  const texts = line.phone(JOERG).sms();
  expect(texts).toHaveLength(1);
  const call = await line.phone(JOERG).dial();
  await call.press(`${pinIn(texts[0])}#`);
  expect(call.state).toBe('menu');
  await call.hangUp();
  line.phone(JOERG).sms();
  await lookAway(office.hotline);
});

it('when nobody knows whether it went out it is not sent again, but listed', async () => {
  await using office = await openConsole();
  const { line } = office.hotline;
  line.failNext({ path: 'Messages', times: 1, failure: 'accept-then-fail' });
  const supervisor = await office.as('supervisor');
  line.holdBack('sms/status');
  await save(supervisor, tableOf(JOERGS));
  await office.hotline.pass({ hours: 1 });
  expect(line.phone(JOERG).sms()).toHaveLength(1);
  expect((await supervisor.get('/registry/import')).text).toContain('did not get theirs');
  await line.deliverLate();
  expect((await supervisor.get('/registry/import')).text).not.toContain('did not get theirs');
});

it('a new PIN from the seat overtakes the text that waits', async () => {
  await using office = await openConsole({ messagesPerSecond: 1 });
  const { line, database } = office.hotline;
  const supervisor = await office.as('supervisor');
  await save(supervisor, tableOf(JOERGS));
  const [contact] = await database.query<{ id: string }>(
    `select id from contacts where name = 'Jörg Müller'`,
  );
  await supervisor.post('/registry/customers/555/seats/1/pin', { contact: contact?.id ?? '' });
  await office.hotline.pass({ minutes: 1 });
  expect(line.phone(JOERG).sms()).toEqual([]);
});

it('a text whose reader has lost the seat, or the mobile, goes nowhere', async () => {
  await using office = await openConsole();
  const { line, database } = office.hotline;
  const supervisor = await office.as('supervisor');
  await save(supervisor, tableOf(JOERGS, ANNES));
  await database.query(`update contacts set retired_at = now() where name = 'Jörg Müller'`);
  await database.query(`update engineers set phones = array[$1] where key = 'carla'`, [ANNE]);
  await office.hotline.pass({ minutes: 1 });
  expect([JOERG, ANNE].map((number) => line.phone(number).sms())).toEqual([[], []]);
  const listed = (await supervisor.get('/registry/import')).text;
  expect(listed).toContain('Anne Miller');
  expect(listed).not.toContain('Jörg Müller');
});
