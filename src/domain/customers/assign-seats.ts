/**
 * Gives every contact a seat: who has one within the limit keeps it, the others take the lowest that are free.
 * @param held the seat of each contact, undefined for one who has none yet
 * @returns a seat for each, in the same order; seats beyond the limit if there are too few
 */
export function assignSeats(held: readonly (number | undefined)[], limit: number): number[] {
  const kept = held.map((seat) => (seat !== undefined && seat <= limit ? seat : undefined));
  const taken = new Set(kept);
  let next = 1;
  return kept.map((seat) => {
    if (seat !== undefined) return seat;
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  });
}
