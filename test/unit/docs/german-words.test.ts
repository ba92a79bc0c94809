import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What people read and hear in German; the words of docs/glossary.md count, and not these. */
const FORBIDDEN =
  /\b(Fall|Fälle|Fälle[ns]?|Falles|Dienstplan\w*|Dienstpläne\w*|Registry|Rota|Eskalationsrichtlinie\w*|Pager\w*|Netzbetreiber\w*|Mitschrift\w*|Kontakte?n?|ungeprüft\w*|Vertragsplan\w*|Alarmierung\w*)\b/;

const PLACES = [
  'voice-flows/prompts/de.yaml',
  ...globSync('src/web/console/words/de/*.ts'),
  'src/web/practice/page/texts.js',
];

test.each(PLACES)('%s has one word for one thing', (place) => {
  const lines = readFileSync(place, 'utf8')
    .split('\n')
    .map((line) =>
      line.replace(/\/\/.*|^\s*\*.*|^#.*|fillers: .*|\b(im|jeden|auf jeden|in diesem) Fall\b/g, ''),
    );
  expect(lines.filter((line) => FORBIDDEN.test(line))).toEqual([]);
});
