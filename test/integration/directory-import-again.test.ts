import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  contactsByPhone,
  contactsOf,
  findContact,
  findCustomer,
} from '../../src/domain/customers/customer-store.ts';
import { endOptOut, recordOptOut } from '../../src/domain/messages/opt-out-store.ts';
import {
  engineersByPhone,
  findEngineer,
  listEngineers,
} from '../../src/domain/oncall/engineers/engineer-store.ts';
import { supervisorPhones } from '../../src/domain/oncall/supervisors-store.ts';
import { freshDatabase } from '../support/database.ts';
import { SAMPLE, sampleWith } from '../unit/domain/directory/sample.ts';
import { contact, load, namesIn, now, onlyContacts, verifyPin } from './directory-office.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeEach(async () => {
  database = await freshDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

describe('a second import', () => {
  it('changes what differs and keeps what it does not name', async () => {
    await load(database, SAMPLE);
    const { imported } = await load(
      database,
      `supervisors: { phones: ["030 23125-009"] }\n${onlyContacts(contact('Erika Beispiel'), contact('Nora Neu', '200713'))}`,
    );
    expect(imported?.supervisors).toMatchObject({ changed: 1 });
    expect(imported?.customers).toEqual({ added: 0, changed: 0, retired: 0, unchanged: 3 });
    expect(imported?.contacts).toEqual({ added: 1, changed: 1, retired: 0, unchanged: 5 });
    expect(await namesIn(database, '100234')).toEqual([
      'Erika Beispiel',
      'Max Muster',
      'Jonas Feldmann',
      'Nora Neu',
    ]);
    expect(await verifyPin(database, '100234', '471108')).toMatchObject({ phones: ['+493023125150'] });
    expect(await supervisorPhones(database)).toEqual(['+493023125009']);
  });

  it('remembers whose number opted out of SMS', async () => {
    await load(database, SAMPLE);
    const optedOut = async () => (await findEngineer(database, 'ben'))?.optedOut;
    expect(await recordOptOut(database, '+4915228817387', null)).toEqual(['Ben Hartmann']);
    expect(await recordOptOut(database, '+4915228817387', null)).toEqual([]);
    await load(database, sampleWith(['Ben Hartmann', 'Benjamin Hartmann']));
    expect(await optedOut()).toEqual(['+4915228817387']);
    expect(await endOptOut(database, '+4915228817387', null)).toEqual(['Benjamin Hartmann']);
    expect(await optedOut()).toEqual([]);
  });

  it('lets two contacts exchange their PINs', async () => {
    await load(database, SAMPLE);
    await load(database, onlyContacts(contact('Erika Beispiel', '082915'), contact('Max Muster', '471108')));
    expect((await verifyPin(database, '100234', '471108'))?.name).toBe('Max Muster');
    expect((await verifyPin(database, '100234', '082915'))?.name).toBe('Erika Beispiel');
  });

  it('that replaces retires the rest, which stays readable for old tickets', async () => {
    await load(database, SAMPLE);
    const [jonas] = await contactsByPhone(database, '+493023125104', now);
    const text = sampleWith([SAMPLE.slice(SAMPLE.indexOf('  "100871":'), SAMPLE.indexOf('  "200415":')), ''])
      .replace(/^ {6}- \{ name: Jonas.*\n/m, '')
      .replace('page: [engineer:tom, ', 'page: [')
      .replace('deputy: tom', 'deputy: ben')
      .replace(/^ {2}tom: .*\n/m, '');
    const { imported, faults } = await load(database, text, { replace: true });
    expect(faults).toBeUndefined();
    expect(imported?.customers.retired).toBe(1);
    expect(imported?.contacts.retired).toBe(3);
    expect(imported?.engineers).toMatchObject({ retired: 1 });
    expect(await findCustomer(database, '100871')).toBeNull();
    expect(await verifyPin(database, '100871', '614020')).toBeNull();
    expect(await findContact(database, jonas?.id ?? '')).toEqual(jonas);
    expect((await findEngineer(database, 'tom'))?.retired).toBe(true);
    expect(await engineersByPhone(database, '+4915228817391')).toEqual([]);
  });

  it('brings back what was retired', async () => {
    await load(database, SAMPLE);
    await load(database, 'country: DE', { replace: true });
    expect(await listEngineers(database)).toEqual([]);
    const { imported } = await load(database, SAMPLE);
    expect(imported?.customers.added).toBe(3);
    expect(imported?.contacts.added).toBe(6);
    expect((await verifyPin(database, '100234', '471108'))?.seat).toBe(1);
  });

  it('with fewer seats in a plan moves those down who sat too high', async () => {
    await load(database, SAMPLE);
    const fewer = sampleWith(['seats: 8', 'seats: 2']).replace(/^ {6}- \{ name: (Erika|Max).*\n/gm, '');
    const { faults } = await load(database, fewer, { replace: true });
    expect(faults).toBeUndefined();
    expect(await contactsOf(database, '100234', now)).toMatchObject([{ name: 'Jonas Feldmann', seat: 1 }]);
    const { imported } = await load(database, SAMPLE);
    expect(imported?.plans.changed).toBe(1);
    expect(await namesIn(database, '100234')).toHaveLength(3);
  });
});

describe('two imports at once', () => {
  it('one of them gets the eighth seat, the other a fault, and nothing of it is imported', async () => {
    await load(database, SAMPLE);
    await load(
      database,
      onlyContacts(...['A', 'B', 'C', 'D'].map((name, index) => contact(name, `20071${index}`))),
    );
    const results = await Promise.all([
      load(database, onlyContacts(contact('Early Bird', '300713'))),
      load(database, onlyContacts(contact('Night Owl', '300724'))),
    ]);
    expect(results.filter(({ imported }) => imported)).toHaveLength(1);
    expect(results.find(({ faults }) => faults)?.faults?.[0]?.message).toContain('8 seats for 9 contacts');
    expect(await namesIn(database, '100234')).toHaveLength(8);
  });

  it('into an empty directory, both the same, are one', async () => {
    const results = await Promise.all([load(database, SAMPLE), load(database, SAMPLE)]);
    expect(results.map(({ imported }) => imported?.contacts.added).toSorted()).toEqual([0, 6]);
  });
});
