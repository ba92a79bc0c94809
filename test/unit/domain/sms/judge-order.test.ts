import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderCommand } from '../../../../src/domain/flow/order-words.ts';
import { isWrongGuess, judgeOrder } from '../../../../src/domain/sms/judge-order.ts';

const command = fc.constantFrom<OrderCommand[]>('acknowledge', 'connect', 'pass-on', 'answered', 'progress');
const standing = fc.constantFrom('paged', 'entitled', 'supervisor', 'none');
const code = fc.constantFrom('own', 'others', 'wrong', 'none');
const order = fc.record({ command, standing, code });
const proven = (one: { command: OrderCommand }) => one.command === 'answered' || one.command === 'progress';

test('whoever has nothing to do with a ticket is refused, with whatever code', () => {
  fc.assert(fc.property(order, (one) => judgeOrder({ ...one, standing: 'none' }) === 'refuse'));
});

test('nothing ends a ticket, and nothing is told a customer, but the sender’s own code', () => {
  fc.assert(
    fc.property(order, (one) => {
      fc.pre(proven(one));
      return (judgeOrder(one) === 'obey') === (one.code === 'own' && one.standing !== 'none');
    }),
  );
});

test('whoever was paged takes, connects and passes on without a code; everybody else needs one of the ticket’s', () => {
  fc.assert(
    fc.property(order, (one) => {
      fc.pre(!proven(one) && one.standing !== 'none');
      const mayGo = one.standing === 'paged' || one.code === 'own' || one.code === 'others';
      return judgeOrder(one) === (mayGo ? 'obey' : 'needs-code');
    }),
  );
});

test('a supervisor’s number is never rung up', () => {
  fc.assert(
    fc.property(order, (one) => judgeOrder({ ...one, standing: 'supervisor' }) !== 'confirm-by-call'),
  );
});

test('only a code that was needed and failed is a wrong guess', () => {
  expect(isWrongGuess('wrong', judgeOrder({ command: 'answered', standing: 'paged', code: 'wrong' }))).toBe(
    true,
  );
  expect(isWrongGuess('others', judgeOrder({ command: 'answered', standing: 'paged', code: 'others' }))).toBe(
    true,
  );
  expect(isWrongGuess('wrong', judgeOrder({ command: 'connect', standing: 'paged', code: 'wrong' }))).toBe(
    false,
  );
  expect(isWrongGuess('none', judgeOrder({ command: 'answered', standing: 'paged', code: 'none' }))).toBe(
    false,
  );
});
