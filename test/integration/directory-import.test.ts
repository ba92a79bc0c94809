import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactsByPhone, findCustomer } from '../../src/domain/customers/customer-store.ts';
import { directoryIsEmpty } from '../../src/domain/directory-entry/directory-store.ts';
import { exportDirectory } from '../../src/domain/directory-file/export-directory.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { engineersByPhone, listEngineers } from '../../src/domain/oncall/engineers/engineer-store.ts';
import { supervisorPhones } from '../../src/domain/oncall/supervisors-store.ts';
import {
  findCalendarDefinition,
  findEscalation,
  findPlan,
  findSchedule,
  listSchedules,
} from '../../src/domain/plans/rule-store.ts';
import { listAuditEntries } from '../../src/domain/users/audit-trail-store.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { freshDatabase } from '../support/database.ts';
import { lineOf, RULES, SAMPLE, sampleWith } from '../unit/domain/directory/sample.ts';
import { contact, load, namesIn, now, onlyContacts, pins, verifyPin } from './directory-office.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeEach(async () => {
  database = await freshDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

const messages = async (imported: ReturnType<typeof load>) =>
  (await imported).faults?.map(({ message }) => message) ?? [];

describe('nothing is imported', () => {
  it('if there is one fault', async () => {
    expect(await messages(load(database, sampleWith(['pin: "904417"', 'pin: "9"'])))).toHaveLength(1);
    expect(await directoryIsEmpty(database)).toBe(true);
  });

  it('if a new contact has no PIN; the line is named', async () => {
    const text = sampleWith([', pin: "835174"', '']);
    const { faults } = await load(database, text);
    expect(faults).toEqual([expect.objectContaining({ line: lineOf(text, '- { name: Jonas') })]);
  });

  it('if the ninth contact is only the ninth together with those in force', async () => {
    await load(database, SAMPLE);
    const six = ['A', 'B', 'C', 'D', 'E', 'F'].map((name, index) => contact(name, `20071${index}`));
    expect(await messages(load(database, onlyContacts(...six)))).toEqual([
      expect.stringContaining('8 seats for 9 contacts, 3 of them in force'),
    ]);
    expect(await namesIn(database, '100234')).toHaveLength(3);
  });

  it('if a plan would have fewer seats than a customer, not in the file, has contacts', async () => {
    await load(database, SAMPLE);
    const plan = SAMPLE.slice(SAMPLE.indexOf('  enhanced:'), SAMPLE.indexOf('  standard:'));
    const text = `plans:\n${plan.replace('seats: 8', 'seats: 2')}`;
    const { faults } = await load(database, text);
    expect(faults).toEqual([
      expect.objectContaining({ line: lineOf(text, 'seats: 2'), message: expect.stringContaining('100234') }),
    ]);
  });

  it('if a PIN is that of a contact in force whom the file does not name', async () => {
    await load(database, SAMPLE);
    expect(await messages(load(database, onlyContacts(contact('Nora Neu', '471108'))))).toEqual([
      expect.stringContaining('PIN of another contact'),
    ]);
  });

  it('if a replacing file mentions what it retires', async () => {
    await load(database, SAMPLE);
    const faults = await messages(load(database, onlyContacts(), { replace: true }));
    expect(faults.join()).toMatch(/plan "enhanced".*calendar "munich".*engineer "tessa"/);
    expect(await findCustomer(database, '100871')).not.toBeNull();
  });
});

describe('the sample', () => {
  it('fills an empty directory', async () => {
    expect(await directoryIsEmpty(database)).toBe(true);
    const { imported } = await load(database, SAMPLE);
    expect(imported?.customers).toEqual({ added: 3, changed: 0, retired: 0, unchanged: 0 });
    expect(imported?.contacts.added).toBe(6);
    expect(await directoryIsEmpty(database)).toBe(false);
    expect(await findCustomer(database, '100234')).toEqual({
      number: '100234',
      name: 'Musterwerk AG',
      plan: 'enhanced',
      validFrom: '2026-01-01',
      validUntil: '2035-12-31',
      calendar: 'munich',
      tam: 'tessa',
      deputy: 'tom',
    });
    expect((await findPlan(database, 'enhanced'))?.response[1]).toEqual({ within: 'PT30M', clock: 'always' });
    expect((await findCalendarDefinition(database, 'berlin'))?.holidays).toBe('DE-BE');
    expect((await findEscalation(database, 'front-line'))?.lastResort).toEqual(['supervisors']);
    expect((await findSchedule(database, 'back'))?.layers).toHaveLength(1);
    expect([...(await listSchedules(database)).keys()]).toEqual(['back', 'front', 'signature-desk']);
    expect(await supervisorPhones(database)).toEqual(['+493023125000', '+493023125001']);
    expect((await engineersByPhone(database, '+493023125017')).map(({ key }) => key)).toEqual(['ben']);
    expect(await listEngineers(database)).toHaveLength(6);
  });

  it('tells contacts by their number and by their PIN', async () => {
    await load(database, SAMPLE);
    const [erika] = await contactsByPhone(database, '+493023125101', now);
    expect(erika).toMatchObject({
      name: 'Erika Beispiel',
      customerNumber: '100234',
      seat: 1,
      language: 'de',
    });
    expect(await verifyPin(database, '100234', '471108')).toEqual(erika);
    expect(await verifyPin(database, '100234', '904417')).toBeNull();
    expect(await verifyPin(database, '100871', '471108')).toBeNull();
    expect(await verifyPin(database, '999999', '471108')).toBeNull();
    expect(await contactsByPhone(database, '+493023125199', now)).toEqual([]);
  });

  it('imported again changes nothing', async () => {
    await load(database, SAMPLE);
    const { imported } = await load(database, SAMPLE);
    for (const counts of Object.values(imported ?? {}))
      expect(counts).toMatchObject({ added: 0, changed: 0, retired: 0 });
    expect(imported?.contacts.unchanged).toBe(6);
  });

  it('exported and imported again changes nothing, also when it replaces everything', async () => {
    await load(database, SAMPLE);
    const text = await exportDirectory(database);
    const { imported, faults } = await load(database, text, { replace: true });
    expect(faults).toBeUndefined();
    for (const counts of Object.values(imported ?? {}))
      expect(counts).toMatchObject({ added: 0, changed: 0, retired: 0 });
    expect(await exportDirectory(database)).toBe(text);
    expect(await verifyPin(database, '100234', '471108')).not.toBeNull();
  });
});

describe('the database itself', () => {
  it('refuses a ninth contact, whoever writes it', async () => {
    await load(database, SAMPLE);
    await load(
      database,
      onlyContacts(...['A', 'B', 'C', 'D', 'E'].map((name, index) => contact(name, `20071${index}`))),
    );
    const ninth = database.query(
      `insert into contacts (customer_number, seats, seat, name, phones, language, pin_hash)
       select number, seats, 9, 'Ninth', '{}', 'de', '\\x00' from customers where number = '100234'`,
    );
    await expect(ninth).rejects.toMatchObject({ constraint: 'contacts_seat_exists' });
  });

  it('turns an import away that meets a change made beside it, as a fault', async () => {
    await load(database, SAMPLE);
    // somebody else adds a contact between the check and the write: the seat is taken when the import comes
    const besides = {
      ...database,
      transaction: ((work) =>
        database.transaction((tx) =>
          work({
            ...tx,
            query: (async (sql: string, params?: unknown[]) => {
              if (sql.includes('insert into contacts')) {
                await database.query(
                  `insert into contacts (customer_number, seats, seat, name, phones, language, pin_hash)
                   select number, seats, 4, 'Console', '{}', 'de', '\\x00' from customers where number = '100234'`,
                );
              }
              return tx.query(sql, params);
            }) as typeof tx.query,
          }),
        )) as typeof database.transaction,
    };
    const result = await importDirectory(
      besides,
      onlyContacts(contact('Nora Neu', '200713')),
      'directory.yaml',
      {
        ...RULES,
        pins,
        now,
      },
    );
    expect(result.faults?.[0]?.message).toContain('same seat');
    expect(await namesIn(database, '100234')).not.toContain('Nora Neu');
  });
});

it('stands in the audit trail, with the file and how much it changed; what changed nothing does not', async () => {
  const entries = async () =>
    (await listAuditEntries(database, { before: null, limit: 10 })).map(({ userKind, action, detail }) => ({
      userKind,
      action,
      detail,
    }));
  const read = (text: string, file = 'directory.yaml', more = {}) =>
    importDirectory(database, text, file, { ...RULES, pins, now, by: OPERATOR, ...more });
  await read(SAMPLE);
  const [first, ...others] = await entries();
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    userKind: 'operator',
    action: 'directory-imported',
    detail: { file: 'directory.yaml', plans: '2 new' },
  });
  await read(SAMPLE);
  await read(sampleWith(['pin: "904417"', 'pin: "9"']));
  const renamed = SAMPLE.replace('Anna Weber', 'Anna Wagner');
  await read(renamed, 'directory.yaml', { dryRun: true });
  expect(await entries()).toEqual([first]);
  await read(renamed, '/etc/hotline/new.yaml');
  expect(await entries()).toEqual([
    { ...first, detail: { file: 'new.yaml', engineers: '1 changed' } },
    first,
  ]);
});
