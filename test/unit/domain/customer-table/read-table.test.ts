import { describe, expect, it } from 'vitest';
import { decodeTable } from '../../../../src/domain/customer-table/decode-table.ts';
import { readRows } from '../../../../src/domain/customer-table/read-rows.ts';
import { columnsOf } from '../../../../src/domain/customer-table/table-columns.ts';

const cellsOf = (text: string) => readRows(text).map(({ cells }) => cells);

describe('a table', () => {
  it.each(['sep=;\r\nNummer;Kunde\r\n1;A, B', 'SEP=;\nNummer;Kunde\n1;A, B', 'sep=;;\nNummer;Kunde\n1;A, B'])(
    'may say by what it is parted: %j',
    (text) => {
      expect(readRows(text)).toMatchObject([
        { line: 2, cells: ['Nummer', 'Kunde'] },
        { line: 3, cells: ['1', 'A, B'] },
      ]);
    },
  );

  it('may be parted as it says, by what nobody would guess', () => {
    expect(cellsOf('sep=|\nNummer|Kunde\n1|A; B')).toEqual([
      ['Nummer', 'Kunde'],
      ['1', 'A; B'],
    ]);
  });

  it('is not parted by what stands in quotes', () => {
    expect(cellsOf('Nummer;"Telefon (Büro, mobil, privat)"\n1;2')).toEqual([
      ['Nummer', 'Telefon (Büro, mobil, privat)'],
      ['1', '2'],
    ]);
  });

  it.each(['1', '(', 'telefon ', '-'])('with a head of a megabyte of %j is read at once', (part) => {
    const head = `${part.repeat(1_000_000 / part.length)}x`;
    const [heads = []] = cellsOf(`Nummer;${head};Kunde\n1;2;3`);
    expect(columnsOf(heads)).toEqual(['number', null, 'name']);
  });

  it.each(['Nummer;Kunde\n1;"A\n2;B\n3;C', 'Nummer;Kunde\n1;A\n2;"B""', '"'])(
    'with a quote that never ends says so: %j',
    (text) => {
      expect(readRows(text).at(-1)?.isOpen).toBe(true);
    },
  );

  it('with quotes that end says nothing', () => {
    const rows = readRows('Nummer;Kunde\n1;"A\nB"\n2;19" Technik\n3;"C"" D" GmbH');
    expect(rows.map(({ isOpen }) => isOpen)).toEqual([false, false, false, false]);
    expect(rows.map(({ cells }) => cells[1])).toEqual(['Kunde', 'A\nB', '19" Technik', 'C" D GmbH']);
  });
});

it('columns are known by what people call them, whatever stands in brackets', () => {
  const heads = [
    'Kd.-Nr.',
    'Firmenname',
    'Gültig bis (TT.MM.JJJJ)',
    'Ansprechpartner*',
    'Tel.',
    'Telefon (Büro)',
  ];
  const fields = ['number', 'name', 'valid.until', 'contact', 'phones', 'phones'];
  expect(columnsOf([...heads, 'Bemerkung'])).toEqual([...fields, null]);
});

describe('the bytes of a table', () => {
  const TEXT = 'Kundennummer;Kunde\n555;Müller & Söhne „KG“\n556;Größe';

  it.each<[string, Uint8Array]>([
    ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(TEXT, 'utf16le').swap16()],
    ['UTF-8', Buffer.from(TEXT)],
    ['Windows-1252', Buffer.from(TEXT.replaceAll('„', '\x84').replaceAll('“', '\x93'), 'latin1')],
  ])('are read as %s', (_, bytes) => {
    expect(decodeTable(bytes)).toEqual({ text: TEXT });
  });

  it.each(['x;Café', 'x;Bä', '„CAFÉ“ Köln', 'é–ö'])('are those of an old spreadsheet: %s', (text) => {
    const signs = { '„': '\x84', '“': '\x93', '–': '\x96' };
    const old = Object.entries(signs).reduce((all, [sign, byte]) => all.replaceAll(sign, byte), text);
    expect(decodeTable(Buffer.from(old, 'latin1'))).toEqual({ text });
  });

  it.each<[string, Uint8Array]>([
    ['cut off', Buffer.from('555;Müller\n556;Grö').subarray(0, -1)],
    [
      'glued to an older one',
      Buffer.concat([Buffer.from('555;Müller & Söhne\n'), Buffer.from('Bär', 'latin1')]),
    ],
  ])('of UTF-8 that is %s are not read letter by letter', (_, bytes) => {
    expect(decodeTable(bytes)).toEqual({ unreadable: 'damaged' });
  });

  it.each([
    ['xlsx', 'PK\x03\x04\x14\0\x06\0'],
    ['xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ])('of an %s file are none of a table', (_, begin) => {
    expect(decodeTable(Buffer.from(`${begin}${'\0x'.repeat(99)}`, 'latin1'))).toEqual({
      unreadable: 'workbook',
    });
  });
});
