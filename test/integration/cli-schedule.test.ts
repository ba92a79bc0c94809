import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarFaults } from '../../src/domain/calendar/calendar-definition.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { scheduleFaults } from '../../src/domain/oncall/schedule-faults.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hotline, hotlineProcess } from '../support/hotline-command.ts';

const SECRET = 'the-secret-key-of-the-tests';
const WINTER = ['--from', '2026-12-01', '--until', '2027-01-31'];

let folder: string;
let database: TestDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotline-schedule-'));
  database = await freshDatabase();
  env = { DATABASE_URL: database.url, SECRET_KEY: SECRET, DATA_DIR: folder };
  const file = await readFile(join(import.meta.dirname, '../support/directory.yaml'), 'utf8');
  const pins = createPinHasher(SECRET, { cost: 2 });
  await importDirectory(database, file, 'directory.yaml', {
    pins,
    now: new Date(),
    calendarFaults,
    scheduleFaults,
  });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** A calendar in which people are on call over Christmas. */
async function calendar(...titles: string[]): Promise<string> {
  const file = join(folder, `${titles.length}.ics`);
  const events = titles.flatMap((title, index) => [
    'BEGIN:VEVENT',
    `UID:${index}`,
    `DTSTART;TZID=Europe/Berlin:202612${24 + index}T080000`,
    `DTEND;TZID=Europe/Berlin:202612${25 + index}T080000`,
    `SUMMARY:${title}`,
    'END:VEVENT',
  ]);
  await writeFile(
    file,
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR', ''].join('\r\n'),
  );
  return file;
}

async function overrides(): Promise<unknown> {
  const [row] = await database.query<{ overrides: unknown }>(
    `select definition -> 'overrides' as overrides from schedules where name = 'front'`,
  );
  return row?.overrides;
}

test('one event that names nobody: said with what to do, and nothing is imported', async () => {
  const file = await calendar('Carla Moreno', 'Weihnachtsfeier');
  const { code, out, err } = await hotline(['schedule', 'import', 'front', file, ...WINTER], { env });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('The event "Weihnachtsfeier" was not taken: it names no engineer of the directory.');
  expect(err).toContain('Nothing was imported');
  expect(await overrides()).toEqual([]);
});

test('a calendar comes into force as overrides, once; the export shows it', async () => {
  const file = await calendar('Bereitschaft: Carla Moreno');
  const tried = await hotline(['schedule', 'import', 'front', file, '--dry-run', ...WINTER], { env });
  expect(tried).toMatchObject({ code: 0, err: '' });
  expect(tried.out).toMatch(
    /\+ 2026-12-24T08:00.* 2026-12-25T08:00.* Carla Moreno\n1 override would be added/,
  );
  expect(await overrides()).toEqual([]);

  expect(await hotline(['schedule', 'import', 'front', file, ...WINTER], { env })).toMatchObject({
    code: 0,
    err: '',
  });
  const carla = { engineer: 'carla', from: '2026-12-24T08:00', until: '2026-12-25T08:00' };
  expect(await overrides()).toEqual([carla]);
  const again = await hotline(['schedule', 'import', 'front', file, '--json', ...WINTER], { env });
  const kept = { schedule: 'front', dryRun: false, added: [], known: [carla], others: [] };
  expect(JSON.parse(again.out)).toEqual(kept);
  expect(await overrides()).toEqual([carla]);

  const exported = await hotlineProcess(['schedule', 'export', 'front', ...WINTER], { env });
  expect(exported).toMatchObject({ code: 0, err: '' });
  expect(exported.out).toContain('SUMMARY:Carla Moreno (front)');
  expect(exported.out).toContain('DTSTART:20261224T070000Z');
});

test('what is no longer in the calendar stays in force, and is said', async () => {
  const file = await calendar('Ben Hartmann');
  const changed = await hotline(['schedule', 'import', 'front', file, ...WINTER], { env });
  expect(changed.out).toMatch(
    /\+ 2026-12-24T08:00.* Ben Hartmann\n1 override was added to front, 0 there already\.\nNot in the file, and still in force.*:\n· 2026-12-24T08:00 .* Carla Moreno\n/,
  );
  // changed back: Ben's was added later
  const back = await hotline(
    ['schedule', 'import', 'front', await calendar('Carla Moreno'), '--json', ...WINTER],
    { env },
  );
  const ben = { engineer: 'ben', from: '2026-12-24T08:00', until: '2026-12-25T08:00' };
  expect(JSON.parse(back.out)).toMatchObject({ added: [], known: [{ engineer: 'carla' }], others: [ben] });
  const later = ['--from', '2027-01-01', '--until', '2027-01-31'];
  const elsewhere = await hotline(['schedule', 'import', 'front', file, ...later], { env });
  expect(elsewhere.out).not.toContain('Not in the file');
});

test('a file that is not UTF-8, or no calendar, is refused with its line', async () => {
  const file = await calendar('Carla Moreno', 'Müller');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text, 'latin1');
  const latin = await hotline(['schedule', 'import', 'front', file, ...WINTER], { env });
  expect(latin).toMatchObject({ code: 1, out: '' });
  expect(latin.err).toContain(`${file}:14: The file is not UTF-8`);

  await writeFile(file, `\ufeff${text}`, 'utf16le');
  const wide = await hotline(['schedule', 'import', 'front', file, ...WINTER], { env });
  expect(wide.err).toContain('The file is UTF-16, not UTF-8.');

  await writeFile(file, `\ufeff${text.replace('Müller', 'Carla Moreno')}`);
  expect(await hotline(['schedule', 'import', 'front', file, '--dry-run', ...WINTER], { env })).toMatchObject(
    {
      code: 0,
      err: '',
    },
  );

  await writeFile(file, '');
  const empty = await hotline(['schedule', 'import', 'front', file, ...WINTER], { env });
  expect(empty.err).toContain(`${file}: The file holds no calendar.\n→ Give an iCalendar file (.ics)`);

  await writeFile(
    file,
    text.replace('DTSTART;TZID=Europe/Berlin:20261224', 'DTSTART;TZID=Mars/Base:20261224'),
  );
  const mars = await hotline(['schedule', 'import', 'front', file, ...WINTER], { env });
  expect(mars.err).toContain(
    `${file}:4: The event "Carla Moreno" was not taken: its time zone "Mars/Base" is not known.`,
  );
});

test('a schedule that does not exist, and times that make no sense', async () => {
  const file = await calendar('Carla Moreno');
  const unknown = await hotline(['schedule', 'import', 'frond', file], { env });
  expect(unknown.code).toBe(1);
  expect(unknown.err).toContain('Choose one of: back, front.');
  const odd = await hotline(
    ['schedule', 'export', 'front', '--from', '2027-01-01', '--until', '2026-01-01'],
    { env },
  );
  expect(odd.code).toBe(2);
  expect(odd.err).toContain('--until must be after --from.');
});

test.each([
  [['gestern', '2026-12-24'], 'That beginning is not a date. Write 2026-12-24'],
  [['2026-12-24', 'heute'], 'That end is not a date.'],
  [['2026-12-25', '2026-12-24'], 'It ends before it begins.'],
])('an absence that is mistyped is wrong usage: %j', async (days, complaint) => {
  const { code, err } = await hotline(['absence', 'add', 'anna', ...days], { env });
  expect([code, err]).toEqual([2, expect.stringContaining(complaint)]);
});

test.each([
  'absence add anni 2027-01-04 2027-01-08',
  'engineer test anni',
  'user add anni --role engineer --engineer anni',
])('%s: nobody has this key, and those that there are stand there', async (command) => {
  const { code, err } = await hotline(command.split(' '), { env });
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/There is no engineer "anni"\.\n→ Choose one of: anna, ben, [a-z, ]+\.$/m),
  ]);
});

test('an absence over shifts is shown before it is saved, and saved when that is accepted', async () => {
  const day = (ahead: number) => new Date(Date.now() + ahead * 24 * 3_600_000).toISOString().slice(0, 10);
  const days = ['absence', 'add', 'anna', day(2), day(60)];
  const shown = await hotline(days, { env });
  expect(shown).toMatchObject({ code: 1, err: '' });
  expect(shown.out).toContain('There are shifts in this time. They stay as they are until somebody covers:');
  expect(shown.out).toMatch(/^ {2}front +\d{4}-\d{2}-\d{2} \d{2}:\d{2} to /m);
  expect(shown.out).toContain('add --accept-shifts');
  const told = await hotline([...days, '--json'], { env });
  expect([told.code, JSON.parse(told.out)]).toEqual([
    1,
    { saved: false, shifts: expect.arrayContaining([expect.objectContaining({ engineer: 'anna' })]) },
  ]);
  expect((await hotline(['absence', 'list'], { env })).out).toContain('No absences.');
  const saved = await hotline([...days, '--accept-shifts'], { env });
  expect(saved).toMatchObject({ code: 0, out: expect.stringContaining('anna') });
});
