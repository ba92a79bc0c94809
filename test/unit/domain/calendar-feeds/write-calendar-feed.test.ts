import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { FeedEvent } from '../../../../src/domain/calendar-feeds/write-calendar-feed.ts';
import { writeCalendarFeed } from '../../../../src/domain/calendar-feeds/write-calendar-feed.ts';

const MINUTE_MS = 60_000;

function shift(zone: string, from: number, until: number, summary = 'Anna Weber (Front)'): FeedEvent {
  return {
    uid: `front-${from}-anna@priority-line`,
    schedule: 'front',
    engineer: 'anna',
    from: new Date(from),
    until: new Date(until),
    isOverride: true,
    called: null,
    sequence: 0,
    changedAt: new Date('2026-01-05T08:00:00Z'),
    isCancelled: false,
    summary,
    zone,
  };
}

/** As a calendar reads it that knows no zone but those in the file. */
function readBack(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone));
  const timeOf = (event: ICAL.Component, name: string) => {
    const property = event.getFirstProperty(name);
    const time = property?.getFirstValue() as ICAL.Time;
    const zone = zones.find(({ tzid }) => tzid === property?.getParameter('tzid'));
    if (zone) time.zone = zone;
    return time.toJSDate().getTime();
  };
  return calendar.getAllSubcomponents('vevent').map((event) => ({
    from: timeOf(event, 'dtstart'),
    until: timeOf(event, 'dtend'),
    summary: event.getFirstPropertyValue('summary'),
  }));
}

describe('a shift that begins or ends where the clocks are changed', () => {
  test.each([
    ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['Atlantic/Azores', '2026-10-25T01:00:00Z'],
    // half an hour
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ])('is where it was taken over, to the minute: %s, %s', (zone, changed) => {
    const change = Date.parse(changed);
    const shifts = Array.from({ length: 40 }, (_, place) => {
      const from = change + (place - 20) * 7 * MINUTE_MS;
      return shift(zone, from, from + 20 * MINUTE_MS);
    });
    const read = readBack(writeCalendarFeed('Front', shifts));
    expect(read).toMatchObject(
      shifts.map(({ from, until }) => ({ from: from.getTime(), until: until.getTime() })),
    );
  });
});

test('a change of the clocks stands in the file by the clocks that were about to be changed', () => {
  const lines = writeCalendarFeed('Front', [
    shift('Europe/Berlin', Date.parse('2026-03-29T00:00:00Z'), Date.parse('2026-11-01T00:00:00Z')),
  ]);
  // RFC 5545, 3.6.5: for those who read it without a library of ours
  for (const [kind, at, from, to] of [
    ['DAYLIGHT', '20260329T020000', '+0100', '+0200'],
    ['STANDARD', '20261025T030000', '+0200', '+0100'],
  ])
    expect(lines).toContain(
      [`BEGIN:${kind}`, `DTSTART:${at}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, `END:${kind}`].join(
        '\r\n',
      ),
    );
});

test('what it is called is read as it is written, whatever stands in it, and no line is longer than calendars take', () => {
  const names = [
    'Nord, Süd; C:\\new',
    'נועה כהן',
    '👩‍👩‍👧‍👦 '.repeat(20).trim(),
    `${'Ä'.repeat(199)}"`,
    ':a=b',
  ];
  for (const name of names) {
    const text = writeCalendarFeed(name, [shift('Europe/Berlin', 0, MINUTE_MS, name)]);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(readBack(text)).toMatchObject([{ summary: name }]);
    // RFC 5545, 3.1 and 3.3.11, by hand: no library's reading of a property it does not know
    const [, said = ''] = /\r\nX-WR-CALNAME[^:]*:(.*)\r\n/.exec(text.replaceAll('\r\n ', '')) ?? [];
    expect(said.replaceAll(/\\([\\,;])/g, '$1')).toBe(name);
    expect(said).not.toMatch(/(?<!\\)(\\\\)*\\[nN]/);
  }
});
