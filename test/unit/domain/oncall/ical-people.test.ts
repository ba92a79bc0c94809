import { describe, expect, test } from 'vitest';
import { calendarOf, event, readCalendar } from './calendars.ts';

const DAY = 'DTSTART;VALUE=DATE:20261224';
const who = (...lines: string[]) => {
  const { overrides, faults } = readCalendar(calendarOf(event(DAY, ...lines)));
  return faults[0]?.message ?? overrides.map(({ engineer }) => engineer).join();
};

describe('a title', () => {
  test.each([
    ['Ben', 'ben'],
    ['ben', 'ben'],
    ['Ben Hartmann (front)', 'ben'],
    ['On Call - Anna Weber - Alpha', 'anna'],
    ['On Call \u2013 ANNA  WEBER \u2013 Alpha', 'anna'],
    ['[L1] anna', 'anna'],
    ['anna: nights', 'anna'],
    ['Anna Weber on call', 'anna'],
    ['Bereitschaft Anna Weber', 'anna'],
    ['Rufbereitschaft: Anna Weber', 'anna'],
    ['Anna Weber hat Bereitschaft', 'anna'],
    ['Weber\\, Anna', 'anna'],
    ['Anna Weber\\, front', 'anna'],
    ['anna.weber@example.com', 'anna'],
    ['Anna\u00a0Weber', 'anna'],
    ['A\u200bnna Weber\ufeff', 'anna'],
  ])('%j names %s', (title, engineer) => {
    expect(who(`SUMMARY:${title}`)).toBe(engineer);
  });

  test.each([
    'On Call - Ben Anders - Alpha',
    'On call: Ben Anders',
    'Ben Anders',
    'Anna-Lena Schmidt',
    'Anna Schmidt',
    'Schmidt\\, Anna',
    'Anna Weber Schmidt',
    'Anna Weber-Schmidt',
    'Hanna Weber',
    'Weber',
    'Hartmann',
    'Benjamin',
    'Frau Weber',
    '',
  ])('%j names nobody', (title) => {
    expect(who(`SUMMARY:${title}`)).toContain('it names no engineer of the directory');
  });

  test.each([
    'Anna Weber / Ben Hartmann',
    'anna & ben',
    'Anna und Ben',
    'Anna → Ben',
    'Anna -> Ben',
    'Anna=>Ben',
  ])('%j names two', (title) => {
    expect(who(`SUMMARY:${title}`)).toContain('it may mean anna or ben');
  });

  test.each([
    'Anna Weber - Urlaub',
    'Urlaub: Anna Weber',
    'Anna Weber (krank)',
    'Anna Weber | out of office',
    'OOO - Anna Weber',
    'Anna Weber: vacation',
    'Congés / Anna Weber',
    'Anna Weber - Resturlaub',
    'Anna Weber (krankgeschrieben)',
    'Anna Weber – Mutterschutz',
    'Anna Weber: day off',
    'Geburtstag - Anna Weber',
    'Ben is not on call',
    'Anna Weber - keine Bereitschaft',
    'Anna Weber | off duty',
    'Anna Weber: off-call',
    "Anna Weber: pas d'astreinte",
    'Anna Weber - nicht in Rufbereitschaft',
  ])('%j tells of an absence', (title) => {
    expect(who(`SUMMARY:${title}`)).toContain('it tells of an absence');
  });

  test('so does what Outlook marks as out of office, and not a shift on a holiday, nor a name', () => {
    expect(who('SUMMARY:Anna Weber', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF')).toContain('an absence');
    expect(who('SUMMARY:Anna Weber', 'X-MICROSOFT-CDO-BUSYSTATUS:BUSY')).toBe('anna');
    expect(who('SUMMARY:On call: Anna Weber', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF')).toBe('anna');
    expect(who('SUMMARY:Bereitschaft Ferien: Anna Weber')).toBe('anna');
    expect(who('SUMMARY:Holiday shift - Anna Weber')).toBe('anna');
    expect(who('SUMMARY:Anna Weber - shift no. 3 on call')).toBe('anna');
    expect(who('SUMMARY:Krankenhaus Nord - Anna Weber')).toBe('anna');
    const people = [{ key: 'bill', name: 'Bill Holiday' }];
    const shift = calendarOf(event(DAY, 'SUMMARY:Bill Holiday - Alpha'));
    expect(readCalendar(shift, undefined, people).overrides).toMatchObject([{ engineer: 'bill' }]);
  });

  test('a name is known with its marks, without them, and spelt out; whoever is called just so is meant first', () => {
    const [moe, mue] = [
      { key: 'moe', name: 'Jörg Müller' },
      { key: 'mue', name: 'Joerg Mueller' },
    ];
    const named = (title: string, ...people: { key: string; name: string }[]) => {
      const { overrides, faults } = readCalendar(
        calendarOf(event(DAY, `SUMMARY:${title}`)),
        undefined,
        people,
      );
      return overrides[0]?.engineer ?? faults[0]?.message;
    };
    for (const title of ['Jörg Müller', 'Joerg Mueller', 'JORG MULLER', 'On call: Mueller\\, Jörg'])
      expect(named(title, moe), title).toBe('moe');
    expect(named('Joerg Mueller', moe, mue)).toBe('mue');
    expect(named('Jörg Müller', moe, mue)).toBe('moe');
    expect(named('Jorg Muller', moe, mue)).toContain('it may mean moe or mue');
    expect(named('Bo Off on call', { key: 'bo', name: 'Bo Off' })).toBe('bo');
  });

  test('a decomposed name is the composed one', () => {
    const people = [{ key: 'jo', name: 'Jörg Müller' }];
    const text = calendarOf(event(DAY, `SUMMARY:${'Jörg Müller'.normalize('NFD')}`)).normalize('NFD');
    expect(readCalendar(text, undefined, people).overrides).toMatchObject([{ engineer: 'jo' }]);
  });
});

describe('attendees', () => {
  const anna = (partstat: string) => `ATTENDEE;PARTSTAT=${partstat};CN=Anna Weber:mailto:a@example.com`;
  const ben = 'ATTENDEE;PARTSTAT=ACCEPTED;CN=Ben Hartmann:mailto:b@example.com';

  test('who declined is never on call, whoever else says so', () => {
    expect(who('SUMMARY:Shift', anna('DECLINED'))).toContain(
      'names no engineer of the directory, and anna declined',
    );
    expect(who('SUMMARY:Anna Weber', anna('DECLINED'))).toContain('anna declined');
    expect(who('SUMMARY:Anna Weber', anna('declined'), ben)).toBe('ben');
    expect(who('SUMMARY:Ben', anna('DECLINED'))).toBe('ben');
  });

  test('who handed it on, or is only told, is not on call', () => {
    expect(who('SUMMARY:Shift', anna('DELEGATED'), ben)).toBe('ben');
    expect(
      who('SUMMARY:Shift', 'ATTENDEE;ROLE=NON-PARTICIPANT;CN=Anna Weber:mailto:a@example.com', ben),
    ).toBe('ben');
    expect(who('SUMMARY:Shift', 'ATTENDEE;CUTYPE=ROOM;CN=Anna Weber:mailto:room@example.com', ben)).toBe(
      'ben',
    );
  });

  test.each(['ACCEPTED', 'TENTATIVE', 'NEEDS-ACTION'])('%s counts', (partstat) => {
    expect(who('SUMMARY:Shift', anna(partstat))).toBe('anna');
  });

  test.each([
    'ATTENDEE:MAILTO:Anna.Weber@Example.com',
    'ATTENDEE;CN="Weber, Anna":invalid:nomail',
    'ATTENDEE;EMAIL=anna.weber@example.com;CN=AW:urn:uuid:1',
    'ATTENDEE;CN=Anna\r\n  Weber;PARTSTAT=ACC\r\n EPTED:mailto:a@example.com',
  ])('%j', (attendee) => {
    expect(who('SUMMARY:Shift', attendee)).toBe('anna');
  });

  test.each(['Anna Weber-Schmidt', 'Anna Schmidt', 'Weber'])('%s is nobody we know', (name) => {
    expect(who('SUMMARY:Shift', `ATTENDEE;CN=${name}:mailto:x@example.com`)).toContain('names no engineer');
  });
});

describe('calendars of other programs', () => {
  test('two events of a pager service, with folded titles', () => {
    const shift = (uid: string, day: number) =>
      event(
        `DTEND;VALUE=DATE-TIME:202603${day + 1}T080000Z`,
        `DTSTART;VALUE=DATE-TIME:202603${day}T080000Z`,
        `UID:${uid}`,
        'SUMMARY:On Call - Anna W\r\n eber - Alpha',
        'ATTENDEE;CN=anna.weber@example.com:mailto:anna.weber@example.com',
      );
    expect(readCalendar(calendarOf(shift('Q1', 10), shift('Q2', 12))).overrides).toHaveLength(2);
  });

  test('line ends of one character, blank lines, tabs in folds, and lower case', () => {
    const text = calendarOf(event('dtstart;value=date:20261224', 'summary:Anna We\r\n\tber'));
    for (const end of ['\n', '\r', '\r\n\r\n']) {
      expect(readCalendar(text.replaceAll(/\r\n(?!\t)/g, end)).overrides).toMatchObject([
        { engineer: 'anna' },
      ]);
    }
  });
});
