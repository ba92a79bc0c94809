import type { Fault } from '../../platform/errors.ts';
import type { Directory } from './directory.ts';
import { hasLandlinesOnly } from './phone.ts';

/** Contacts whom no SMS reaches, each a warning at its phones. */
export function landlineContacts(
  { customers }: Directory,
  faultAt: (path: readonly PropertyKey[], message: string, remedy: string) => Fault,
): Fault[] {
  return [...customers].flatMap(([number, { contacts }]) =>
    contacts.flatMap(({ phones }, index) =>
      hasLandlinesOnly(phones)
        ? [
            faultAt(
              ['customers', number, 'contacts', index, 'phones'],
              'has landlines only: texts to this contact do not arrive, and are spoken by phone call.',
              'Add a mobile number, or leave it if there is none.',
            ),
          ]
        : [],
    ),
  );
}
