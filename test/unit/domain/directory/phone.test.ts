import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CountryCode, readPhone } from '../../../../src/domain/directory-entry/phone.ts';

const BERLIN = '+493023125101';
const MOBILE = '+4915228817301';

describe('a number as people write it', () => {
  test.each<[string, string]>([
    ['030 23125101', BERLIN],
    ['030/23125-101', BERLIN],
    ['(030) 23 12 51 01', BERLIN],
    ['[030] 23125101.', BERLIN],
    ['030\u201323125101', BERLIN],
    ['30 23125101', BERLIN],
    ['+49 (0)30 23125 101', BERLIN],
    ['+49030 23125101', BERLIN],
    ['0049 30 23125101', BERLIN],
    ['0049 (0)30 23125101', BERLIN],
    ['(+49) 30 23125101', BERLIN],
    ['+(49) 30 23125101', BERLIN],
    ['(0049) 30 23125101', BERLIN],
    ['tel:+49-30-23125101', BERLIN],
    ['TEL: 030 23125101', BERLIN],
    // the code without a plus, where it can mean nothing else
    ['4930 23125101', BERLIN],
    ['49(0)89 99998 0', '+4989999980'],
    ['49(0)221 47100', '+4922147100'],
    ['43 (0) 664 1234567', '+436641234567'],
    ['41(0)79 123 45 67', '+41791234567'],
    ['+39 (0)6 69812345', '+390669812345'],
  ])('%j is %s', (text, number) => {
    expect(readPhone(text, 'DE')).toEqual({ number });
  });

  test.each<[string, CountryCode, string]>([
    ['0664 1234567', 'AT', '+436641234567'],
    ['436641234567', 'AT', '+436641234567'],
    ['43(0)664 1234567', 'AT', '+436641234567'],
    ['079 123 45 67', 'CH', '+41791234567'],
    ['41791234567', 'CH', '+41791234567'],
    ['0041 (0)79 123 45 67', 'CH', '+41791234567'],
    ['212 736 5000', 'US', '+12127365000'],
    ['1 212 736 5000', 'US', '+12127365000'],
    ['011 49 30 23125101', 'US', BERLIN],
  ])('%j in %s is %s', (text, country, number) => {
    expect(readPhone(text, country)).toEqual({ number });
  });

  test.each<[string, string]>([
    ['embedded', `\u202a${MOBILE}\u202c`],
    ['isolated', '\u2066+49 152 28817301\u2069'],
    ['marked left to right', `\u200e${MOBILE}`],
    ['shown as an emoji', '+49\ufe0f 152 28817301'],
    ['of keycaps', '+4\ufe0f\u20e39\ufe0f\u20e3 152 28817301'],
    ['with joiners and soft hyphens', '+49\u200b152\u00ad288\u2060173\ufeff01\u200d'],
    ['with blanks that do not break', '+49\u00a0152\u202f288\u200917301'],
    ['in full width', '＋４９（０）１５２　２８８１７３０１'],
    ['in Arabic digits', '٠١٥٢ ٢٨٨١٧٣٠١'],
    ['in Devanagari digits', '+४९ १५२ २८८१७३०१'],
  ])('%s', (_, text) => {
    expect(readPhone(text, 'DE')).toEqual({ number: MOBILE });
  });
});

describe('a number that is refused', () => {
  test.each([
    // Leer has the area code 0491, Bornheim 0492…: who is meant cannot be told
    ['4915228817301', 'with a country code and without'],
    ['492214710123', 'with a country code and without'],
    ['49 152 28817301', 'with a country code and without'],
    ['436641234567', 'with a country code and without'],
    ['442079460958', 'country code'],
    ['49 0 30 23125101', 'no + or 00 in front'],
    ['+49 30 23125101 ext. 5', 'extension'],
    ['+49 30 23125101x5', 'extension'],
    ['tel:+493023125101;ext=5', 'extension'],
    ['030 23125101 Durchwahl 12', 'extension'],
    ['030 23125101,5', 'extension'],
    ['030 23125101 #5', 'extension'],
    ['0800 FLOWERS', 'letters'],
    ['a123321312321', 'letters'],
    ['030 23125101 oder 030 23125102', 'letters'],
    ['sip:anna@example.com', 'letters'],
    ['Anonymous', 'letters'],
    ['+49 30 23125101, +49 30 23125102', '+ inside'],
    ['++493023125101', '+ inside'],
    ['030 23125101²', 'cannot be dialled'],
    ['030 23125101 ☎', 'cannot be dialled'],
    ['+49 30 23125101 / 030 23125102', 'not a phone number that exists'],
    ['04930 23125101', 'not a phone number that exists'],
    ['+4916365', 'not a phone number that exists'],
    ['+49163651068', 'not a phone number that exists'],
    ['+266696687', 'not a phone number that exists'],
    ['112', 'not a phone number that exists'],
    ['116117', 'not a phone number that exists'],
    ['', 'not a phone number that exists'],
    ['+', 'not a phone number that exists'],
    ['0900 1 234567', 'neither a landline nor a mobile'],
    ['0137 1234567', 'neither a landline nor a mobile'],
    ['0180 5 123456', 'neither a landline nor a mobile'],
    ['0700 12345678', 'neither a landline nor a mobile'],
    ['+881612345678', 'neither a landline nor a mobile'],
  ])('%j: it %s', (text, problem) => {
    expect(readPhone(text, 'DE')).toEqual({ problem: expect.stringContaining(problem) });
  });

  test('a flood of blanks', () => {
    expect(readPhone(`#${' '.repeat(100_000)}`, 'DE')).toEqual({ problem: 'is too long' });
  });

  test('whatever the text: a number in E.164 or a reason, and never a part of the number in the reason', () => {
    const parts = fc.constantFrom(
      '+',
      '49',
      '0',
      '(0)',
      '00',
      ' ',
      '30',
      '23125101',
      '\u200e',
      'x',
      ';',
      '١',
    );
    const text = fc.oneof(
      fc.array(parts, { maxLength: 8 }).map((each) => each.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const { number, problem } = readPhone(typed, 'DE');
        if (number === undefined) expect(problem).toMatch(/^[a-z][^\d]*(00 in front)?$/);
        else expect(number).toMatch(/^\+[1-9]\d{6,14}$/);
      }),
    );
  });

  test('a number of more than 15 digits does not exist, whatever the library takes', () => {
    expect(readPhone('+49 2312 510130149', 'DE').number).toBe('+492312510130149');
    expect(readPhone('+49 2312 5101301491', 'DE').problem).toBe('is not a phone number that exists');
  });

  test('what was read once is read as the same ever after', () => {
    const digits = fc.stringMatching(/^(49|0|00|43|)[1-9]\d{5,12}$/);
    fc.assert(
      fc.property(digits, (typed) => {
        const { number } = readPhone(typed, 'DE');
        if (number !== undefined) expect(readPhone(number, 'AT')).toEqual({ number });
      }),
      { numRuns: 2_000 },
    );
  });
});
