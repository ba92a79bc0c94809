import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Directory } from '../../../../src/domain/directory-entry/directory.ts';
import { readDirectoryFile } from '../../../../src/domain/directory-entry/directory-file.ts';
import { keptName } from '../../../../src/domain/directory-entry/entry-values.ts';
import { writeDirectory } from '../../../../src/domain/directory-file/export-directory.ts';
import { RULES, SAMPLE } from './sample.ts';

function read(text: string): Directory {
  const { directory, faults } = readDirectoryFile(text, 'directory.yaml', RULES);
  if (!directory) throw new Error(JSON.stringify(faults));
  return directory;
}

function withoutPins(directory: Directory): Directory {
  const customers = [...directory.customers].map(([number, { header, contacts }]) => {
    return [number, { header, contacts: contacts.map(({ pin: _, ...contact }) => contact) }] as const;
  });
  return { ...directory, customers: new Map(customers) };
}

const sample = read(SAMPLE);

it('a directory that was written says the same when it is read, but for the PINs', () => {
  expect(read(writeDirectory(sample))).toEqual(withoutPins(sample));
});

it('no PIN is written', () => {
  const pins = [...sample.customers.values()].flatMap(({ contacts }) => contacts.map(({ pin }) => pin));
  for (const pin of pins) expect(writeDirectory(sample)).not.toContain(pin);
});

it('the order of entries does not depend on the order in which they came', () => {
  const reversed = { ...sample, engineers: new Map([...sample.engineers].toReversed()) };
  expect(writeDirectory(reversed)).toBe(writeDirectory(sample));
});

it('names of people and companies survive, whatever YAML could mean by them', () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      'no',
      '~',
      '1e3',
      '0x10',
      '- a',
      '# b',
      'a: b',
      '"',
      "'",
      '*x',
      '&x',
      '!x',
      '<<',
      '%',
      '@',
      '2026-01-01',
    ),
  );
  const speakable = name
    // what nobody sees in a name is not kept, and a name of nothing else is none
    .map(keptName)
    .filter((text) => text !== '' && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text));
  fc.assert(
    fc.property(speakable, (text) => {
      const engineer = { name: text, phones: ['+4915228817386'], languages: ['de'] };
      const directory = { ...sample, engineers: new Map(sample.engineers).set('anna', engineer) };
      expect(read(writeDirectory(directory)).engineers.get('anna')).toEqual(engineer);
    }),
    { numRuns: 60 },
  );
});
