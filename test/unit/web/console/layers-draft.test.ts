import { expect, test } from 'vitest';
import { parseHoursOfWeek } from '../../../../src/domain/oncall/hours-of-week.ts';
import {
  draftOfLayers,
  readLayersDraft,
  toLayers,
} from '../../../../src/web/console/schedules/layers-draft.ts';

const SEVEN = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day, hour) => [day, `0${hour}:00-0${hour + 1}:00`]),
);

test.each([
  { 'mon-fri': '08:00-18:00', sat: ['09:00-12:00', '14:00-16:00'] },
  SEVEN,
  // more groups than the form has lines
  { ...SEVEN, 'fri-sun': '20:00-23:00' },
  { ...SEVEN, 'mon-fri': '18:00-20:00', 'sat,sun': '22:00-06:00' },
])('the hours %j are the same once their form was saved as it stood', (during) => {
  const layer = { participants: ['anna'], rotate: 'P7D', from: '2026-01-05T08:00', during };
  const [draft] = draftOfLayers([layer], 'en-GB');
  const groups = draft?.during.map(({ days, hours }, group) => [
    [`days-0-${group}`, days],
    [`hours-0-${group}`, hours],
  ]);
  const fields = { layers: '1', 'who-0': ['anna'], ...Object.fromEntries(groups?.flat() ?? []) };
  const [saved] = toLayers(readLayersDraft(fields)) as { during: typeof during }[];
  expect(parseHoursOfWeek(saved?.during ?? {})).toEqual(parseHoursOfWeek(during));
});
