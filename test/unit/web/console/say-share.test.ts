import { expect, it } from 'vitest';
import { sayCreditShare } from '../../../../src/web/console/monthly-reports/say-share.ts';
import { wordsOf } from '../../../../src/web/console/words/index.ts';

it.each([
  ['250,00 €', { hundredths: 25_000, unit: 'EUR' }],
  ['0,05 €', { hundredths: 5, unit: 'EUR' }],
  ['12.345.678,90 €', { hundredths: 1_234_567_890, unit: 'EUR' }],
  ['100 ¥', { hundredths: 10_000, unit: 'JPY' }],
  ['100,50 ¥', { hundredths: 10_050, unit: 'JPY' }],
  ['2,50 KWD', { hundredths: 250, unit: 'KWD' }],
  ['1,25 % des Monatsentgelts', { hundredths: 125, unit: '%' }],
  ['100 % des Monatsentgelts', { hundredths: 10_000, unit: '%' }],
])('a credit is said as it is due, and not rounded: %s', (said, share) => {
  expect(sayCreditShare(share, wordsOf('de')).replaceAll('\u00a0', ' ')).toBe(said);
});
