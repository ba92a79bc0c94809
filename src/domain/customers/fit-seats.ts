import type { Tx } from '../../platform/db/database.ts';
import { assignSeats } from './assign-seats.ts';
import { heldSeats, moveToSeat } from './seat-store.ts';

/**
 * Makes the contacts of customers fit into so many seats: who sits beyond them takes the lowest free one.
 * @returns the customers who have more contacts than that; then nothing was moved
 */
export async function fitSeats(tx: Tx, customers: readonly string[], limit: number): Promise<string[]> {
  const byCustomer = Map.groupBy(await heldSeats(tx, customers), ({ customer }) => customer);
  const tooFull = [...byCustomer].filter(([, held]) => held.length > limit).map(([customer]) => customer);
  if (tooFull.length > 0) return tooFull;
  for (const held of byCustomer.values()) {
    const seats = assignSeats(
      held.map(({ seat }) => seat),
      limit,
    );
    for (const [index, { id, seat }] of held.entries()) {
      const assigned = seats[index] ?? seat;
      if (assigned !== seat) await moveToSeat(tx, id, assigned);
    }
  }
  return [];
}
