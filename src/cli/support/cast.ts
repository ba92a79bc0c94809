import type { Directory } from '../../domain/directory-entry/directory.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { PracticePerson } from '../../web/practice/practice-routes.ts';

/** Who calls in a practice story, with what they key in. */
export interface PracticeCaller {
  name: string;
  number: string;
  customerNumber: string;
  pin: string;
}

/**
 * The contact who plays the caller: of the customers served first, one with a phone and a PIN the file tells.
 * @param language only whoever speaks it, as far as anybody does
 * @throws HotlineError `bad-directory` if nobody can call
 */
export function chooseCaller({ customers, plans }: Directory, language?: string): PracticeCaller {
  const byPriority = [...customers]
    .map(([customerNumber, { header, contacts }]) => ({
      customerNumber,
      plan: plans.get(header.plan),
      contacts,
    }))
    .filter(({ plan }) => plan?.phoneLine)
    .toSorted((one, other) => (one.plan?.priority ?? 0) - (other.plan?.priority ?? 0));
  const able = byPriority.flatMap(({ customerNumber, contacts }) =>
    contacts.flatMap(({ name, phones: [number], pin, language: spoken }) =>
      number === undefined || pin === undefined ? [] : { name, number, customerNumber, pin, spoken },
    ),
  );
  const chosen = able.find(({ spoken }) => language === undefined || spoken === language) ?? able[0];
  if (chosen) {
    const { spoken: _language, ...caller } = chosen;
    return caller;
  }
  throw new HotlineError('bad-directory', 'Nobody in this directory can play the caller.', {
    remedy:
      'Use a directory file with a contact that has a phone and a PIN, or leave --directory out to use the sample.',
  });
}

/** Everybody in a directory who has a phone, as the practice line's page shows them. */
export function everybody({ customers, engineers, supervisors }: Directory): PracticePerson[] {
  const contacts = [...customers.values()].flatMap(({ header, contacts: list }) =>
    list.flatMap(({ name, phones, pin }) =>
      phones.map((number) => ({
        name,
        number,
        role: 'contact' as const,
        hint: pin === undefined ? header.name : `${header.name}, PIN ${pin}`,
      })),
    ),
  );
  const onDuty = [...engineers.values()].flatMap(({ name, phones }) =>
    phones.map((number) => ({ name, number, role: 'engineer' as const })),
  );
  const watching = (supervisors?.phones ?? []).map((number) => ({
    name: 'Supervisor',
    number,
    role: 'supervisor' as const,
  }));
  return [...contacts, ...onDuty, ...watching];
}
