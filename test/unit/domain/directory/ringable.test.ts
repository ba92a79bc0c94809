import { describe, expect, it } from 'vitest';
import { readDirectoryFile } from '../../../../src/domain/directory-entry/directory-file.ts';
import { leadsTo, readPhone } from '../../../../src/domain/directory-entry/phone.ts';
import { faultsOf, lineOf, RULES, sampleWith } from './sample.ts';

describe('a number behind which a local exchange answers', () => {
  it.each([
    '+4930110',
    '+4930112',
    '+4989110',
    '+4989 112',
    '030 112',
    '0331/112',
    '033203 112',
    '+49 30 112 34 56',
    '+49301120',
    '030 115',
    '030 116117',
    '089 116116',
    '030 11833',
    '030-19222',
    '089 19240',
    '+431112',
    '+43316144',
  ])('%s is an emergency or service number', (typed) => {
    expect(readPhone(typed, 'DE')).toEqual({ problem: 'is an emergency or service number' });
  });

  it.each([
    ['110', 'DE'],
    ['112', 'DE'],
    ['+49112', 'DE'],
    ['+49110', 'DE'],
    ['115', 'DE'],
    ['116117', 'DE'],
    ['19222', 'DE'],
    ['117', 'CH'],
    ['+41117', 'CH'],
    ['144', 'AT'],
    ['+43144', 'AT'],
    ['+431122', 'AT'],
    ['+4311450', 'AT'],
    ['911', 'US'],
    ['999', 'GB'],
  ] as const)('%s alone is no number either', (typed, country) => {
    expect(readPhone(typed, country).number).toBeUndefined();
  });

  it.each([
    ['+49 89 1234567', '+49891234567'],
    ['030 23125112', '+493023125112'],
    ['030 2112', '+49302112'],
    ['0151 11234567', '+4915111234567'],
    ['0151 12345678', '+4915112345678'],
    ['089 192201', '+4989192201'],
    ['+43 1 2345678', '+4312345678'],
    ['+41 44 117 77 77', '+41441177777'],
    ['+43 664 1121121', '+436641121121'],
  ])('%s is a number like others', (typed, number) => {
    expect(readPhone(typed, 'DE')).toEqual({ number });
  });
});

describe('the hotline’s own number', () => {
  const own = '+493023125999';
  const drillNumber = '+493023125998';

  it('is reached with further digits, too', () => {
    expect(leadsTo(own, own)).toBe(true);
    expect(leadsTo(own, `${own}1`)).toBe(true);
    expect(leadsTo(own, '+493023125998')).toBe(false);
    expect(leadsTo(own, '+49302312599')).toBe(false);
  });

  it.each([
    ['a contact', '"+493023125101"'],
    ['an engineer', '"+4915228817386"'],
    ['the supervisors', '"+493023125000"'],
  ])('is a fault as the number of %s, with its line', (_, theirs) => {
    const called = 'is the number of the hotline itself';
    const callsFrom = 'is the number that the hotline makes its drill calls from (DRILL_NUMBER)';
    for (const [typed, said] of [
      ['"030 23125999"', called],
      ['"+4930231259991"', called],
      ['"030 23125998"', callsFrom],
    ] as const) {
      const text = sampleWith([theirs, typed]);
      expect(faultsOf(text), 'not known').toEqual([]);
      const numbers = { number: own, drillNumber };
      const { faults } = readDirectoryFile(text, 'directory.yaml', { ...RULES, own: numbers });
      expect(faults).toMatchObject([{ line: lineOf(text, typed), message: expect.stringContaining(said) }]);
      expect(faults[0]?.message).not.toContain('2312599');
    }
  });
});
