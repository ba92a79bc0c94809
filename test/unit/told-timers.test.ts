import { expect, it } from 'vitest';
import { hearTimers, tellTimers } from '../../src/platform/timers/told-timers.ts';

const AT = new Date('2026-11-23T09:00:00.123Z');
const later = (ms: number) => new Date(AT.getTime() + ms);

it('what one process tells, others hear, and it does not hear itself', () => {
  const timers = [
    { kind: 'escalate', dueAt: AT },
    { kind: 'deadline', dueAt: AT },
    { kind: 'escalate', dueAt: later(5) },
  ];
  const told = tellTimers('one', timers);
  expect(hearTimers('other', told)).toEqual([timers[0], timers[2], timers[1]]);
  expect(hearTimers('one', told)).toEqual([]);
});

it('of more than fits, others only hear that they are to read', () => {
  const many = Array.from({ length: 5_000 }, (_, ms) => ({
    kind: 'acknowledgement-stale',
    dueAt: later(ms),
  }));
  expect(hearTimers('other', tellTimers('one', many))).toBeNull();
  expect(hearTimers('one', tellTimers('one', many))).toEqual([]);
  // https://www.postgresql.org/docs/current/sql-notify.html: less than 8,000 bytes
  for (const told of [tellTimers('one', many), tellTimers('one', many.slice(0, 200))])
    expect(told.length).toBeLessThan(8_000);
});

it.each(['', 'nonsense', '{}', 'null', '{"from":"x","at":{"escalate":["soon"]}}', '{"from":"x","at":[1]}'])(
  'whoever hears %j does not know what was written, and reads',
  (payload) => {
    expect(hearTimers('one', payload)).toBeNull();
  },
);
