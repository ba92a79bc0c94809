import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinEmergency, type OpenEmergency } from '../../../../src/domain/tickets/join-emergency.ts';

const MAX_WITHHELD = 5;
const NOBODY = { customerNumber: null, number: null };

function emergency(number: string, known: Partial<OpenEmergency> = {}): OpenEmergency {
  const usual = {
    customerNumber: null,
    withheld: false,
    sameNumber: false,
    sameStated: false,
    toldWithheld: 0,
  };
  return { number, ...usual, ...known };
}

describe('the ticket', () => {
  test('is one a customer, whatever the number', () => {
    const open = [emergency('2', { sameNumber: true }), emergency('1', { customerNumber: '100234' })];
    const caller = { customerNumber: '100234', number: '+4915228817301' };
    expect(joinEmergency(open, caller, MAX_WITHHELD).ticket).toBe('1');
    expect(joinEmergency(open, { ...caller, customerNumber: '100871' }, MAX_WITHHELD).ticket).toBeNull();
  });

  test('is one a number where there is no such customer', () => {
    const open = [emergency('2'), emergency('1', { sameNumber: true, customerNumber: '100234' })];
    expect(joinEmergency(open, { ...NOBODY, number: '+4915228817301' }, MAX_WITHHELD).ticket).toBe('1');
  });

  test.each([
    [4, null],
    [5, '5'],
    [9, '9'],
  ])('of a caller without a number, %i of whom are open: %s', (count, expected) => {
    const open = Array.from({ length: count }, (_, index) =>
      emergency(String(count - index), { withheld: true }),
    );
    expect(joinEmergency([emergency('99'), ...open], NOBODY, MAX_WITHHELD).ticket).toBe(expected);
  });

  test('of a caller without a number is never that of another who shows none, just because both show none', () => {
    const open = [emergency('1', { withheld: true, sameNumber: true })];
    expect(joinEmergency(open, NOBODY, MAX_WITHHELD)).toEqual({ ticket: null, tellsJoined: false });
  });
});

const open = fc.array(
  fc.record({
    number: fc.stringMatching(/^[1-9]\d{3}$/),
    customerNumber: fc.constantFrom(null, '100234', '100871'),
    withheld: fc.boolean(),
    sameNumber: fc.boolean(),
    sameStated: fc.boolean(),
    toldWithheld: fc.nat(3),
  }),
);
const number = fc.constantFrom(null, '+4915228817301');

test('what is told never depends on whether there is such a customer, nor on which have tickets', () => {
  fc.assert(
    fc.property(
      open,
      number,
      fc.constantFrom(null, '100234', '999'),
      (emergencies, shown, customerNumber) => {
        const anonymous = emergencies.map((one) => ({ ...one, customerNumber: null }));
        const told = joinEmergency(emergencies, { customerNumber, number: shown }, MAX_WITHHELD).tellsJoined;
        const blind = joinEmergency(anonymous, { customerNumber: null, number: shown }, MAX_WITHHELD);
        expect(told).toBe(blind.tellsJoined);
      },
    ),
  );
});
