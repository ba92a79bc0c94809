import { overridesFromIcal } from '../../../../src/domain/oncall/ical-import.ts';
import type { KnownEngineer } from '../../../../src/domain/oncall/recognise-engineer.ts';

/** The people that calendar files of the tests may name. */
const PEOPLE = [
  { key: 'anna', name: 'Anna Weber', email: 'anna.weber@example.com' },
  { key: 'ben', name: 'Ben Hartmann' },
];
export const YEAR_2026 = {
  timezone: 'Europe/Berlin',
  from: new Date('2026-01-01T00:00Z'),
  until: new Date('2027-01-01T00:00Z'),
};

const CRLF = '\r\n';

/** A calendar of some components, each a list of lines. */
export function calendarOf(...components: string[][]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...components.flat(), 'END:VCALENDAR', ''].join(CRLF);
}

export function event(...lines: string[]): string[] {
  return ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
}

/** A VTIMEZONE whose clocks are changed on some days only. */
export function zoneUntil2021(name: string): string[] {
  const observance = (kind: string, from: string, to: string, ...days: string[]) => [
    `BEGIN:${kind}`,
    `DTSTART:${days[0]}`,
    ...days.slice(1).map((day) => `RDATE:${day}`),
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    `END:${kind}`,
  ];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    ...observance('DAYLIGHT', '+0100', '+0200', '20200329T020000', '20210328T020000'),
    ...observance('STANDARD', '+0200', '+0100', '20201025T030000', '20211031T030000'),
    'END:VTIMEZONE',
  ];
}

export const readCalendar = (text: string, options = YEAR_2026, people: readonly KnownEngineer[] = PEOPLE) =>
  overridesFromIcal(text, people, options);

/** When people are put on call, `2026-03-01T00:00`; fails if an event was not understood. */
export function startsOf(text: string, options = YEAR_2026): string[] {
  const { overrides, faults } = readCalendar(text, options);
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
  return overrides.map(({ from }) => from);
}
