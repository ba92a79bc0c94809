import { isDeepStrictEqual } from 'node:util';
import type { Directory, Section } from '../directory-entry/directory.ts';
import type { ContactEntry } from '../directory-entry/directory-schema.ts';
import type { RegisteredContact, Registry } from '../directory-entry/directory-store.ts';
import type { Kept, KeptEntry } from '../directory-entry/managed-by.ts';
import type { PinHashOf } from './plan-import.ts';

/** An entry that a file would have changed, had it not been changed in the console. */
export interface KeptReport extends KeptEntry {
  kind: Section | 'contacts' | 'supervisors';
  /** its name or number; of a contact `100234 › Erika Beispiel` */
  name: string;
}

const SECTIONS = ['calendars', 'plans', 'engineers', 'schedules', 'escalations'] as const;

/** Which kept entries a file says something else about; with `replace` also those that it does not name. */
export function reportKept(
  current: Registry,
  wanted: Directory,
  kept: Kept,
  { replace, pinHashOf }: { replace: boolean; pinHashOf: PinHashOf },
): KeptReport[] {
  const isMeant = (before: unknown, after: unknown) =>
    after === undefined ? replace && before !== undefined : !isDeepStrictEqual(before, after);
  const rules = SECTIONS.flatMap((kind) =>
    [...kept[kind]]
      .filter(([name]) => isMeant(current[kind].get(name), wanted[kind].get(name)))
      .map(([name, entry]) => ({ kind, name, ...entry })),
  );
  const customers = [...kept.customers]
    .filter(([number]) =>
      isMeant(current.customers.get(number)?.header, wanted.customers.get(number)?.header),
    )
    .map(([name, entry]) => ({ kind: 'customers' as const, name, ...entry }));
  const contacts = [...kept.contacts].flatMap(([customer, marks]) => {
    const after = wanted.customers.get(customer)?.contacts;
    const before = current.customers.get(customer)?.contacts ?? [];
    if (!after || kept.customers.get(customer)?.retired) return [];
    return [...marks]
      .filter(([name]) => {
        const asked = after.find((contact) => contact.name === name);
        const held = before.find((contact) => contact.name === name);
        if (!asked) return replace && held !== undefined;
        return !held || saysOtherwise(held, asked, pinHashOf(customer, name));
      })
      .map(([name, entry]) => ({ kind: 'contacts' as const, name: `${customer} › ${name}`, ...entry }));
  });
  const supervisors =
    kept.supervisors && isMeant(current.supervisors, wanted.supervisors)
      ? [{ kind: 'supervisors' as const, name: 'supervisors', ...kept.supervisors }]
      : [];
  return [...rules, ...supervisors, ...customers, ...contacts];
}

function saysOtherwise(held: RegisteredContact, asked: ContactEntry, pinHash: Buffer | undefined): boolean {
  const isSame =
    isDeepStrictEqual([held.phones, held.language], [asked.phones, asked.language]) &&
    (pinHash === undefined || pinHash.equals(held.pinHash));
  return !isSame;
}
