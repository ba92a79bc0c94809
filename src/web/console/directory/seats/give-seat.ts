import { findReturning, takeBack } from '../../../../domain/customers/erased.ts';
import { withFreshPin } from '../../../../domain/customers/fresh-pin.ts';
import {
  type NewHolder,
  type SeatOutcome,
  type SeenSeat,
  standIn,
  takeSeat,
} from '../../../../domain/customers/take-seat.ts';
import type { DirectoryChange } from '../../../../domain/directory-entry/change.ts';
import type { Checked } from '../../../../domain/directory-entry/check-entry.ts';
import type { ContactEntry } from '../../../../domain/directory-entry/directory-schema.ts';
import { addAuditEntry } from '../../../../domain/users/audit-trail-store.ts';
import type { Tx } from '../../../../platform/db/database.ts';
import type { ConsoleDeps } from '../../deps.ts';
import { textOf } from '../../form.ts';
import type { RouteContext } from '../../route.ts';
import { type Draft, overtakenDraft, typedFields, withFaults } from '../draft.ts';
import { checkPerson, PERSON_FIELDS, readTerm } from './seat-form.ts';
import type { SeatStory } from './seat-page.ts';

/** For good, or for a time. */
export type Giving = 'take' | 'stand-in';

/** Somebody has the seat and a PIN, or the form comes back. */
type Given = { name: string; pin: string } | { draft: Draft; status: 409 | 422 };

interface Sitting {
  person: ContactEntry;
  /** null: without an end */
  term: { since: Date; until: Date } | null;
}

/** Gives a seat to whom a form names, and makes their PIN. */
export async function giveSeat(
  { deps, words, user, body, now }: RouteContext,
  giving: Giving,
  { customer, seat }: SeatStory,
): Promise<Given> {
  const { pins } = deps;
  const terms = giving === 'stand-in' ? ['from', 'until'] : [];
  const values = typedFields(body, [...PERSON_FIELDS, ...terms]);
  const isTakenBack = textOf(body, 'take-back') === 'on';
  const { entry, faults } = await checkSitting(
    deps,
    values,
    giving === 'take' ? null : { zone: customer.zone, now },
  );
  if (!entry) return { draft: withFaults(values, faults, words.edit.rules), status: 422 };
  const { name } = entry.person;
  const seen = { customerNumber: customer.number, seat: seat.seat, holder: textOf(body, 'holder') || null };
  const { pin, result } = await withFreshPin(deps, customer.number, now, async (tx, pinHash) => {
    const returning = await findReturning(tx, pins, { customerNumber: customer.number, ...entry.person });
    if (returning && !isTakenBack) return 'was-erased' as const;
    const outcome = await sit(tx, seen, { ...entry, pinHash }, { by: user.name, now });
    const action = giving === 'take' ? 'seat-taken' : 'deputy-seated';
    // an entry stands for years: it names no caller, who may ask to be erased; the history of the seat does
    const audit = { action, subject: customer.number, detail: { seat: seen.seat } } as const;
    if (outcome === 'done') await addAuditEntry(tx, user, audit, now);
    if (outcome === 'done' && returning) await takeBack({ tx, now }, returning, user);
    return outcome;
  });
  if (result === 'done') return { name, pin };
  if (result === 'was-erased') {
    const asked = withFaults({ ...values, 'take-back': '' }, [], {});
    return { draft: { ...asked, notice: words.seats.wasErased }, status: 409 };
  }
  return result === 'overtaken'
    ? { draft: overtakenDraft(values, {}, words.edit.overtaken), status: 409 }
    : { draft: withFaults(values, ['name'], { name: words.seats.nameTaken }), status: 422 };
}

/** @param forTerm by which clock a term is read; null: the seat is given for good */
async function checkSitting(
  deps: Pick<ConsoleDeps, 'database' | 'hotline'>,
  values: Record<string, string>,
  forTerm: { zone: string; now: Date } | null,
): Promise<Checked<Sitting>> {
  const person = await checkPerson(deps, values);
  const term = forTerm && readTerm(values, forTerm.zone, forTerm.now);
  const faults = [...(person.faults ?? []), ...(term?.faults ?? [])];
  return person.entry && faults.length === 0
    ? { entry: { person: person.entry, term: term?.entry ?? null } }
    : { faults };
}

function sit(
  tx: Tx,
  seen: SeenSeat,
  { term, ...newcomer }: NewHolder & Pick<Sitting, 'term'>,
  change: DirectoryChange,
): Promise<SeatOutcome> {
  return term === null
    ? takeSeat(tx, seen, newcomer, change)
    : standIn(tx, seen, { ...newcomer, term }, change);
}
