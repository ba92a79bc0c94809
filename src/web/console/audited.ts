import {
  addAuditEntry,
  addAuditEntryOnce,
  type Doer,
  type NewAuditEntry,
} from '../../domain/users/audit-trail-store.ts';
import type { Tx } from '../../platform/db/database.ts';
import { isHeadOnly } from '../is-head-only.ts';
import type { RouteContext } from './route.ts';

type By = Pick<RouteContext, 'deps' | 'user' | 'now'>;
type Looker = Pick<RouteContext, 'deps' | 'now' | 'request'> & { user: Doer };

/**
 * Changes something together with its entry in the audit trail: both are there, or neither.
 * @param act is told who changes it, and when
 * @param entryOf what is written down of an outcome; false: nothing was changed
 */
export function audited<Outcome>(
  { deps, user, now }: By,
  act: (tx: Tx, change: { by: string; now: Date }) => Promise<Outcome>,
  entryOf: (outcome: Outcome) => NewAuditEntry | false,
): Promise<Outcome> {
  return deps.database.transaction(async (tx) => {
    const outcome = await act(tx, { by: user.name, now });
    const entry = entryOf(outcome);
    if (entry !== false) await addAuditEntry(tx, user, entry, now);
    return outcome;
  });
}

/** Writes down that somebody looked. */
export async function auditView({ deps, user, now, request }: Looker, entry: NewAuditEntry): Promise<void> {
  if (!isHeadOnly(request)) await addAuditEntry(deps.database, user, entry, now);
}

/** Looking again within so long is the same look: somebody loads a list anew, or types letter by letter. */
const SAME_LOOK_MS = 10 * 60_000;

/** The same of what is looked at again and again: once for all looks that follow one another within a while. */
export async function auditLook(
  { deps, user, now, request }: Looker,
  entry: Pick<NewAuditEntry, 'action'> & { subject: string },
  withinMs = SAME_LOOK_MS,
): Promise<void> {
  if (!isHeadOnly(request)) await addAuditEntryOnce(deps.database, user, entry, { now, withinMs });
}
