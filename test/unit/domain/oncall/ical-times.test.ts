import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { calendarOf, event, readCalendar, startsOf, YEAR_2026, zoneUntil2021 } from './calendars.ts';

const ANNA = 'SUMMARY:Anna Weber';
/** Mondays at ten in Berlin, four times; the end is written in UTC. */
const MONDAYS = [
  ANNA,
  'UID:mondays',
  'DTSTART;TZID=Europe/Berlin:20261102T100000',
  'DTEND;TZID=Europe/Berlin:20261102T110000',
];
const mondays = (...lines: string[]) =>
  startsOf(calendarOf(event(...MONDAYS, ...lines))).map((at) => at.slice(5, 13));
const ALL_FOUR = ['11-02T10', '11-09T10', '11-16T10', '11-23T10'];
const WITHOUT_SECOND = ALL_FOUR.filter((day) => day !== '11-09T10');

describe('the end of a series and what is left out, however written', () => {
  test.each([
    'UNTIL=20261123T090000Z',
    'UNTIL=20261123T100000',
    'UNTIL=20261123',
    'UNTIL=20261129T225959Z',
    'COUNT=4',
    'COUNT=9;UNTIL=20261123T090000Z',
    'COUNT=4;UNTIL=99991231T235959Z',
    'COUNT=4;UNTIL=99991231',
  ])('%s', (end) => {
    expect(mondays(`RRULE:FREQ=WEEKLY;${end}`)).toEqual(ALL_FOUR);
  });

  test('an end one second before a shift ends before it', () => {
    expect(mondays('RRULE:FREQ=WEEKLY;UNTIL=20261123T085959Z')).toEqual(ALL_FOUR.slice(0, 3));
  });

  test.each([
    'EXDATE:20261109T090000Z',
    'EXDATE:20261109T100000',
    'EXDATE;TZID=Europe/Berlin:20261109T100000',
    'EXDATE;TZID=W. Europe Standard Time:20261109T100000',
    'EXDATE;TZID=America/New_York:20261109T040000',
    'EXDATE;VALUE=DATE:20261109',
    'EXDATE:20250101T090000Z,20261109T090000Z,',
  ])('%s', (left) => {
    expect(mondays('RRULE:FREQ=WEEKLY;COUNT=4', left)).toEqual(WITHOUT_SECOND);
  });

  test('what names no zone is of the zone that the series begins in, and of the schedule’s where that is UTC', () => {
    const days = (start: string, until: string) =>
      startsOf(calendarOf(event(ANNA, start, 'DURATION:PT1H', `RRULE:FREQ=DAILY;UNTIL=${until}`)));
    // 03:00 in New York is 09:00 in Berlin
    const newYork = 'DTSTART;TZID=America/New_York:20261102T030000';
    expect(days(newYork, '20261103T030000')).toEqual(['2026-11-02T09:00', '2026-11-03T09:00']);
    expect(days(newYork, '20261103T025959')).toEqual(['2026-11-02T09:00']);
    expect(days('DTSTART:20261102T080000Z', '20261103T090000')).toHaveLength(2);
    expect(days('DTSTART:20261102T080000Z', '20261103T085959')).toHaveLength(1);
  });

  test('a rule of what is left out', () => {
    const left = 'EXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2';
    expect(mondays('RRULE:FREQ=WEEKLY;COUNT=4', left)).toEqual(['11-02T10', '11-09T10', '11-23T10']);
  });

  test.each([
    'EXDATE;VALUE=DATE:20260302',
    'EXDATE;TZID=Europe/Berlin:20260302T000000',
    'EXDATE:20260301T230000Z',
    'EXDATE:20260302T000000',
  ])('a day of a series of days: %s', (left) => {
    const days = event(ANNA, 'DTSTART;VALUE=DATE:20260301', 'RRULE:FREQ=DAILY;COUNT=3', left);
    for (const zone of [[], zoneUntil2021('Europe/Berlin')]) {
      expect(startsOf(calendarOf(zone, days))).toEqual(['2026-03-01T00:00', '2026-03-03T00:00']);
    }
  });

  test.each([
    ['UNTIL=20260302T230000Z', 'Europe/Berlin'],
    ['UNTIL=20260303', 'Europe/Berlin'],
    ['UNTIL=20260303T000000Z', 'America/New_York'],
    ['UNTIL=20260303T000000', 'America/New_York'],
  ])('days until the third: %s in %s', (end, timezone) => {
    const days = calendarOf(event(ANNA, 'DTSTART;VALUE=DATE:20260301', `RRULE:FREQ=DAILY;${end}`));
    expect(startsOf(days, { ...YEAR_2026, timezone })).toEqual(
      ['01', '02', '03'].map((day) => `2026-03-${day}T00:00`),
    );
  });

  test('whichever way an occurrence is written, leaving it out leaves out that one and no other', () => {
    const zones = ['Europe/Berlin', 'Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 29 }),
        fc.boolean(),
        (zone, other, left, inUtc) => {
          const begin = DateTime.fromISO('2026-03-15T12:30', { zone });
          const written = (at: DateTime) => at.toFormat("yyyyLLdd'T'HHmmss");
          const gone = begin.plus({ days: left });
          const exdate = inUtc
            ? `EXDATE:${written(gone.toUTC())}Z`
            : `EXDATE;TZID=${other}:${written(gone.setZone(other))}`;
          const days = [
            ANNA,
            `DTSTART;TZID=${zone}:${written(begin)}`,
            'DURATION:PT1H',
            'RRULE:FREQ=DAILY;COUNT=30',
            exdate,
          ];
          const expected = Array.from({ length: 30 }, (_, day) => begin.plus({ days: day }))
            .filter((at) => at.toMillis() !== gone.toMillis())
            .map((at) => at.setZone('Europe/Berlin').toFormat("yyyy-LL-dd'T'HH:mm"));
          expect(startsOf(calendarOf(event(...days)))).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('time zones', () => {
  const every13Weeks = (zone: string) =>
    event(
      ANNA,
      `DTSTART;TZID=${zone}:20260105T080000`,
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;INTERVAL=13;UNTIL=20260706T060000Z',
    );

  test('a VTIMEZONE that ends early does not lose the last shift', () => {
    expect(startsOf(calendarOf(zoneUntil2021('Europe/Berlin'), every13Weeks('Europe/Berlin')))).toEqual([
      '2026-01-05T08:00',
      '2026-04-06T08:00',
      '2026-07-06T08:00',
    ]);
  });

  test.each([
    ['W. Europe Standard Time', '2026-07-01T08:00'],
    ['w. europe standard time', '2026-07-01T08:00'],
    ['tzone://Microsoft/Utc', '2026-07-01T10:00'],
    ['GMT Standard Time', '2026-07-01T09:00'],
    ['Eastern Standard Time', '2026-07-01T14:00'],
    ['"Europe/Berlin"', '2026-07-01T08:00'],
    ['/freeassociation.sourceforge.net/Europe/Berlin', '2026-07-01T08:00'],
    ['/example.org/20210210_1/America/Argentina/Buenos_Aires', '2026-07-01T13:00'],
    ['CET', '2026-07-01T08:00'],
    ['Etc/GMT-1', '2026-07-01T09:00'],
    ['+01:00', '2026-07-01T09:00'],
  ])('%s without a VTIMEZONE', (zone, at) => {
    expect(
      startsOf(calendarOf(event(ANNA, `DTSTART;TZID=${zone}:20260701T080000`, 'DURATION:PT1H'))),
    ).toEqual([at]);
  });

  test('a name that nobody knows is refused with its line, not taken for UTC', () => {
    const { faults } = readCalendar(
      calendarOf(event(ANNA, 'DTSTART;TZID=Customized Time Zone:20260701T080000', 'DURATION:PT1H')),
    );
    expect(faults).toEqual([
      {
        message: 'The event "Anna Weber" was not taken: its time zone "Customized Time Zone" is not known.',
        line: 3,
      },
    ]);
  });

  test.each(['Customized Time Zone', '(UTC+01:00) Amsterdam, Berlin, Bern, Rom', 'EST'])(
    'the rules of %s are taken from the file, summer time and all',
    (name) => {
      const observance = (kind: string, from: string, to: string, month: number, hour: string) => [
        `BEGIN:${kind}`,
        `DTSTART:16010101T${hour}0000`,
        `TZOFFSETFROM:${from}`,
        `TZOFFSETTO:${to}`,
        `RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=${month}`,
        `END:${kind}`,
      ];
      const zone = [
        'BEGIN:VTIMEZONE',
        `TZID:${name.replaceAll(',', '\\,')}`,
        ...observance('STANDARD', '+0200', '+0100', 10, '03'),
        ...observance('DAYLIGHT', '+0100', '+0200', 3, '02'),
        'END:VTIMEZONE',
      ];
      for (const tzid of [name, `"${name}"`]) {
        const at = (day: string) => event(ANNA, `DTSTART;TZID=${tzid}:${day}T080000`, 'DURATION:PT1H');
        expect(startsOf(calendarOf(zone, at('20260115'), at('20260701'), at('20261026')))).toEqual([
          '2026-01-15T08:00',
          '2026-07-01T08:00',
          '2026-10-26T08:00',
        ]);
      }
    },
  );

  test('a zone whose clocks are changed twice more, by its rules, is not changed a third time', () => {
    const observance = (kind: string, from: string, to: string, rule: string) => [
      `BEGIN:${kind}`,
      `DTSTART:${kind === 'STANDARD' ? '20241027T030000' : '20240331T020000'}`,
      ...[`TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, `RRULE:FREQ=YEARLY;${rule};COUNT=2`, `END:${kind}`],
    ];
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Office'],
      ...observance('STANDARD', '+0200', '+0100', 'BYMONTH=10;BYDAY=-1SU'),
      ...observance('DAYLIGHT', '+0100', '+0200', 'BYMONTH=3;BYDAY=-1SU'),
      'END:VTIMEZONE',
    ];
    const summer = (year: number) =>
      startsOf(calendarOf(zone, event(ANNA, `DTSTART;TZID=Office:${year}0701T080000`, 'DURATION:PT1H')), {
        ...YEAR_2026,
        from: new Date('2025-01-01T00:00Z'),
      });
    expect(summer(2025)).toEqual(['2025-07-01T08:00']);
    expect(summer(2026)).toEqual(['2026-07-01T09:00']);
  });

  test('two calendars in one file may call different zones the same', () => {
    const zone = (offset: string) => [
      ...['BEGIN:VTIMEZONE', 'TZID:Office', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
      ...[`TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`, 'END:STANDARD', 'END:VTIMEZONE'],
    ];
    const shift = event(ANNA, 'DTSTART;TZID=Office:20260115T080000', 'DURATION:PT1H');
    expect(startsOf(calendarOf(zone('+0100'), shift) + calendarOf(zone('+0300'), shift))).toEqual([
      '2026-01-15T08:00',
      '2026-01-15T06:00',
    ]);
  });
});

describe('what counts', () => {
  test('the beginning of an event counts beside its other days', () => {
    const days = ['DTSTART:20261104T080000Z', 'DTEND:20261104T160000Z', 'RDATE:20261106T080000Z'];
    expect(startsOf(calendarOf(event(ANNA, ...days)))).toEqual(['2026-11-04T09:00', '2026-11-06T09:00']);
  });

  test('the beginning counts also where the rule would not make it', () => {
    const days = ['DTSTART:20260105T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3'];
    expect(startsOf(calendarOf(event(ANNA, ...days)))).toEqual(
      ['05', '06', '13'].map((day) => `2026-01-${day}T09:00`),
    );
  });

  test('other days may have lengths of their own', () => {
    const days = [
      'DTSTART:20260105T080000Z',
      'DURATION:PT1H',
      'RDATE;VALUE=PERIOD:20260110T080000Z/PT5H,20260112T080000Z/20260112T100000Z',
    ];
    const { overrides } = readCalendar(calendarOf(event(ANNA, ...days)));
    expect(overrides.map(({ until }) => until)).toEqual([
      '2026-01-05T10:00',
      '2026-01-10T14:00',
      '2026-01-12T11:00',
    ]);
  });

  test.each([
    ['20261201T000000', '20261201T235959', '2026-12-01T00:00', '2026-12-02T00:00'],
    ['20261231T080000Z', '20261231T235959Z', '2026-12-31T09:00', '2027-01-01T01:00'],
    ['20261231T080000Z', '20261231T235960Z', '2026-12-31T09:00', '2027-01-01T01:00'],
    ['20261230T235960Z', '20261231T080000Z', '2026-12-31T01:00', '2026-12-31T09:00'],
    ['20261201T080000', '20261201T180030', '2026-12-01T08:00', '2026-12-01T18:00:30'],
  ])('from %s to %s nobody is missing for a second', (start, end, from, until) => {
    const { overrides } = readCalendar(calendarOf(event(ANNA, `DTSTART:${start}`, `DTEND:${end}`)));
    expect(overrides).toEqual([{ engineer: 'anna', from, until }]);
  });

  test('a day that ends on itself is a day', () => {
    const day = calendarOf(event(ANNA, 'DTSTART;VALUE=DATE:20260105', 'DTEND;VALUE=DATE:20260105'));
    expect(readCalendar(day).overrides).toEqual([
      { engineer: 'anna', from: '2026-01-05T00:00', until: '2026-01-06T00:00' },
    ]);
  });

  test('days that do not exist are left out', () => {
    const rule = (text: string) =>
      startsOf(calendarOf(event(ANNA, 'DTSTART:20260131T080000Z', 'DURATION:PT1H', `RRULE:${text}`)));
    expect(rule('FREQ=MONTHLY;COUNT=3')).toEqual([
      '2026-01-31T09:00',
      '2026-03-31T10:00',
      '2026-05-31T10:00',
    ]);
    expect(rule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toEqual(['2026-01-31T09:00']);
  });

  test('a night over the change of the clocks ends when it should', () => {
    const nights = event(
      ANNA,
      'DTSTART;TZID=Europe/Berlin:20261024T200000',
      'DTEND;TZID=Europe/Berlin:20261025T080000',
      'RRULE:FREQ=DAILY;COUNT=2',
    );
    expect(readCalendar(calendarOf(nights)).overrides.map(({ until }) => until)).toEqual([
      '2026-10-25T08:00',
      '2026-10-26T08:00',
    ]);
  });

  const once = ['UID:1', 'DTSTART:20261224T070000Z', 'DTEND:20261227T070000Z'];
  const who = (text: string) => readCalendar(text).overrides.map(({ engineer }) => engineer);

  test.each([
    ['the same twice', [[ANNA], [ANNA]], ['anna']],
    [
      'the newer version first',
      [
        ['SUMMARY:ben', 'SEQUENCE:2'],
        [ANNA, 'SEQUENCE:1'],
      ],
      ['ben'],
    ],
    [
      'the newer version last',
      [
        [ANNA, 'SEQUENCE:9'],
        ['SUMMARY:ben', 'SEQUENCE:10'],
      ],
      ['ben'],
    ],
    [
      'changed later',
      [
        ['SUMMARY:ben', 'LAST-MODIFIED:20260202T000000Z'],
        [ANNA, 'LAST-MODIFIED:20260101T000000Z'],
      ],
      ['ben'],
    ],
    [
      'cancelled afterwards',
      [
        [ANNA, 'SEQUENCE:1'],
        [ANNA, 'SEQUENCE:2', 'STATUS:CANCELLED'],
      ],
      [],
    ],
    ['cancelled with the same version', [[ANNA, 'STATUS:CANCELLED'], [ANNA]], []],
    ['shown as free', [[ANNA, 'TRANSP:TRANSPARENT']], ['anna']],
  ])('%s', (_, versions, expected) => {
    expect(who(calendarOf(...versions.map((lines) => event(...once, ...lines))))).toEqual(expected);
  });

  test('a second calendar may take back what the first says', () => {
    const cancels = calendarOf(['METHOD:CANCEL'], event(...once));
    expect(who(calendarOf(event(...once, ANNA)) + cancels)).toEqual([]);
  });

  test('events without a UID, and different ones with the same, are all taken', () => {
    const on = (day: string, ...lines: string[]) => event(ANNA, `DTSTART;VALUE=DATE:202604${day}`, ...lines);
    expect(startsOf(calendarOf(on('01'), on('02'), on('03', 'UID:x'), on('04', 'UID:x')))).toHaveLength(4);
  });

  test('an empty calendar puts nobody on call', () => {
    expect(readCalendar(calendarOf())).toEqual({ overrides: [], faults: [] });
  });
});

describe('changed occurrences', () => {
  const series = event(
    ANNA,
    'UID:s',
    'DTSTART;TZID=Europe/Berlin:20260302T080000',
    'DTEND;TZID=Europe/Berlin:20260302T180000',
    'RRULE:FREQ=WEEKLY;COUNT=4',
  );
  const change = (...lines: string[]) => event('UID:s', ...lines);
  const read = (...lines: string[]) =>
    readCalendar(calendarOf(series, change(...lines))).overrides.map(
      ({ engineer, from }) => `${engineer} ${from.slice(5, 13)}`,
    );

  test.each([
    'RECURRENCE-ID;TZID=Europe/Berlin:20260316T080000',
    'RECURRENCE-ID:20260316T070000Z',
    'RECURRENCE-ID:20260316T080000',
    'RECURRENCE-ID;VALUE=DATE:20260316',
    'RECURRENCE-ID;TZID=Asia/Tokyo:20260316T160000',
  ])('%s is moved and given away', (id) => {
    expect(read(id, 'SUMMARY:ben', 'DTSTART:20260320T070000Z', 'DTEND:20260320T080000Z')).toEqual([
      'anna 03-02T08',
      'anna 03-09T08',
      'ben 03-20T08',
      'anna 03-23T08',
    ]);
    expect(read(id, 'STATUS:CANCELLED')).toEqual(['anna 03-02T08', 'anna 03-09T08', 'anna 03-23T08']);
  });

  test('this and all that follow are moved over the change of the clocks, or end', () => {
    const id = 'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T080000';
    const moved = ['DTSTART;TZID=Europe/Berlin:20260317T090000', 'DTEND;TZID=Europe/Berlin:20260317T120000'];
    expect(read(id, 'SUMMARY:ben', ...moved)).toEqual([
      'anna 03-02T08',
      'anna 03-09T08',
      'ben 03-17T09',
      'ben 03-24T09',
    ]);
    expect(read(id, 'STATUS:CANCELLED')).toEqual(['anna 03-02T08', 'anna 03-09T08']);
  });

  test('without their series they are events of their own', () => {
    const alone = (id: string, day: string) =>
      event(ANNA, 'UID:g', `RECURRENCE-ID:${id}`, `DTSTART:${day}T080000Z`, `DTEND:${day}T090000Z`);
    expect(
      startsOf(calendarOf(alone('20260301T080000Z', '20260301'), alone('20260308T080000Z', '20260309'))),
    ).toEqual(['2026-03-01T09:00', '2026-03-09T09:00']);
  });
});

describe('what is refused, with the line it stands on', () => {
  test.each([
    ['DTSTART:20260230T080000Z', 'its DTSTART in line 5 says "20260230T080000Z", which is no time'],
    ['DTSTART:tomorrow', 'its DTSTART in line 5 says "tomorrow", which is no time'],
    ['DTSTART:20260105T250000', 'which is no time'],
    ['DTSTART:20260105T080000Z\r\nDURATION:-PT1H', 'does not end after its beginning'],
    ['DTSTART:20260105T080000Z\r\nDURATION:one hour', 'its DURATION in line 6 says "one hour"'],
    ['DTSTART:20260105T080000Z\r\nDTEND:20260104T080000Z', 'does not end after its beginning'],
    ['DTSTART;VALUE=DATE:20260105\r\nEXDATE:never', 'its EXDATE in line 6'],
    ['DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=SOMETIMES', 'its rule "FREQ=SOMETIMES" is not understood'],
    ['DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=WEEKLY;BYDAY=XX', 'is not understood'],
    ['DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=YEARLY;BYDAY=54MO', 'is not understood'],
    ['DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;COUNT=0', 'is not understood'],
    ['DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;INTERVAL=999999999', 'is not understood'],
    ['DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;COUNT=2;COUNT=9', 'is not understood'],
    ['DTSTART;VALUE=DATE:20260105\r\nRRULE:', 'is not understood'],
  ])('%j', (lines, reason) => {
    const { overrides, faults } = readCalendar(calendarOf(event(ANNA, lines)));
    expect(overrides).toEqual([]);
    expect(faults).toEqual([{ message: expect.stringContaining(reason), line: 3 }]);
  });

  test.each([
    ['a line that is none', [event(ANNA, 'hello')], 5],
    ['an end without a beginning', [['END:VEVENT']], 3],
    ['a beginning without an end', [['BEGIN:VEVENT', ANNA]], 5],
    ['a file that begins more than anybody needs', [Array.from({ length: 1_000 }, () => 'BEGIN:VEVENT')], 12],
  ])('%s', (_, components, line) => {
    expect(readCalendar(calendarOf(...components)).faults).toEqual([
      { message: expect.stringContaining('no iCalendar file'), line },
    ]);
  });

  test('a file as long as is allowed is read, one that is longer is not', () => {
    const story = (length: number) =>
      calendarOf(event(ANNA, 'DTSTART;VALUE=DATE:20260105', `DESCRIPTION:${'x\r\n '.repeat(length / 4)}`));
    expect(startsOf(story(4_900_000))).toEqual(['2026-01-05T00:00']);
    expect(readCalendar(story(5_000_000)).faults[0]?.message).toContain('too long');
  });

  test('a rule that makes more shifts than anybody needs', () => {
    const hourly = event(ANNA, 'DTSTART:20260101T000000Z', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY');
    expect(readCalendar(calendarOf(hourly)).faults[0]?.message).toContain('5000 are allowed');
    const endless = event(ANNA, 'DTSTART:19700101T000000Z', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY');
    expect(readCalendar(calendarOf(endless)).faults[0]?.message).toContain('repeats too often');
  });
});
