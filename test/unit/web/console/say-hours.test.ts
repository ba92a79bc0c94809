import { expect, test } from 'vitest';
import { sayHours } from '../../../../src/web/console/schedules/say-hours.ts';

test.each([
  ['en', 'Mon–Fri 08:00–12:00 + 13:00–18:00, Sat, Sun 10:00–12:00'],
  ['de', 'Mo–Fr 08:00–12:00 + 13:00–18:00, Sa, So 10:00–12:00'],
])('the hours of a layer are said in %s', (locale, said) => {
  expect(sayHours({ 'mon-fri': ['08:00-12:00', '13:00-18:00'], 'sat,sun': '10:00-12:00' }, locale)).toBe(
    said,
  );
});
