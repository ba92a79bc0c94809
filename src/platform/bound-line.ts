/** A line of the log, bytes: an error may carry a whole request, and nobody reads more at three in the morning. */
const MAX_LINE_BYTES = 8 * 1024;
/** So many entries of a list are named in a line; the rest is a count. */
const MAX_NAMED = 20;
/** How long a text may be in a line that is too long, and of how many entries a list; the next pair, if that is not enough. */
const STEPS = [
  { characters: 1_500, entries: MAX_NAMED },
  { characters: 300, entries: 10 },
  { characters: 60, entries: 5 },
] as const;
const MAX_DEPTH = 6;

type Step = (typeof STEPS)[number];

/**
 * The fields of a line, with lists that are no longer than anybody reads: an outage may concern thousands of tickets. Looks
 * at the fields and at what stands in plain objects among them; all else is left as it is.
 */
export function boundLists(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (Array.isArray(value)) return [name, firstOf(value, MAX_NAMED)];
      return [name, depth < MAX_DEPTH && isPlain(value) ? boundLists(value, depth + 1) : value];
    }),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The beginning of a list that is too long, and how many more there are. */
function firstOf(list: readonly unknown[], most: number): readonly unknown[] {
  // what has been cut before says how much that was
  const cutBefore = Number(/^… and (\d+) more$/.exec(String(list.at(-1)))?.[1] ?? 0);
  const named = cutBefore > 0 ? list.slice(0, -1) : list;
  if (named.length <= most) return list;
  return [...named.slice(0, most), `… and ${named.length - most + cutBefore} more`];
}

/**
 * A JSON line that is no longer than it may be: long texts keep their beginning and say how long they were. What is short
 * enough is returned as it is.
 */
export function boundLine(line: string): string {
  if (fits(line)) return line;
  // what happened stands last in a line, and is the last to go
  const { msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  for (const step of STEPS) {
    const shorter = { ...(cut(fields, step, 0) as object), msg: cut(msg, step, 0) };
    const written = `${JSON.stringify(shorter)}\n`;
    if (fits(written)) return written;
  }
  const { level, time } = fields;
  return `${JSON.stringify({ level, time, msg: cut(msg, STEPS[0], 0) })}\n`;
}

function fits(line: string): boolean {
  return Buffer.byteLength(line) <= MAX_LINE_BYTES;
}

function cut(value: unknown, step: Step, depth: number): unknown {
  if (typeof value === 'string') return cutText(value, step.characters);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return firstOf(value, step.entries).map((one) => cut(one, step, depth + 1));
  const entries = Object.entries(value).slice(0, step.entries);
  return Object.fromEntries(
    entries.map(([name, one]) => [cutText(name, step.characters), cut(one, step, depth + 1)]),
  );
}

function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()}… (${text.length} characters)`;
}
