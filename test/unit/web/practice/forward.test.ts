import { expect, test } from 'vitest';

// what the browser runs, as it is
const { phoneToShow } = await import('../../../../src/web/practice/page/forward.js' as string);

const NOW = Date.parse('2026-11-30T15:00:00Z');
const supervisor = { number: '+493023125000', role: 'supervisor' };
const ben = { number: '+4915228817387', role: 'engineer' };
const tom = { number: '+4915228817391', role: 'engineer' };
const people = [supervisor, ben, tom];

const text = (person: { number: string }, secondsAgo: number, direction = 'in') => ({
  sid: `${person.number}-${secondsAgo}`,
  phone: person.number,
  direction,
  at: new Date(NOW - secondsAgo * 1000).toISOString(),
});
const show = (fresh: unknown[], shown: object | undefined, last?: object) =>
  phoneToShow(fresh, { shown, last, people, now: NOW });

test('the TAM is informed a second after an engineer is paged: the page stays in front, to be answered', () => {
  expect(show([text(ben, 1)], supervisor)).toBe(ben.number);
  expect(show([text(tom, 0)], ben, text(ben, 1))).toBeUndefined();
  // both at once
  expect(show([text(ben, 0), text(tom, 0)], supervisor)).toBe(ben.number);
});

test('whoever is paged later comes to the front, and a supervisor gives way to an engineer', () => {
  expect(show([text(tom, 0)], ben, text(ben, 61))).toBe(tom.number);
  expect(show([text(tom, 0)], ben, text(ben, 1, 'out'))).toBe(tom.number);
  expect(show([text(ben, 0)], supervisor, text(supervisor, 3))).toBe(ben.number);
  expect(show([text(supervisor, 0), text(ben, 0)], supervisor)).toBe(ben.number);
});

test('nobody comes for a text of their own, of a customer, or to the phone that is in front', () => {
  expect(show([text(tom, 0, 'out')], ben)).toBeUndefined();
  expect(show([text({ number: '+493023125101' }, 0)], ben)).toBeUndefined();
  expect(show([text(ben, 0)], ben, text(ben, 0))).toBeUndefined();
});
