const PREFIX = 'ticket.';

/** What an entry shows by a name; undefined where the field is withheld, or there is none. */
export const shownIn = ({ fields }, wanted) => fields.find(({ name }) => name === wanted)?.value;

/** In the entry of an objection that gave a promise anew: the one that it ended. */
export const PROMISE_BEFORE = 'detail.promiseBefore';

/** Its members as those of a ticket are proven: texts; undefined where there is none. */
function promiseIn(text) {
  try {
    const members = Object.entries(JSON.parse(text ?? 'null') ?? {});
    return members.length === 0
      ? undefined
      : Object.fromEntries(members.map(([name, value]) => [name, written(value)]));
  } catch {
    return undefined;
  }
}

/**
 * What the entries prove of each ticket: of each member the value of the newest entry that has it. One that is withheld there
 * is undefined, since an older value would be no answer.
 */
export function provenTickets(entries) {
  const tickets = new Map();
  for (const entry of entries) {
    const number = shownIn(entry, 'ticket');
    if (number === undefined) continue;
    const proven = tickets.get(number) ?? { members: new Map(), earlier: [], steps: [] };
    tickets.set(number, proven);
    note(proven, entry);
  }
  return tickets;
}

function note(proven, entry) {
  for (const { name, value } of entry.fields)
    if (name.startsWith(PREFIX)) proven.members.set(name.slice(PREFIX.length), value);
  const ended = promiseIn(shownIn(entry, PROMISE_BEFORE));
  if (ended) proven.earlier.push({ ...ended, answeredHow: proven.answeredHow });
  const [kind, at] = [shownIn(entry, 'kind'), shownIn(entry, 'at')];
  if (kind === 'answered') proven.answeredHow = shownIn(entry, 'detail.how');
  if (kind !== undefined && at !== undefined) proven.steps.push({ kind, at, actor: shownIn(entry, 'actor') });
}

/**
 * What is told of the tickets, against what is proven.
 * @returns which member of which ticket is told otherwise, and which cannot be told from the entries at all
 */
export function compareTold(told, proven) {
  const faults = [];
  const unproven = [];
  for (const { number, ...members } of told) {
    const known = proven.get(number)?.members;
    if (known === undefined) {
      faults.push({ code: 'unknown-ticket', about: { ticket: number } });
      continue;
    }
    for (const member of new Set([...Object.keys(members), ...known.keys()])) {
      const [said, was] = [written(members[member]), known.get(member)];
      const about = { ticket: number, member, said, was };
      if (was !== undefined && was !== said) faults.push({ code: 'told-otherwise', about });
      if (was === undefined && said !== 'null') unproven.push(about);
    }
  }
  return { faults, unproven };
}

/** As it stands in a field: texts as they are, everything else as JSON with its members sorted by name; absent is null. */
function written(value) {
  if (typeof value === 'string') return value;
  return JSON.stringify(value ?? null, (_name, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
