import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  contactByPinHash,
  contactsByPhone,
  contactsOf,
  findContact,
  findCustomer,
} from '../../src/domain/customers/customer-store.ts';
import { createPinHasher, type PinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { endOptOut, recordOptOut } from '../../src/domain/messages/opt-out-store.ts';
import {
  engineersByPhone,
  findEngineer,
  listEngineers,
  supervisorPhones,
} from '../../src/domain/oncall/engineers/engineer-store.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { freshDatabase } from '../support/database.ts';
import { RULES, SAMPLE, sampleWith } from '../unit/domain/directory/sample.ts';

const now = new Date('2026-03-02T08:00:00Z');

const pins = createPinHasher('a secret of this installation', { cost: 2 });

let database: Awaited<ReturnType<typeof freshDatabase>>;

const opened: (typeof database)[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
});

afterAll(async () => {
  for (const one of opened) await one[Symbol.asyncDispose]();
});

const load = (text: string, options: { replace?: boolean } = {}) =>
  importDirectory(database, text, 'directory.yaml', { ...RULES, pins, now, ...options });

const contact = (name: string, pin?: string) =>
  `      - { name: ${name}, phones: ["+493023125150"], language: de${pin ? `, pin: "${pin}"` : ''} }\n`;

/** A file that names only customer 100234, and of its contacts only these. */
const onlyContacts = (...contacts: string[]) => `customers:
  "100234":
    name: Musterwerk AG
    plan: enhanced
    valid: { from: 2026-01-01, until: 2027-12-31 }
    calendar: munich
    tam: tessa
    deputy: tom
    contacts:
${contacts.join('')}`;

const namesIn = async (customer: string) =>
  (await contactsOf(database, customer, now)).map(({ name }) => name);

/** The contact a keyed PIN belongs to. */
async function verifyPin(db: Db, hasher: PinHasher, customerNumber: string, pin: string) {
  return contactByPinHash(db, customerNumber, await hasher.hash(customerNumber, pin), now);
}

describe('a second import', () => {
  it('changes what differs and keeps what it does not name', async () => {
    await load(SAMPLE);
    const { imported } = await load(
      `supervisors: { phones: ["030 23125-009"] }\n${onlyContacts(contact('Erika Beispiel'), contact('Nora Neu', '200713'))}`,
    );
    expect(imported?.supervisors).toMatchObject({ changed: 1 });
    expect(imported?.customers).toEqual({ added: 0, changed: 0, retired: 0, unchanged: 3 });
    expect(imported?.contacts).toEqual({ added: 1, changed: 1, retired: 0, unchanged: 5 });
    expect(await namesIn('100234')).toEqual(['Erika Beispiel', 'Max Muster', 'Jonas Feldmann', 'Nora Neu']);
    expect(await verifyPin(database, pins, '100234', '471108')).toMatchObject({ phones: ['+493023125150'] });
    expect(await supervisorPhones(database)).toEqual(['+493023125009']);
  });

  it('remembers whose number opted out of SMS', async () => {
    await load(SAMPLE);
    const optedOut = async () => (await findEngineer(database, 'ben'))?.optedOut;
    expect(await recordOptOut(database, '+4915228817387', null)).toEqual(['Ben Hartmann']);
    expect(await recordOptOut(database, '+4915228817387', null)).toEqual([]);
    await load(sampleWith(['Ben Hartmann', 'Benjamin Hartmann']));
    expect(await optedOut()).toEqual(['+4915228817387']);
    expect(await endOptOut(database, '+4915228817387', null)).toEqual(['Benjamin Hartmann']);
    expect(await optedOut()).toEqual([]);
  });

  it('lets two contacts exchange their PINs', async () => {
    await load(SAMPLE);
    await load(onlyContacts(contact('Erika Beispiel', '082915'), contact('Max Muster', '471108')));
    expect((await verifyPin(database, pins, '100234', '471108'))?.name).toBe('Max Muster');
    expect((await verifyPin(database, pins, '100234', '082915'))?.name).toBe('Erika Beispiel');
  });

  it('that replaces retires the rest, which stays readable for old tickets', async () => {
    await load(SAMPLE);
    const [jonas] = await contactsByPhone(database, '+493023125104', now);
    const text = sampleWith([SAMPLE.slice(SAMPLE.indexOf('  "100871":'), SAMPLE.indexOf('  "200415":')), ''])
      .replace(/^ {6}- \{ name: Jonas.*\n/m, '')
      .replace('page: [engineer:tom, ', 'page: [')
      .replace('deputy: tom', 'deputy: ben')
      .replace(/^ {2}tom: .*\n/m, '');
    const { imported, faults } = await load(text, { replace: true });
    expect(faults).toBeUndefined();
    expect(imported?.customers.retired).toBe(1);
    expect(imported?.contacts.retired).toBe(3);
    expect(imported?.engineers).toMatchObject({ retired: 1 });
    expect(await findCustomer(database, '100871')).toBeNull();
    expect(await verifyPin(database, pins, '100871', '614020')).toBeNull();
    expect(await findContact(database, jonas?.id ?? '')).toEqual(jonas);
    expect((await findEngineer(database, 'tom'))?.retired).toBe(true);
    expect(await engineersByPhone(database, '+4915228817391')).toEqual([]);
  });

  it('brings back what was retired', async () => {
    await load(SAMPLE);
    await load('country: DE', { replace: true });
    expect(await listEngineers(database)).toEqual([]);
    const { imported } = await load(SAMPLE);
    expect(imported?.customers.added).toBe(3);
    expect(imported?.contacts.added).toBe(6);
    expect((await verifyPin(database, pins, '100234', '471108'))?.seat).toBe(1);
  });

  it('with fewer seats in a plan moves those down who sat too high', async () => {
    await load(SAMPLE);
    const fewer = sampleWith(['seats: 8', 'seats: 2']).replace(/^ {6}- \{ name: (Erika|Max).*\n/gm, '');
    const { faults } = await load(fewer, { replace: true });
    expect(faults).toBeUndefined();
    expect(await contactsOf(database, '100234', now)).toMatchObject([{ name: 'Jonas Feldmann', seat: 1 }]);
    const { imported } = await load(SAMPLE);
    expect(imported?.plans.changed).toBe(1);
    expect(await namesIn('100234')).toHaveLength(3);
  });
});

describe('two imports at once', () => {
  it('one of them gets the eighth seat, the other a fault, and nothing of it is imported', async () => {
    await load(SAMPLE);
    await load(onlyContacts(...['A', 'B', 'C', 'D'].map((name, index) => contact(name, `20071${index}`))));
    const results = await Promise.all([
      load(onlyContacts(contact('Early Bird', '300713'))),
      load(onlyContacts(contact('Night Owl', '300724'))),
    ]);
    expect(results.filter(({ imported }) => imported)).toHaveLength(1);
    expect(results.find(({ faults }) => faults)?.faults?.[0]?.message).toContain('8 seats for 9 contacts');
    expect(await namesIn('100234')).toHaveLength(8);
  });

  it('into an empty directory, both the same, are one', async () => {
    const results = await Promise.all([load(SAMPLE), load(SAMPLE)]);
    expect(results.map(({ imported }) => imported?.contacts.added).toSorted()).toEqual([0, 6]);
  });
});
