import type { PlannedContact, TablePlan } from '../../../../domain/customer-table/plan-table.ts';
import { type Hashed, type NewlySeated, saveTable } from '../../../../domain/customer-table/save-table.ts';
import type { HashingWatch } from '../../../../domain/customers/hash-pins.ts';
import { type MadePin, makePins } from '../../../../domain/customers/make-pins.ts';
import { lockRegistry } from '../../../../domain/directory-entry/directory-store.ts';
import { noPin, PIN_TEXT, planPinTexts } from '../../../../domain/pin-texts/pin-text.ts';
import { addAuditEntries, type NewAuditEntry } from '../../../../domain/users/audit-trail-store.ts';
import type { ConsoleDeps } from '../../deps.ts';
import type { RouteContext } from '../../route.ts';
import { type HeldTable, isStillSo } from './plan-of-table.ts';

/** How those who are new get their PINs. */
export interface HandOut {
  /** on the list that is shown once */
  printed: readonly PlannedContact[];
  /** by SMS, each on their own mobile */
  texted: readonly PlannedContact[];
}

/** Whether PINs can be sent: prompt files of an older version lack the text. */
export function canText({ script }: ConsoleDeps['hotline']): boolean {
  return [...script.prompts.values()].every(({ sms }) => sms[PIN_TEXT] !== undefined);
}

/** @param byText whoever has a mobile of their own is sent theirs; else all are printed */
export function handOutOf({ contacts }: TablePlan, byText: boolean): HandOut {
  const newcomers = contacts.filter(({ kind }) => kind === 'new');
  const isTexted = ({ mobile }: PlannedContact) => byText && mobile !== null;
  return {
    printed: newcomers.filter((one) => !isTexted(one)),
    texted: newcomers.filter(isTexted),
  };
}

/**
 * Makes the PINs that are printed, and saves all that a table changes together with its audit entries.
 * @returns the PINs to be shown; null: somebody changed the directory meanwhile, and nothing was saved
 * @throws the signal's reason: nobody is there to see the PINs, and nothing was saved
 */
export async function saveImport(
  context: RouteContext,
  held: HeldTable,
  handOut: HandOut,
  watch: HashingWatch,
): Promise<MadePin<PlannedContact>[] | null> {
  const { deps, user, now } = context;
  const { plan } = held;
  const made = await makePins(deps.database, deps.pins, handOut.printed, watch);
  const newcomers = [...made, ...handOut.texted.map((contact) => ({ contact, pinHash: noPin() }))];
  const isSaved = await deps.database.transaction(async (tx) => {
    await lockRegistry(tx);
    if (!(await isStillSo(context, tx, held))) return false;
    const seated = await saveTable(tx, plan, newcomers, { by: user.name, now });
    const texted = seated.slice(made.length).map(({ id }) => id);
    await planPinTexts(tx, texted, now);
    await addAuditEntries(tx, user, entriesOf(plan, newcomers, seated, handOut), now);
    if (made.length > 0) watch.signal?.throwIfAborted();
    return true;
  });
  return isSaved ? made : null;
}

function entriesOf(
  { customers, contacts }: TablePlan,
  newcomers: readonly Hashed[],
  seated: readonly NewlySeated[],
  { printed, texted }: HandOut,
): NewAuditEntry[] {
  const changed = customers.filter(({ kind }) => kind !== 'unchanged');
  const counts = { customers: customers.length, contacts: contacts.length };
  const pins = { pins: printed.length + texted.length, texts: texted.length };
  return [
    ...changed.map(({ number, kind }): NewAuditEntry => {
      return { action: kind === 'new' ? 'customer-added' : 'customer-changed', subject: number };
    }),
    ...newcomers.map(({ contact }, index): NewAuditEntry => {
      const detail = { seat: seated[index]?.seat };
      return { action: 'seat-taken', subject: contact.customerNumber, detail };
    }),
    ...contacts.flatMap(({ kind, customerNumber }): NewAuditEntry[] =>
      kind === 'changed' ? [{ action: 'seat-changed', subject: customerNumber }] : [],
    ),
    { action: 'customers-imported', detail: { ...counts, ...pins } },
  ];
}
