import { contactByPinHash, contactsOf } from '../../src/domain/customers/customer-store.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import type { Database, Db } from '../../src/platform/db/database.ts';
import { RULES } from '../unit/domain/directory/sample.ts';

export const now = new Date('2026-03-02T08:00:00Z');

export const pins = createPinHasher('a secret of this installation', { cost: 2 });

export const load = (database: Database, text: string, options: { replace?: boolean } = {}) =>
  importDirectory(database, text, 'directory.yaml', { ...RULES, pins, now, ...options });

export const contact = (name: string, pin?: string) =>
  `      - { name: ${name}, phones: ["+493023125150"], language: de${pin ? `, pin: "${pin}"` : ''} }\n`;

/** A file that names only customer 100234, and of its contacts only these. */
export const onlyContacts = (...contacts: string[]) => `customers:
  "100234":
    name: Musterwerk AG
    plan: enhanced
    valid: { from: 2026-01-01, until: 2035-12-31 }
    calendar: munich
    tam: tessa
    deputy: tom
    contacts:
${contacts.join('')}`;

export const namesIn = async (db: Db, customer: string) =>
  (await contactsOf(db, customer, now)).map(({ name }) => name);

/** The contact a keyed PIN belongs to. */
export const verifyPin = async (db: Db, customerNumber: string, pin: string) =>
  contactByPinHash(db, customerNumber, await pins.hash(customerNumber, pin), now);
