import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactByPinHash, contactsOf, findCustomer } from '../../src/domain/customers/customer-store.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { handBack, markChanged } from '../../src/domain/directory-entry/source-store.ts';
import { exportDirectory } from '../../src/domain/directory-file/export-directory.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { findEngineer } from '../../src/domain/oncall/engineers/engineer-store.ts';
import { insertConsoleOverride } from '../../src/domain/oncall/override-store.ts';
import { findCalendarDefinition, findPlan } from '../../src/domain/plans/rule-store.ts';
import { freshDatabase } from '../support/database.ts';
import { lineOf, RULES, SAMPLE, sampleWith } from '../unit/domain/directory/sample.ts';

const now = new Date('2026-03-02T08:00:00Z');
const pins = createPinHasher('a secret of this installation', { cost: 2 });

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeEach(async () => {
  database = await freshDatabase();
  expect((await load(SAMPLE)).faults).toBeUndefined();
});
afterEach(() => database[Symbol.asyncDispose]());

const load = (text: string, options: { replace?: boolean; takeOver?: boolean } = {}) =>
  importDirectory(database, text, 'directory.yaml', { ...RULES, pins, now, ...options });

/** What a supervisor did in the console. */
const changedHere = async (kind: Parameters<typeof markChanged>[1], key: string) =>
  markChanged(database, kind, key, { by: 'Sina Supervisor', now });

const idOf = async (name: string) => {
  const contacts = await contactsOf(database, '100234', now);
  return contacts.find((contact) => contact.name === name)?.id ?? '';
};

describe('what was changed in the console', () => {
  it('is kept from a file that says otherwise, and reported', async () => {
    await database.query(`update customers set name = 'Musterwerk SE' where number = '100234'`);
    await changedHere('customers', '100234');
    const { imported, kept } = (await load(SAMPLE)) as Extract<
      Awaited<ReturnType<typeof load>>,
      { kept: unknown }
    >;
    expect(await findCustomer(database, '100234')).toMatchObject({ name: 'Musterwerk SE' });
    expect(imported.customers).toMatchObject({ changed: 0 });
    expect(kept).toEqual([
      { kind: 'customers', name: '100234', retired: false, changedAt: now, changedBy: 'Sina Supervisor' },
    ]);
  });

  it('is not reported where the file says the same', async () => {
    await changedHere('plans', 'enhanced');
    expect(await load(SAMPLE)).toMatchObject({ kept: [] });
  });

  it('is the file’s again once it is handed back', async () => {
    await database.query(`update customers set name = 'Musterwerk SE' where number = '100234'`);
    await changedHere('customers', '100234');
    expect(await handBack(database, 'customers', '100234')).toBe(true);
    expect(await handBack(database, 'customers', '100234')).toBe(false);
    expect(await load(SAMPLE)).toMatchObject({ kept: [], imported: { customers: { changed: 1 } } });
    expect(await findCustomer(database, '100234')).toMatchObject({ name: 'Musterwerk AG' });
  });

  it('is the file’s again once it takes over', async () => {
    await database.query(`update customers set name = 'Musterwerk SE' where number = '100234'`);
    await changedHere('customers', '100234');
    expect(await load(SAMPLE, { takeOver: true })).toMatchObject({ kept: [] });
    expect(await findCustomer(database, '100234')).toMatchObject({ name: 'Musterwerk AG' });
    expect(await load(SAMPLE)).toMatchObject({ kept: [], imported: { customers: { unchanged: 3 } } });
  });

  it('is not retired by a file that replaces everything else', async () => {
    const calendar = `insert into calendars (name, definition) select 'zurich', definition from calendars limit 1`;
    await database.query(calendar);
    await changedHere('calendars', 'zurich');
    const result = await load(SAMPLE, { replace: true });
    expect(result).toMatchObject({ kept: [{ kind: 'calendars', name: 'zurich' }] });
    const [row] = await database.query(`select retired_at from calendars where name = 'zurich'`);
    expect(row).toEqual({ retired_at: null });
    expect(await findCalendarDefinition(database, 'zurich')).not.toBeNull();
  });

  it('is exported as it stands, and that file changes nothing', async () => {
    await database.query(`update customers set name = 'Musterwerk SE' where number = '100234'`);
    await changedHere('customers', '100234');
    const text = await exportDirectory(database);
    expect(text).toContain('Musterwerk SE');
    expect(await load(text, { replace: true })).toMatchObject({
      kept: [],
      imported: { customers: { changed: 0 } },
    });
  });

  it('holds a plan’s seats against the contacts of both', async () => {
    const plan = SAMPLE.slice(SAMPLE.indexOf('  enhanced:'), SAMPLE.indexOf('  standard:'));
    await database.query(
      `update plans set seats = 9, definition = jsonb_set(definition, '{seats}', '9') where name = 'enhanced'`,
    );
    await changedHere('plans', 'enhanced');
    expect((await load(`plans:\n${plan.replace('seats: 8', 'seats: 2')}`)).faults).toBeUndefined();
    expect(await findPlan(database, 'enhanced')).toMatchObject({ seats: 9 });
  });
});

describe('a seat that changed hands in the console', () => {
  it('keeps its new PIN', async () => {
    const hash = await pins.hash('100234', '999888');
    const id = await idOf('Erika Beispiel');
    await database.query('update contacts set pin_hash = $2 where id = $1', [id, hash]);
    await changedHere('contacts', id);
    expect(await load(SAMPLE, { replace: true })).toMatchObject({
      kept: [{ kind: 'contacts', name: '100234 › Erika Beispiel', retired: false }],
    });
    expect(await contactByPinHash(database, '100234', hash, now)).toMatchObject({ id });
    const old = await pins.hash('100234', '471108');
    expect(await contactByPinHash(database, '100234', old, now)).toBeNull();
  });

  it('says the same to the same file, also where PINs are stored as they were before', async () => {
    for (const [name, pin] of [
      ['Erika Beispiel', '471108'],
      ['Max Muster', '082915'],
      ['Jonas Feldmann', '835174'],
    ] as const) {
      const hash = await pins.hash('100234', pin, 'slow');
      await database.query('update contacts set pin_hash = $2 where id = $1', [await idOf(name), hash]);
    }
    await changedHere('contacts', await idOf('Erika Beispiel'));
    const stored = () => database.query('select name, pin_hash from contacts order by name');
    const before = await stored();
    expect(await load(SAMPLE, { replace: true })).toMatchObject({ kept: [] });
    expect(await stored()).toEqual(before);
  });

  it('does not go back to who was retired, and the new one stays', async () => {
    const id = await idOf('Erika Beispiel');
    await database.query('update contacts set retired_at = $2 where id = $1', [id, now]);
    await changedHere('contacts', id);
    await database.query(
      `insert into contacts (customer_number, seats, seat, name, phones, language, pin_hash, source, changed_at, changed_by)
       select customer_number, seats, seat, 'Nora Neu', phones, language, '\\x01', 'console', $2, 'Sina Supervisor'
         from contacts where id = $1`,
      [id, now],
    );
    const names = async () => (await contactsOf(database, '100234', now)).map(({ name }) => name);
    for (const replace of [false, true]) {
      expect(await load(SAMPLE, { replace })).toMatchObject({
        kept: replace ? [{ retired: true }, { name: '100234 › Nora Neu' }] : [{ retired: true }],
      });
      expect(await names()).toContain('Nora Neu');
      expect(await names()).not.toContain('Erika Beispiel');
    }
    await load(SAMPLE, { replace: true, takeOver: true });
    expect(await names()).toContain('Erika Beispiel');
    expect(await names()).not.toContain('Nora Neu');
  });

  it('does not make a file without PINs fail for who was retired', async () => {
    const file = await exportDirectory(database);
    const id = await idOf('Erika Beispiel');
    await database.query('update contacts set retired_at = $2 where id = $1', [id, now]);
    await changedHere('contacts', id);
    expect((await load(file)).faults).toBeUndefined();
    expect((await load(file, { takeOver: true })).faults).toMatchObject([
      { message: expect.stringContaining('PIN') },
    ]);
  });
});

describe('a customer retired in the console', () => {
  it('stays retired, with its seats', async () => {
    await database.query(`update contacts set retired_at = $1 where customer_number = '100871'`, [now]);
    await database.query(`update customers set retired_at = $1 where number = '100871'`, [now]);
    await changedHere('customers', '100871');
    expect(await load(SAMPLE)).toMatchObject({
      kept: [{ kind: 'customers', name: '100871', retired: true }],
    });
    expect(await findCustomer(database, '100871')).toBeNull();
    await load(SAMPLE, { takeOver: true });
    expect(await findCustomer(database, '100871')).not.toBeNull();
  });
});

describe('a file and the console that contradict each other', () => {
  it('are refused with the line, if the file mentions whom the console retired', async () => {
    await database.query(`update engineers set retired_at = $1 where key = 'tessa'`, [now]);
    await changedHere('engineers', 'tessa');
    const { faults } = await load(SAMPLE);
    expect(faults?.[0]).toMatchObject({
      line: expect.any(Number),
      message: expect.stringContaining('"tessa"'),
      remedy: expect.stringContaining('--take-over'),
    });
  });

  it('are refused, if somebody is on call by an override of the console whom the file retires', async () => {
    const [left, stays] = [{ engineer: 'ben' }, { engineer: 'david' }];
    const christmas = { schedule: 'front', from: '2026-03-01T08:00', until: '2026-03-03T08:00' };
    for (const one of [left, stays])
      await insertConsoleOverride(database, { ...christmas, ...one }, 'Eva', now);
    const withoutBen = SAMPLE.replace(/^ {2}ben: .*\n/m, '').replaceAll(', ben]', ']');
    expect((await load(withoutBen)).faults, 'who is not named is kept').toBeUndefined();
    const { faults } = await load(withoutBen, { replace: true });
    expect(faults).toMatchObject([
      {
        line: lineOf(withoutBen, '  front:'),
        message: expect.stringContaining('"ben" on call until 2026-03-03T08:00'),
        remedy: expect.stringContaining('Take the override back'),
      },
    ]);
    expect((await findEngineer(database, 'ben'))?.retired).toBe(false);
    await database.query(`update schedule_overrides set until_local = '2026-03-02T08:00'`);
    expect((await load(withoutBen, { replace: true })).faults, 'once it is over').toBeUndefined();
  });

  it('tell which overrides of the console go with a schedule that the file calls otherwise', async () => {
    const shift = { engineer: 'ben', from: '2026-03-01T08:00', until: '2026-03-03T08:00' };
    await insertConsoleOverride(database, { schedule: 'back', ...shift }, 'Eva', now);
    await insertConsoleOverride(database, { schedule: 'front', ...shift }, 'Eva', now);
    await insertConsoleOverride(
      database,
      { schedule: 'back', ...shift, until: '2026-03-02T08:00' },
      'Eva',
      now,
    );
    const renamed = SAMPLE.replace('  back:', '  second:').replaceAll('schedule:back', 'schedule:second');
    const read = await load(renamed, { replace: true });
    expect(read).toMatchObject({
      imported: { schedules: { retired: 1 } },
      warnings: [
        {
          line: lineOf(renamed, 'schedules:'),
          message: expect.stringMatching(/lose "back", .* "ben" is on call there until 2026-03-03T08:00/),
          remedy: expect.stringContaining('another name'),
        },
      ],
    });
  });

  it('are refused, if what is kept mentions what the file retires', async () => {
    await database.query(
      `insert into plans (name, priority, seats, definition) select 'gold', priority, seats, definition from plans
        where name = 'enhanced'`,
    );
    await database.query(`update customers set plan = 'gold' where number = '100234'`);
    await changedHere('customers', '100234');
    expect((await load(SAMPLE, { replace: true })).faults).toMatchObject([
      { message: expect.stringContaining('"gold"') },
    ]);
    expect((await load(SAMPLE)).faults).toBeUndefined();
    expect((await load(sampleWith(['Musterwerk AG', 'Musterwerk']))).faults).toBeUndefined();
  });
});
