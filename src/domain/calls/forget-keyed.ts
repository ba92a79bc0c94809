import type { Tx } from '../../platform/db/database.ts';
import { findCustomer } from '../customers/customer-store.ts';
import type { Flow } from '../flow/flow.ts';
import type { Call } from './call.ts';
import { dropVars } from './call-store.ts';

/** What actions make of digits: the number that was keyed in, and the one that was agreed on. */
const MADE_OF_DIGITS = ['new-number', 'callback-number'];
const CUSTOMER = 'customer-number';

/**
 * A leg has ended: what was keyed in on it has served its purpose and is taken from its row, since people key a PIN where
 * something else is asked for. Only the number of a customer there is stays: it tells who a missed caller may have been.
 */
export async function forgetKeyed(tx: Tx, call: Call, flow: Flow): Promise<void> {
  const keyed = Object.values(flow.states).flatMap((state) =>
    state.type === 'collect' ? (state['save-as'] ?? []) : [],
  );
  const names = [...keyed, ...MADE_OF_DIGITS].filter((name) => Object.hasOwn(call.visit.vars, name));
  const keepsCustomer =
    names.includes(CUSTOMER) && (await findCustomer(tx, call.visit.vars[CUSTOMER] ?? '')) !== null;
  const gone = keepsCustomer ? names.filter((name) => name !== CUSTOMER) : names;
  if (gone.length > 0) await dropVars(tx, call.id, gone);
}
