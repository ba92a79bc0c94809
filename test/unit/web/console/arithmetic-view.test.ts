import { expect, it } from 'vitest';
import { formatFor } from '../../../../src/web/console/format.ts';
import { arithmeticView } from '../../../../src/web/console/ticket/arithmetic-view.ts';
import { wordsOf } from '../../../../src/web/console/words/index.ts';

const at = (time: string) => new Date(`2026-10-${time}+02:00`);

it('tells days that add up to what was promised, to the second', () => {
  const words = wordsOf('en');
  const openedAt = at('08T14:58:12');
  const explained = {
    clock: 'business' as const,
    openedAt,
    windowFrom: openedAt,
    ms: 6 * 3_600_000,
    days: [
      { date: '2026-10-08', from: openedAt, until: at('08T17:00:00'), ms: 7_308_000 },
      { date: '2026-10-09', from: at('09T08:00:00'), until: at('09T11:58:12'), ms: 14_292_000 },
    ],
  };
  const format = formatFor(words, 'Europe/Berlin');
  const told = arithmeticView(explained, { words, format, now: openedAt }).toString();
  expect(told).toContain('2 h 1 min 48 s on Thu 8 Oct, between 14:58:12 and 17:00<');
  expect(told).toContain('3 h 58 min 12 s on Fri 9 Oct, between 08:00 and 11:58:12<');
  expect(told).toContain('6 h of business hours, from Thu 8 Oct, 14:58');

  const nextYear = new Date('2027-01-04T09:00:00+01:00');
  const later = arithmeticView(explained, { words, format, now: nextYear }).toString();
  expect(later).toContain('on 8 Oct 2026, between 14:58:12 and 17:00<');
  expect(later).toContain('6 h of business hours, from 8 Oct 2026, 14:58');
});
