import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What people read and hear in English; the words of docs/glossary.md count, and not these. */
const FORBIDDEN =
  /\b([Rr]egistry|[Rr]otas?|[Rr]osters?|[Pp]agers?|[Aa]lerts?|[Cc]ases?|[Cc]o-owners?|(?<!technical )account managers?|(?:the|a|an|this|into|to|of|their) talks?)\b/;

const PLACES = [
  'voice-flows/prompts/en.yaml',
  ...globSync('src/web/console/words/en/*.ts'),
  'src/web/practice/page/texts.js',
  'src/web/evidence/page/words-en.js',
  'src/web/api/listen-endpoint.ts',
  'src/web/api/problem.ts',
];

/** What is read of a line: no comments, no names of texts and values, and none of the words that a text message may have. */
const read = (line: string) =>
  line.replace(
    /\/\/.*|^\s*\/?\*.*|^#.*|^\s*fillers: .*|^\s*['"]?[\w-]+['"]?: ?|\{[a-z-]+[}:]|^import .*|^export .*/g,
    '',
  );

test.each(PLACES)('%s has one word for one thing', (place) => {
  const lines = readFileSync(place, 'utf8').split('\n').map(read);
  expect(lines.filter((line) => FORBIDDEN.test(line))).toEqual([]);
});
