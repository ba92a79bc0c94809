/** So long a text is new: the phone that got it is not put aside for another's. */
const NEW_FOR_MS = 60_000;

/**
 * Whose phone comes to the front when texts arrive: of several the first, since pages leave before texts that only inform.
 * An engineer's phone that has just got one itself stays; a supervisor's gives way to an engineer's.
 * @param fresh the texts that have just arrived, in their order
 * @param shown who has the phone in front
 * @param last the last message of that phone, if any
 * @param people whose phones may come to the front
 * @returns a number; undefined: the phone in front stays
 */
export function phoneToShow(fresh, { shown, last, people, now }) {
  const got = fresh.flatMap(({ phone, direction }) =>
    direction === 'in' ? people.filter(({ number }) => number === phone) : [],
  );
  const isNew = last?.direction === 'in' && now - Date.parse(last.at) < NEW_FOR_MS;
  const next = got.find(({ role }) => role !== 'supervisor') ?? got[0];
  if (next === undefined || next.number === shown?.number) return undefined;
  if (!isNew || fresh.some(({ sid }) => sid === last.sid)) return next.number;
  return shown?.role === 'supervisor' && next.role !== 'supervisor' ? next.number : undefined;
}
