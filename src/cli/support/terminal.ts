import { styleText } from 'node:util';
import { fileFault } from '../../platform/file-fault.ts';
import { FAILED } from './exit-code.ts';

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

/**
 * `hotline flows | head -1` closes our output early, which is no fault. Output that is lost otherwise, as on a full disk, is said
 * once, and the command has failed. What is being done is done to its end all the same.
 */
export function watchOutput(): void {
  let isLost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || isLost) return;
    isLost = true;
    note(
      `What the command prints cannot be written: ${fileFault(error)}.`,
      '→ Let it print somewhere else. What it had to change is changed.',
    );
    process.once('exit', () => {
      process.exitCode ||= FAILED;
    });
  });
  // there is nobody else to tell
  process.stderr.on('error', () => {});
}

/** `1 customer`, `2 customers`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
