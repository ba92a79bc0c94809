import type { Fault } from '../../platform/errors.ts';
import type { ContactEntry } from './directory-schema.ts';
import { PIN_REMEDY } from './entry-values.ts';

/** A customer of the file as far as its seats are concerned; also one whose other fields have faults. */
export interface Listed {
  plan: string | undefined;
  contacts: ContactEntry[];
}

/** A customer whose contacts hold seats already. */
interface Seated {
  plan: string;
  contacts: string[];
}

type FaultAt = (path: readonly PropertyKey[], message: string, remedy: string) => Fault;

/** Contacts of one customer who cannot be told apart, by name or by PIN. */
export function repeatedContacts(customer: string, contacts: ContactEntry[], faultAt: FaultAt): Fault[] {
  const at = (index: number, key: string) => ['customers', customer, 'contacts', index, key];
  return [
    ...repeated(contacts.map(({ name }) => name)).map((index) =>
      faultAt(
        at(index, 'name'),
        'is the name of another contact of this customer.',
        'Tell the two apart, for example by a middle initial.',
      ),
    ),
    ...repeated(contacts.map(({ pin }) => pin)).map((index) =>
      faultAt(
        at(index, 'pin'),
        'is the PIN of another contact of this customer.',
        'Choose another: the PIN tells which contact is calling.',
      ),
    ),
  ];
}

/** The places of values that stood in the list before. */
function repeated(values: (string | undefined)[]): number[] {
  return [...values.keys()].filter(
    (index) => values[index] !== undefined && values.indexOf(values[index]) < index,
  );
}

/** New contacts whose PIN is missing. */
export function missingPins(
  customer: string,
  contacts: ContactEntry[],
  inForce: readonly string[],
  faultAt: FaultAt,
): Fault[] {
  return contacts.flatMap(({ name, pin }, index) =>
    pin !== undefined || inForce.includes(name)
      ? []
      : [
          faultAt(
            ['customers', customer, 'contacts', index],
            'is new and has no PIN.',
            `Add a pin of ${PIN_REMEDY}; only contacts in force may leave it out.`,
          ),
        ],
  );
}

/**
 * Customers whose contacts are more than their plan has seats, once the file is merged with what stays.
 * @param staying the customers in force that the file does not retire
 * @param seatsOf the seats of a plan, undefined if that cannot be said
 */
export function missingSeats(
  listed: Map<string, Listed>,
  staying: Map<string, Seated>,
  seatsOf: (plan: string) => number | undefined,
  faultAt: FaultAt,
): Fault[] {
  const remedy = 'Name fewer contacts, retire some with --replace, or give the plan more seats.';
  const numbers = [...new Set([...listed.keys(), ...staying.keys()])];
  return numbers.flatMap((number) => {
    const entry = listed.get(number);
    const kept = staying.get(number);
    const contacts = entry?.contacts ?? [];
    const others = (kept?.contacts ?? []).filter(
      (name) => !contacts.some((contact) => contact.name === name),
    );
    const plan = entry ? entry.plan : kept?.plan;
    const seats = plan === undefined ? undefined : seatsOf(plan);
    const total = contacts.length + others.length;
    if (plan === undefined || seats === undefined || total <= seats) return [];
    if (!entry) {
      const message = `leaves too few seats: customer ${number} has ${total} contacts.`;
      return [faultAt(['plans', plan, 'seats'], message, remedy)];
    }
    const unnamed = others.length > 0 ? `, ${others.length} of them in force and not in this file` : '';
    const message = `is one too many: the plan "${plan}" has ${seats} seats for ${total} contacts${unnamed}.`;
    const firstTooMany = Math.max(0, seats - others.length);
    return [faultAt(['customers', number, 'contacts', firstTooMany], message, remedy)];
  });
}
