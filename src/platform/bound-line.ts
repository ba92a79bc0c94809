/** A line of the log, bytes: an error may carry a whole request, and nobody reads more at three in the morning. */
export const MAX_LINE_BYTES = 8 * 1024;
/** How long a text may be in a line that is too long, and of how many entries a list; the next pair, if that is not enough. */
const STEPS = [
  { characters: 1_500, entries: 20 },
  { characters: 300, entries: 10 },
  { characters: 60, entries: 5 },
] as const;
const MAX_DEPTH = 6;

type Step = (typeof STEPS)[number];

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
  if (Array.isArray(value)) return value.slice(0, step.entries).map((one) => cut(one, step, depth + 1));
  const entries = Object.entries(value).slice(0, step.entries);
  return Object.fromEntries(
    entries.map(([name, one]) => [cutText(name, step.characters), cut(one, step, depth + 1)]),
  );
}

function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()}… (${text.length} characters)`;
}
