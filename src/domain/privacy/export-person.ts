import type { Db } from '../../platform/db/database.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { type Held, readHeld } from './held-store.ts';
import type { Person } from './person.ts';
import { findTraces } from './trace-store.ts';

/** All that is held of a person, as they may ask for it (GDPR, articles 15 and 20). Instants are RFC 3339 in UTC when written as JSON. */
export interface PersonExport extends Held {
  exportedAt: Date;
  numbers: string[];
  contacts: Omit<Person['contacts'][number], 'id'>[];
}

/** That somebody has exported it is on record. */
export async function exportPerson(db: Db, person: Person, by: Doer, now: Date): Promise<PersonExport> {
  const held = await readHeld(db, await findTraces(db, person, now));
  const subject = person.contacts[0]?.id ?? null;
  await addAuditEntry(db, by, { action: 'person-exported', subject }, now);
  return {
    exportedAt: now,
    numbers: person.numbers,
    contacts: person.contacts.map(({ id: _, ...contact }) => contact),
    ...held,
  };
}
