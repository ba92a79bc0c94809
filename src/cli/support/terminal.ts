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

/** Writes lines to standard output. */
export function print(...lines: string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** Writes a value for machines. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Writes to standard error: progress, and what went wrong. */
export function note(...lines: string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
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
