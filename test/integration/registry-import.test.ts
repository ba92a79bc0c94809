import { describe, expect, it } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Browser, openConsole } from '../support/console.ts';
import { openCase } from '../support/stories.ts';

const HEAD = 'Kundennummer;Kunde;Plan;Kalender;Gültig ab;Gültig bis;Ansprechpartner;Telefon 1;Mobil;Sprache';
const MUELLER =
  '555;Müller & Söhne KG;enhanced;munich;01.01.2026;31.12.2027;Jörg Müller;030 23125-301;;Deutsch';

/** Sends a table as a browser sends a file. */
async function send(browser: Browser, path: string, fields: Record<string, string | Uint8Array>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value);
    else form.set(name, new Blob([value as Uint8Array<ArrayBuffer>]), 'table.csv');
  }
  return browser.postForm(path, form);
}

const look = (browser: Browser, table: string | Uint8Array) =>
  send(browser, '/registry/import', {
    file: typeof table === 'string' ? new TextEncoder().encode(table) : table,
  });

const save = (browser: Browser, text: string) => send(browser, '/registry/import/save', { text });

const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const windows1252 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

describe('a table of customers', () => {
  it('is looked at first, and saved with a PIN for everybody who is new', async () => {
    await using office = await openConsole();
    const { database, line } = office.hotline;
    const supervisor = await office.as('supervisor');
    const table = [
      HEAD,
      MUELLER,
      '555;;;;;;Anna Müller;;0152 28817301;en',
      '100234;;;;;;Erika Beispiel;+493023125199;;',
    ].join('\r\n');
    const shown = await look(supervisor, table);
    expect(shown.status, shown.text).toBe(200);
    for (const said of [
      'Customers: 1 new, 0 changed, 1 unchanged',
      'Contacts: 2 new, 1 changed, 0 unchanged',
    ])
      expect(shown.text).toContain(said);
    expect(await database.query(`select from customers where number = '555'`)).toEqual([]);
    const saved = await save(supervisor, table);
    expect(saved.text).toContain('Saved: 2 customers, 3 contacts.');
    const [pin = '', other = ''] = [...saved.text.matchAll(/<b>(\d{6})<\/b>/g)].map(([, one]) => one);
    expect(pin).not.toBe(other);
    expect(
      await database.query(
        `select name, seat, phones, language from contacts where customer_number = '555' order by seat`,
      ),
    ).toEqual([
      { name: 'Jörg Müller', seat: 1, phones: ['+493023125301'], language: 'de' },
      { name: 'Anna Müller', seat: 2, phones: ['+4915228817301'], language: 'en' },
    ]);
    const call = await openCase(line.phone('+493023125301'), { pin, severity: 4 });
    await call.hangUp();
    expect(await office.hotline.tickets()).toMatchObject([{ customer: { number: '555' } }]);
    const trail = (await (await office.as('auditor')).get('/audit')).text;
    expect(trail).toContain('imported customers from a table');
    expect(trail).not.toContain(pin);
    const again = await look(supervisor, table);
    expect(again.text).toContain('Nothing changes.');
    await lookAway(office.hotline);
  });

  it('names whom the house has already, also with a mark that nobody sees', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const table = [HEAD, MUELLER, '555;;;;;;Karl Köln;0221 4710123;'].join('\r\n');
    await save(supervisor, table);
    expect((await look(supervisor, table.replace('Karl', 'Karl\u200b'))).text).toContain('Nothing changes.');
    await lookAway(office.hotline);
  });

  it('knows people however their names are spaced and capitalised', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    for (const name of ['Erika  Beispiel', 'Erika\u00a0Beispiel', '"Erika\nBeispiel"'])
      expect((await look(supervisor, `${HEAD}\n100234;;;;;;${name};;;`)).text, name).toContain(
        'Nothing changes.',
      );
    const shown = await look(supervisor, `${HEAD}\n100234;;;;;;ERIKA BEISPIEL;;;`);
    expect(shown.text).toContain('Contacts: 0 new, 1 changed, 0 unchanged');
    const twice = await look(supervisor, [HEAD, MUELLER, '555;;;;;;JÖRG MÜLLER;0221 4710123;;'].join('\n'));
    expect(twice.text).toContain('Line 3: this contact is in the table twice.');
    await lookAway(office.hotline);
  });

  it('has several phones in a cell, and slashes as people write them', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const supervisor = await office.as('supervisor');
    const table = [
      HEAD,
      MUELLER,
      '555;;;;;;Karl Köln;0221/4710123;0221 / 47 10 124;',
      '555;;;;;;Rita Rhein;+49 221 4710125/0152 28817301 / (0221) 4710126;;',
    ].join('\r\n');
    expect((await save(supervisor, table)).text).toContain('Saved: 1 customer, 3 contacts.');
    expect(
      await database.query(
        `select phones from contacts where customer_number = '555' order by seat offset 1`,
      ),
    ).toEqual([
      { phones: ['+492214710123', '+492214710124'] },
      { phones: ['+492214710125', '+4915228817301', '+492214710126'] },
    ]);
    await lookAway(office.hotline);
  });

  it.each<[string, (text: string) => Uint8Array]>([
    ['UTF-16', utf16],
    ['Windows-1252', windows1252],
    ['UTF-8 with a mark', (text) => new TextEncoder().encode(`\ufeff${text}`)],
    ['old line ends', (text) => new TextEncoder().encode(text.replaceAll('\n', '\r'))],
    ['tabs', (text) => new TextEncoder().encode(text.replaceAll(';', '\t'))],
    ['commas', (text) => new TextEncoder().encode(text.replaceAll(';', ','))],
    [
      'quotes',
      (text) => new TextEncoder().encode(text.replaceAll('Müller & Söhne KG', '"Müller & Söhne KG"')),
    ],
  ])('is read in %s', async (_, write) => {
    await using office = await openConsole();
    const shown = await look(await office.as('supervisor'), write(`${HEAD}\n${MUELLER}\n`));
    expect(shown.status, shown.text).toBe(200);
    expect(shown.text).toContain('Müller &amp; Söhne KG');
    expect(shown.text).toContain('Customers: 1 new');
  });

  it('with faults says each with its line, and saves nothing', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const supervisor = await office.as('supervisor');
    const many = Array.from(
      { length: 9 },
      (_, index) => `777;Viel AG;enhanced;munich;;31.12.2027;Kontakt ${index};030 23125-30${index};;de`,
    );
    const table = [
      HEAD,
      'abc;No number;enhanced;munich;;31.12.2027;;;;',
      '601;;enhanced;munich;;31.12.2027;;;;',
      '602;Kein Plan;gold;munich;;31.12.2027;;;;',
      '603;Kein Tag;enhanced;munich;03/04/2026;31.12.2027;;;;',
      '604;Kein Telefon;enhanced;munich;;31.12.2027;Otto Ohne;110;;de',
      '605;Zwei;enhanced;munich;;31.12.2027;Eva Zwei;030 23125-301;;de',
      '605;;;;;;Eva Zwei;030 23125-301;;de',
      '605;Anders;;;;;;;;',
      ...many,
    ].join('\n');
    const shown = await look(supervisor, table);
    expect(shown.status).toBe(422);
    const said = [...shown.text.matchAll(/<li>(Line \d+: [^<]+)<\/li>/g)].map(([, one]) => one);
    expect(said.map((one = '') => one.split(' ').slice(0, 3).join(' '))).toEqual([
      'Line 2: Customer',
      'Line 3: Customer:',
      'Line 4: Plan:',
      'Line 5: Valid',
      'Line 6: Phone:',
      'Line 8: this',
      'Line 9: this',
      'Line 10: the',
    ]);
    expect((await save(supervisor, table)).status).toBe(422);
    expect(await database.query(`select from customers where number in ('605', '777')`)).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      'a quote that never ends, which had swallowed the rest',
      [`${HEAD};Bemerkung`, `${MUELLER};"offen`, '556;B AG;enhanced;munich;;31.12.2027;;;;;'].join('\n'),
      'Line 2: a quotation mark (&quot;) opens a cell here and is never closed.',
    ],
    [
      'a separator within a cell',
      [HEAD, MUELLER.replace('Jörg Müller', 'Müller; Jörg')].join('\n'),
      'Line 2: there is more in this line than the first line has columns for.',
    ],
    [
      'two columns that differ',
      [`${HEAD};Firma`, `${MUELLER};Andere AG`].join('\n'),
      'Line 2: Customer: two columns tell it, and differ in this line.',
    ],
    [
      'a phone number that a spreadsheet has shortened',
      [HEAD, MUELLER.replace('030 23125-301', '4,91512E+11')].join('\n'),
      'Line 2: Phone: your spreadsheet has shortened this number',
    ],
    [
      'a customer number with zeros in front, or without them',
      [HEAD, MUELLER.replace('555', '0100234')].join('\n'),
      'Line 2: Customer number: this is the number of another customer but for zeros in front',
    ],
    [
      'phones of nobody',
      [HEAD, '100234;;;;;;;030 23125-301;;'].join('\n'),
      'Line 2: Contact: 1 to 200 characters',
    ],
  ])('with %s is refused with its line', async (_, table, said) => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const shown = await look(supervisor, table);
    expect(shown.status).toBe(422);
    expect(shown.text).toContain(said);
    expect((await save(supervisor, table)).status).toBe(422);
    expect(
      await office.hotline.database.query(`select from customers where number in ('555', '0100234')`),
    ).toEqual([]);
  });

  it('gives no customer to one of two engineers who are called the same', async () => {
    await using office = await openConsole({
      directory: (usual) => usual.replace('name: Ben Hartmann', 'name: Anna Weber'),
    });
    const supervisor = await office.as('supervisor');
    const withTam = (tam: string) => look(supervisor, `${HEAD};TAM\n${MUELLER};${tam}`);
    expect((await withTam('Anna Weber')).text).toContain('Line 2: TAM: Choose an engineer from the list.');
    for (const tam of ['ben', 'Carla Moreno']) expect((await withTam(tam)).status, tam).toBe(200);
  });

  it('names the columns that nothing is read from', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const table = [
      'Kundennummer;Ansprechpartner;Rufnr. dienstlich;;',
      '100234;Erika Beispiel;+493023125199;;',
    ];
    const shown = await look(supervisor, table.join('\n'));
    expect(shown.text).toContain('Nothing changes.');
    expect(shown.text).toContain('Nothing is read from these columns: “Rufnr. dienstlich”.');
    expect((await look(supervisor, [HEAD, MUELLER].join('\n'))).text).not.toContain('Nothing is read');
  });

  it('that is a workbook, or has lost letters, is told from one', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const workbook = await look(supervisor, new Uint8Array(Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1')));
    expect([workbook.status, workbook.text]).toEqual([422, expect.stringContaining('Save it as CSV')]);
    const cut = await look(supervisor, new TextEncoder().encode(`${HEAD}\n${MUELLER}\n556;Bö`).slice(0, -1));
    expect([cut.status, cut.text]).toEqual([422, expect.stringContaining('Letters are lost in this file')]);
  });

  it('that is none gets a clear answer', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    for (const table of [
      '',
      'x',
      'Name;Telefon\na;b',
      HEAD,
      '\0\0\0',
      `${HEAD}\n"`,
      '"'.repeat(999),
      ';'.repeat(9_999),
    ]) {
      const shown = await look(supervisor, table);
      expect(shown.status, JSON.stringify(table.slice(0, 20))).toBe(422);
    }
    expect((await look(supervisor, 'x'.repeat(2_100_000))).text).toContain('larger than 2 MB');
    const lines = Array.from({ length: 5_001 }, (_, index) => `${index};A;enhanced`).join('\n');
    expect((await look(supervisor, `${HEAD}\n${lines}`)).text).toContain('More than 5000 lines');
    expect((await supervisor.post('/registry/import', { file: 'x' })).status).toBe(422);
    expect((await supervisor.post('/registry/import/save', { text: 'x' })).status).toBe(422);
    const engineer = await office.as('engineer');
    expect((await look(engineer, HEAD)).status).toBe(403);
    expect((await engineer.get('/registry/import')).status).toBe(403);
  });

  it('can be begun from the one that is offered, in both languages', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    // spreadsheets take it apart at what their language parts cells by
    for (const [language, separator] of [
      ['en', ','],
      ['de', ';'],
    ] as const) {
      await supervisor.get(`/?lang=${language}`);
      const template = await supervisor.get('/registry/import/template.csv');
      expect(template.headers.get('content-disposition')).toContain('.csv');
      const [heads = '', example = ''] = template.text.replace(/^\ufeff/, '').split('\r\n');
      const [number, name, , , ...rest] = example.split(separator);
      expect(rest).toHaveLength(heads.split(separator).length - 4);
      const filled = [heads, [number, name, 'enhanced', 'munich', ...rest].join(separator)].join('\r\n');
      const shown = await look(supervisor, filled);
      expect(shown.status, shown.text).toBe(200);
    }
  });

  it('of two thousand lines is saved in one go', { timeout: 120_000 }, async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const rows = Array.from({ length: 2_000 }, (_, index) => {
      const customer = 700_000 + Math.floor(index / 8);
      return `${customer};Kunde ${customer};enhanced;munich;;31.12.2027;Kontakt ${index};030 23125-${String(100 + (index % 900))};;de`;
    });
    const table = [HEAD, ...rows].join('\n');
    expect((await look(supervisor, table)).text).toContain('Contacts: 2000 new');
    const saved = await save(supervisor, table);
    expect(saved.text).toContain('1000 of 2000 PINs');
    expect(saved.text).toContain('Saved: 250 customers, 2000 contacts.');
  });
});
