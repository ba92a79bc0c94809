import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NextWay, nextWay, type Told } from '../../../../src/domain/reach/next-way.ts';

const isMobile = (phone: string) => phone.startsWith('m');

/** All ways that are gone when none of them leads anywhere. */
function goAllWays(first: string, phones: string[], isUnknown: boolean): NextWay[] {
  const told = { phones, texted: [first], called: [] as string[], isUnknown };
  const gone: NextWay[] = [];
  for (let way = nextWay(told, isMobile); way; way = nextWay(told, isMobile)) {
    gone.push(way);
    (way.by === 'sms' ? told.texted : told.called).push(way.phone);
    if (gone.length > 50) throw new Error('it never ends');
  }
  return gone;
}

test('first the further phones that take SMS, then each phone by voice', () => {
  expect(goAllWays('landline', ['landline', 'm1', 'office', 'm2'], false)).toEqual([
    { by: 'sms', phone: 'm1' },
    { by: 'sms', phone: 'm2' },
    { by: 'call', phone: 'landline' },
    { by: 'call', phone: 'm1' },
    { by: 'call', phone: 'office' },
    { by: 'call', phone: 'm2' },
  ]);
});

test('what may have arrived is only spoken', () => {
  expect(goAllWays('m1', ['m1', 'm2'], true).map(({ by }) => by)).toEqual(['call', 'call']);
});

test('nobody can be reached without a phone', () => {
  expect(goAllWays('m1', [], false)).toEqual([]);
});

test('whatever the phones: no way twice, no text to the same phone, none after a call, and an end', () => {
  const phone = fc.constantFrom('m1', 'm2', 'm3', 'l1', 'l2');
  fc.assert(
    fc.property(phone, fc.uniqueArray(phone), fc.boolean(), (first, phones, isUnknown) => {
      const gone = goAllWays(first, phones, isUnknown);
      expect(new Set(gone.map((way) => JSON.stringify(way))).size).toBe(gone.length);
      expect(gone).not.toContainEqual({ by: 'sms', phone: first });
      const kinds = gone.map(({ by }) => by);
      expect(kinds).toEqual(kinds.toSorted().toReversed());
      expect(gone.filter(({ by }) => by === 'call')).toHaveLength(phones.length);
    }),
  );
});

test('once somebody was rung, nothing is written any more', () => {
  const told: Told = { phones: ['l1', 'm1'], texted: ['l1'], called: ['l1'], isUnknown: false };
  expect(nextWay(told, isMobile)).toEqual({ by: 'call', phone: 'm1' });
});
