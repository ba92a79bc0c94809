/** So far ahead promises are proven unless somebody asks for another time. */
export const DAYS_AHEAD = 90;
const DAY_MS = 86_400_000;

/** The time ahead of an instant. */
export function timeAhead(from: Date): { from: Date; until: Date } {
  return { from, until: new Date(from.getTime() + DAYS_AHEAD * DAY_MS) };
}
