import { colors } from '../support/terminal.ts';

/** Who a line of the story belongs to; each has a colour. */
type Voice = 'hotline' | 'customer' | 'engineer' | 'clock';

const COLOURS: Record<Voice, (text: string) => string> = {
  hotline: colors.cyan,
  customer: colors.yellow,
  engineer: colors.magenta,
  clock: colors.green,
};

const NAME_WIDTH = 16;
const TEXT_WIDTH = 84;
const MARGIN = ' '.repeat(7);

/** Writes lines of a story: the time since it began, who, and what, wrapped to a terminal. */
export function storyWriter(write: (line: string) => void, elapsedMs: () => number) {
  return (voice: Voice, name: string, text: string): void => {
    const colour = COLOURS[voice];
    const [first = '', ...rest] = wrap(text, TEXT_WIDTH);
    const label = name.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 1)}…` : name.padEnd(NAME_WIDTH);
    write(`${colors.dim(minutes(elapsedMs()).padStart(5))}  ${colour(colors.bold(label))} ${colour(first)}`);
    for (const line of rest) write(`${MARGIN}${' '.repeat(NAME_WIDTH)} ${colour(line)}`);
  };
}

/** A length of time as minutes and seconds: 29:46. */
export function minutes(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Breaks a text into lines no longer than the width, at its spaces. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
