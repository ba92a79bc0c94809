import { styleText } from 'node:util';

/** Only where a person looks: Node asks the terminal, NO_COLOR and FORCE_COLOR. */
const paint = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text);

export const colors = {
  bold: paint('bold'),
  cyan: paint('cyan'),
  dim: paint('dim'),
  green: paint('green'),
  magenta: paint('magenta'),
  red: paint('red'),
  yellow: paint('yellow'),
};

/**
 * What a terminal obeys instead of showing it, and what turns the writing round: names, proof files and calendars may be
 * somebody else's. Behind it may stand what makes a colour of it.
 */
const OBEYED = /[[\p{Cc}\u202a-\u202e\u2066-\u2069]--[\n\t]](\[(?:1|2|22|3[1-69])m)?/gv;
const ESCAPE = '\u001b';

/** A text as a terminal may be given it: what would be obeyed is shown by its number, but for the colours from above. */
export function shown(text: string): string {
  return text.replace(OBEYED, (obeyed, color = '') =>
    obeyed.startsWith(ESCAPE) && color !== '' ? obeyed : `\u{fffd}U+${numberOf(obeyed)}${color}`,
  );
}

/** Of the first character, in four digits. */
function numberOf(text: string): string {
  return text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

/** Writes lines to standard output. */
export function print(...lines: string[]): void {
  process.stdout.write(lines.map((line) => `${shown(line)}\n`).join(''));
}

/** Writes a value for machines: the same value, whatever is in it. */
export function printJson(value: unknown): void {
  print(
    JSON.stringify(value, null, 2).replace(OBEYED, (obeyed, color = '') => `\\u${numberOf(obeyed)}${color}`),
  );
}

/** Writes to standard error: progress, and what went wrong. */
export function note(...lines: string[]): void {
  process.stderr.write(lines.map((line) => `${shown(line)}\n`).join(''));
}

/** `hotline flows | head -1` closes our output early, which is no fault. What is being done is still done to its end. */
export function allowClosedOutput(): void {
  const ignoreClosed = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  };
  process.stdout.on('error', ignoreClosed);
  process.stderr.on('error', ignoreClosed);
}

/** `1 customer`, `2 customers`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
