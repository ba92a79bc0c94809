import { readPhone } from '../../domain/directory-entry/phone.ts';
import { findPerson, type Person } from '../../domain/privacy/person.ts';
import type { Sought } from '../../domain/privacy/person-store.ts';
import type { Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { UsageError } from './exit-code.ts';

export interface SoughtOptions {
  contact?: string;
  number?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whom the options mean. */
export function readSought({ contact, number }: SoughtOptions): Sought {
  if ((contact === undefined) === (number === undefined))
    throw new UsageError('Give either --contact or --number.');
  if (contact !== undefined) {
    if (!UUID.test(contact))
      throw new UsageError('--contact takes the id of a contact; the privacy page of the console shows it.');
    return { contact };
  }
  const phone = readPhone(number ?? '', 'DE');
  if (phone.number === undefined) {
    throw new UsageError(`The number ${phone.problem}. Give it as E.164, such as +493023125101.`);
  }
  return { number: phone.number };
}

/** @throws HotlineError that says why nobody, or not one person, is meant */
export async function personMeant(db: Db, sought: Sought): Promise<Person> {
  const found = await findPerson(db, sought);
  if ('person' in found) return found.person;
  if (found.refused === 'unknown') {
    throw new HotlineError('not-found', 'There is no such contact.', { remedy: 'Look them up by --number.' });
  }
  if (found.refused === 'ours') {
    throw new HotlineError('bad-input', 'This number belongs to an engineer or a supervisor.', {
      remedy: 'Remove them from the directory instead.',
    });
  }
  const names = found.contacts.map(({ id, name, customerName }) => `${id}  ${name}, ${customerName}`);
  throw new HotlineError('bad-input', `Several people have this number:\n  ${names.join('\n  ')}`, {
    remedy: 'Choose one of them with --contact.',
  });
}
