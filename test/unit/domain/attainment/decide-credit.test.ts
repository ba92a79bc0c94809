import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCredit, decideCredits } from '../../../../src/domain/attainment/decide-credit.ts';
import { readCreditShare } from '../../../../src/domain/directory-entry/credit-share.ts';
import { mailAddress } from '../../../../src/domain/directory-entry/entry-values.ts';

describe('the credit of a month', () => {
  it('is so much for each miss, and never more than the plan allows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        fc.nat(50),
        (each, most, misses) => {
          const credit = decideCredit({ perMiss: `${each}%`, atMost: `${most}%` }, misses);
          expect(credit?.due).toEqual({ hundredths: Math.min(each * misses, most) * 100, unit: '%' });
          expect(credit?.isCapped).toBe(each * misses > most);
        },
      ),
    );
  });

  it('is at most the whole fee where the plan names no limit, and nothing without a rule', () => {
    expect(decideCredit({ perMiss: '40%' }, 3)?.due).toEqual({ hundredths: 10_000, unit: '%' });
    expect(decideCredit({ perMiss: '99.90 EUR' }, 3)?.due).toEqual({ hundredths: 29_970, unit: 'EUR' });
    expect(decideCredit(undefined, 3)).toBeNull();
  });

  it('is counted by each rule that was in force, whose limit is one however it is spelled', () => {
    const rule = { perMiss: '10%', atMost: '25%' };
    const spelled = { perMiss: '10.00 %', atMost: '25.0%' };
    const { credit, earlier } = decideCredits(rule, [spelled, spelled, rule, undefined]);
    expect(credit).toMatchObject({ misses: 3, due: { hundredths: 2_500 }, isCapped: true });
    expect(earlier).toEqual([]);
  });

  it('is never more than the fee, by all rules together; what was promised first is given first', () => {
    const [half, most, money] = [{ perMiss: '50%' }, { perMiss: '40%' }, { perMiss: '99.90 EUR' }];
    const { credit, earlier } = decideCredits(half, [most, most, money, half, half]);
    expect(earlier.map(({ due }) => due)).toEqual([
      { hundredths: 8_000, unit: '%' },
      { hundredths: 9_990, unit: 'EUR' },
    ]);
    expect(credit).toMatchObject({ misses: 2, due: { hundredths: 2_000, unit: '%' }, isCapped: true });
  });

  it('is written as a share or an amount, and as nothing else', () => {
    expect(['10%', '2.5 %', '250.00 EUR', '250 EUR'].map(readCreditShare)).not.toContain(null);
    for (const typed of ['0%', '101%', '-1%', '10', '1,5%', '5 €', '10.123 EUR', '1e3 EUR', '%', ''])
      expect(readCreditShare(typed), typed).toBeNull();
  });
});

describe('the address of a report', () => {
  it('is one address, in which no other header or reader can hide', () => {
    const takes = (typed: string) => mailAddress.safeParse(typed).success;
    expect(['it@musterwerk.example', 'a.b+c@mail.x-y.example'].map(takes)).toEqual([true, true]);
    for (const typed of [
      'it@x.example\r\nBcc: all@x.example',
      'it@x.example\n',
      'it@x.example, other@x.example',
      'IT <it@x.example>',
      '"it"@x.example',
      'it@localhost',
      'it x@y.example',
      '@x.example',
      'it@x..example',
      `${'a'.repeat(260)}@x.example`,
    ])
      expect(takes(typed), typed).toBe(false);
  });
});
