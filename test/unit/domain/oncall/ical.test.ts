import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scheduleToIcal } from '../../../../src/domain/oncall/ical-export.ts';
import { overridesFromIcal } from '../../../../src/domain/oncall/ical-import.ts';
import type { ScheduleDefinition } from '../../../../src/domain/oncall/schedule.ts';
import { shiftsBetween } from '../../../../src/domain/oncall/shifts.ts';

const engineers = [
  { key: 'anna', name: 'Anna Weber', email: 'anna.weber@example.com' },
  { key: 'ben', name: 'Ben Groß' },
  { key: 'anders', name: 'Ben Anders' },
];
const year = {
  timezone: 'Europe/Berlin',
  from: new Date('2026-01-01T00:00Z'),
  until: new Date('2027-01-01T00:00Z'),
};

/** A calendar with one event a group of lines. */
function calendar(...events: string[][]): string {
  const body = events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...body, 'END:VCALENDAR', ''].join('\r\n');
}

const read = (text: string, options = year) => overridesFromIcal(text, engineers, options);
const spans = (text: string) => read(text).overrides.map(({ from, until }) => [from, until]);

const christmas = ['UID:1', 'DTSTART:20261224T070000Z', 'DTEND:20261227T070000Z'];

describe('a file that cannot be used', () => {
  test.each([
    ['empty', '', 'no calendar'],
    ['no calendar at all', 'Dear all, here is the rota', 'no iCalendar file'],
    ['cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', 'no iCalendar file'],
    ['an address book', 'BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n', 'no calendar'],
    ['a flood', 'x'.repeat(5_000_001), 'too long'],
  ])('%s', (_, text, fault) => {
    expect(read(text)).toEqual({
      overrides: [],
      faults: [{ message: expect.stringContaining(fault), line: expect.any(Number) }],
    });
  });

  test('any text gives an answer, never an exception', () => {
    const line = fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'SUMMARY:Anna Weber',
      'DTSTART:20260105T080000',
      'DTSTART;TZID=:20260199T990000',
      'DTEND;VALUE=DATE:20260106',
      'DURATION:-P1D',
      'RRULE:FREQ=DAILY;COUNT=3',
      'RRULE:FREQ=SOMETIMES',
      'RECURRENCE-ID:20260106T080000',
      'EXDATE:rubbish',
      'ATTENDEE;CN=:',
      'STATUS:CANCELLED',
      ':;,"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
        expect(read(calendar(lines))).toMatchObject({ faults: expect.any(Array) });
      }),
      { numRuns: 300 },
    );
  });
});

describe('an event that is not taken', () => {
  test.each([
    ['it has no beginning', ['UID:1', 'SUMMARY:Anna Weber']],
    ['it does not end after its beginning', ['UID:1', 'SUMMARY:Anna Weber', 'DTSTART:20260105T080000Z']],
    ['it names no engineer of the directory', ['SUMMARY:Zoe is on call', ...christmas]],
    ['it may mean anna or anders', ['SUMMARY:Anna and Ben Anders', ...christmas]],
    [
      'its time zone "Mars/Base" is not known',
      ['SUMMARY:Anna', 'DTSTART;TZID=Mars/Base:20260105T080000', 'DURATION:PT1H'],
    ],
    ['it repeats too often', ['SUMMARY:Anna', ...christmas, 'RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU']],
    [
      'it repeats too often',
      ['SUMMARY:Anna', 'DTSTART:20260105T080000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY'],
    ],
  ])('because %s', (reason, lines) => {
    expect(read(calendar(lines)).faults).toEqual([{ message: expect.stringContaining(reason), line: 4 }]);
  });

  test('does not keep the others from being read', () => {
    const { overrides, faults } = read(
      calendar(['SUMMARY:Zoe', ...christmas], ['SUMMARY:anna', ...christmas]),
    );
    expect(faults).toEqual([
      { message: 'The event "Zoe" was not taken: it names no engineer of the directory.', line: 4 },
    ]);
    expect(overrides).toEqual([{ engineer: 'anna', from: '2026-12-24T08:00', until: '2026-12-27T08:00' }]);
  });
});

describe('who is meant', () => {
  test.each([
    ['SUMMARY:Anna Weber', 'anna'],
    ['SUMMARY:On Call - ANNA WEBER - front', 'anna'],
    ['SUMMARY:Ben Anders (front)', 'anders'],
    ['SUMMARY:ben: nights', 'ben'],
    ['SUMMARY:Ben Groß', 'ben'],
    ['ATTENDEE;CN=Somebody:mailto:Anna.Weber@example.com', 'anna'],
    ['ATTENDEE;CN="Ben Anders":mailto:b@example.com', 'anders'],
  ])('%s', (line, engineer) => {
    expect(read(calendar([line, ...christmas])).overrides).toMatchObject([{ engineer }]);
  });

  test('an attendee counts for more than the title', () => {
    const lines = [
      'SUMMARY:Ben Anders asks Anna to help',
      'ATTENDEE:mailto:anna.weber@example.com',
      ...christmas,
    ];
    expect(read(calendar(lines)).overrides).toMatchObject([{ engineer: 'anna' }]);
  });
});

describe('when', () => {
  test('all day means from midnight to midnight in the time zone of the schedule', () => {
    const lines = ['SUMMARY:Anna', 'DTSTART;VALUE=DATE:20260329', 'DTEND;VALUE=DATE:20260331'];
    expect(spans(calendar(lines))).toEqual([['2026-03-29T00:00', '2026-03-31T00:00']]);
    expect(spans(calendar(lines.slice(0, 2)))).toEqual([['2026-03-29T00:00', '2026-03-30T00:00']]);
  });

  test('times without a zone are local, times of another zone are converted', () => {
    expect(spans(calendar(['SUMMARY:Anna', 'DTSTART:20260701T080000', 'DURATION:PT10H']))).toEqual([
      ['2026-07-01T08:00', '2026-07-01T18:00'],
    ]);
    const tokyo = [
      'SUMMARY:Anna',
      'DTSTART;TZID=Asia/Tokyo:20260701T080000',
      'DTEND;TZID=America/New_York:20260701T080000',
    ];
    expect(spans(calendar(tokyo))).toEqual([['2026-07-01T01:00', '2026-07-01T14:00']]);
  });

  test('a time zone that only the file knows is taken from the file', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Office',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const text = calendar([
      'SUMMARY:Anna',
      'DTSTART;TZID=Office:20260701T080000',
      'DTEND;TZID=Office:20260701T180000',
    ]);
    const withZone = text.replace('BEGIN:VEVENT', [...zone, 'BEGIN:VEVENT'].join('\r\n'));
    expect(spans(withZone)).toEqual([['2026-07-01T07:00', '2026-07-01T17:00']]);
  });

  test('in the hour that the clocks repeat, an override is widened rather than cut', () => {
    expect(spans(calendar(['SUMMARY:Anna', 'DTSTART:20261025T013000Z', 'DTEND:20261025T030000Z']))).toEqual([
      ['2026-10-25T02:30', '2026-10-25T04:00'],
    ]);
    expect(spans(calendar(['SUMMARY:Anna', 'DTSTART:20261024T220000Z', 'DTEND:20261025T011500Z']))).toEqual([
      ['2026-10-25T00:00', '2026-10-25T03:00'],
    ]);
  });

  test('cancelled events and those outside the time are left out', () => {
    expect(spans(calendar(['SUMMARY:Anna', 'STATUS:CANCELLED', ...christmas]))).toEqual([]);
    for (const title of ['Abgesagt: Anna', 'Canceled: Anna', 'CANCELLED:Anna', 'Annulé\u00a0: Anna'])
      expect(spans(calendar([`SUMMARY:${title}`, ...christmas])), title).toEqual([]);
    expect(spans(calendar(['SUMMARY:Bereitschaft: Anna', ...christmas]))).toHaveLength(1);
    expect(spans(calendar(['SUMMARY:Anna', 'DTSTART:20250101T080000Z', 'DURATION:PT10H']))).toEqual([]);
    expect(spans(calendar(['SUMMARY:Anna', 'DTSTART:20270101T000000Z', 'DURATION:PT10H']))).toEqual([]);
  });
});

describe('what repeats', () => {
  const nights = [
    'UID:n',
    'SUMMARY:Anna',
    'DTSTART;TZID=Europe/Berlin:20250103T200000',
    'DTEND;TZID=Europe/Berlin:20250104T080000',
    'RRULE:FREQ=WEEKLY',
  ];

  test('is written out for the time asked, and keeps its hours when the clocks are changed', () => {
    const { overrides, faults } = read(calendar(nights));
    expect(faults).toEqual([]);
    expect(overrides).toHaveLength(52);
    expect(overrides.every(({ from, until }) => from.endsWith('T20:00') && until.endsWith('T08:00'))).toBe(
      true,
    );
  });

  test('a week that began over a clock change still ends at the same hour ever after', () => {
    const lines = [
      'SUMMARY:Anna',
      'DTSTART;TZID=Europe/Berlin:20260323T080000',
      'DTEND;TZID=Europe/Berlin:20260330T080000',
      'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3',
    ];
    expect(spans(calendar(lines))).toEqual([
      ['2026-03-23T08:00', '2026-03-30T08:00'],
      ['2026-04-06T08:00', '2026-04-13T08:00'],
      ['2026-04-20T08:00', '2026-04-27T08:00'],
    ]);
  });

  test('exceptions are left out, moved, given to somebody else or cancelled', () => {
    const few = [
      ...nights.slice(0, 2),
      'DTSTART;TZID=Europe/Berlin:20260102T200000',
      'DTEND;TZID=Europe/Berlin:20260103T080000',
      'RRULE:FREQ=WEEKLY;COUNT=5',
      'EXDATE;TZID=Europe/Berlin:20260109T200000',
    ];
    const instead = (day: string, ...lines: string[]) => [
      'UID:n',
      `RECURRENCE-ID;TZID=Europe/Berlin:${day}T200000`,
      `DTSTART;TZID=Europe/Berlin:${day}T210000`,
      `DTEND;TZID=Europe/Berlin:${day}T230000`,
      ...lines,
    ];
    const { overrides, faults } = read(
      calendar(few, instead('20260116', 'SUMMARY:Ben Anders'), instead('20260123', 'SUMMARY:Abgesagt: Anna')),
    );
    expect(faults).toEqual([]);
    expect(overrides).toEqual([
      { engineer: 'anna', from: '2026-01-02T20:00', until: '2026-01-03T08:00' },
      { engineer: 'anders', from: '2026-01-16T21:00', until: '2026-01-16T23:00' },
      { engineer: 'anna', from: '2026-01-30T20:00', until: '2026-01-31T08:00' },
    ]);
  });

  test('a day is one of the calendar, 24 hours pass: over the change of the clocks they differ', () => {
    const lasting = (length: string) =>
      spans(calendar(['SUMMARY:Anna', 'DTSTART;TZID=Europe/Berlin:20261024T080000', `DURATION:${length}`]));
    expect(lasting('P1D')).toEqual([['2026-10-24T08:00', '2026-10-25T08:00']]);
    expect(lasting('PT24H')).toEqual([['2026-10-24T08:00', '2026-10-25T07:00']]);
    expect(lasting('PT10H')).toEqual([['2026-10-24T08:00', '2026-10-24T18:00']]);
  });

  test('an exception of one series does not touch another', () => {
    const daily = (uid: string, summary: string) => [
      `UID:${uid}`,
      `SUMMARY:${summary}`,
      'DTSTART:20260105T080000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=2',
    ];
    const moved = [
      'UID:b',
      'RECURRENCE-ID:20260105T080000Z',
      'SUMMARY:ben',
      'DTSTART:20260105T180000Z',
      'DURATION:PT1H',
    ];
    expect(spans(calendar(daily('a', 'anna'), daily('b', 'ben'), moved)).map(([from]) => from)).toEqual([
      '2026-01-05T09:00',
      '2026-01-06T09:00',
      '2026-01-05T19:00',
      '2026-01-06T09:00',
    ]);
  });
});

describe('a rota written as a calendar', () => {
  const schedule: ScheduleDefinition = {
    timezone: 'Europe/Berlin',
    layers: [
      { participants: ['anna', 'ben'], rotate: 'P7D', from: '2026-01-05T08:00' },
      {
        participants: ['anders'],
        rotate: 'P1D',
        from: '2026-01-05T08:00',
        during: { 'sat,sun': '10:00-16:00' },
      },
    ],
    overrides: [{ engineer: 'ben', from: '2026-12-24T08:00', until: '2026-12-27T08:00' }],
  };
  const nameOf = (key: string) => engineers.find((engineer) => engineer.key === key)?.name ?? key;
  const text = scheduleToIcal({
    name: 'front',
    schedule,
    ...year,
    nameOf,
    now: new Date('2026-01-01T00:00Z'),
  });

  test('is what calendars read: folded lines, UTC, one event a shift', () => {
    const lines = text.split('\r\n');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(lines.at(-1)).toBe('');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(
      shiftsBetween(schedule, year.from, year.until).length,
    );
    expect(lines).toEqual(
      expect.arrayContaining(['DTSTART:20261224T070000Z', 'SUMMARY:Ben Groß (front)', 'CATEGORIES:OVERRIDE']),
    );
    expect(lines.filter((line) => line.startsWith('UID:'))).toEqual([
      ...new Set(lines.filter((line) => line.startsWith('UID:'))),
    ]);
  });

  describe('when it is written again', () => {
    const written = (from: string, until = '2026-12-31T12:00Z') =>
      scheduleToIcal({
        ...{ name: 'front', schedule, nameOf, now: new Date(from) },
        from: new Date(from),
        until: new Date(until),
      });
    const events = (text: string) =>
      text
        .replaceAll(/\r\n /g, '')
        .split('BEGIN:VEVENT\r\n')
        .slice(1)
        .map((lines) => lines.split('\r\n').filter((line) => /^(UID|DTSTART|DTEND)/.test(line)));

    test('the shift that is going on keeps its UID and its beginning', () => {
      const [first] = events(written('2026-01-07T11:00Z'));
      expect(first).toEqual([
        `UID:front-${Date.parse('2026-01-05T07:00Z')}-anna@priority-line`,
        'DTSTART:20260105T070000Z',
        'DTEND:20260110T090000Z',
      ]);
      expect(events(written('2026-01-07T11:01Z'))).toEqual(events(written('2026-01-07T11:00Z')));
    });

    test('the last one keeps its end, too', () => {
      const shorter = events(written('2026-01-07T11:00Z', '2026-03-04T12:00Z'));
      expect(events(written('2026-01-07T11:00Z')).slice(0, shorter.length)).toEqual(shorter);
    });

    test('whenever it is, an event that was written before is written the same', () => {
      const instant = fc
        .integer({ min: 0, max: 300 * 24 * 60 })
        .map((minutes) => year.from.getTime() + minutes * 60_000);
      fc.assert(
        fc.property(instant, fc.integer({ min: 1, max: 30 * 24 * 60 }), (begin, minutes) => {
          const later = begin + minutes * 60_000;
          const before = events(written(new Date(begin).toISOString()));
          for (const each of events(written(new Date(later).toISOString())))
            expect(before).toContainEqual(each);
        }),
        { numRuns: 20 },
      );
    });

    test('somebody who is always on call is on call since the beginning', () => {
      const alone = {
        ...schedule,
        overrides: [],
        layers: [{ participants: ['anna'], rotate: 'P7D', from: '2020-01-06T08:00' }],
      };
      const text = scheduleToIcal({ name: 'x', schedule: alone, ...year, nameOf, now: year.from });
      expect(events(text)).toEqual([
        [expect.any(String), 'DTSTART:20200106T070000Z', 'DTEND:20270101T000000Z'],
      ]);
    });
  });

  test('read back as overrides it puts the same people on call at the same times', () => {
    const { overrides, faults } = read(text);
    expect(faults).toEqual([]);
    const again: ScheduleDefinition = { timezone: 'Europe/Berlin', layers: [], overrides };
    const who = (each: ScheduleDefinition) =>
      shiftsBetween(each, year.from, year.until).map(({ engineer, from, until }) => ({
        engineer,
        from,
        until,
      }));
    expect(who(again)).toEqual(who(schedule));
  });
});
