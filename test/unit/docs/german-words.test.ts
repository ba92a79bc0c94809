import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What people read and hear in German; the words of docs/glossary.md count, and not these. */
const FORBIDDEN =
  /\b(Fall|Fälle|Fälle[ns]?|Falles|Dienstplan\w*|Dienstpläne\w*|Registry|Rota|Eskalationsrichtlinie\w*|Pager\w*|Netzbetreiber\w*|Mitschrift\w*|Kontakte?n?|ungeprüft\w*|Vertragsplan\w*|Alarmierung\w*|Benachrichtigung(?:en)?|[vV]ersprochen\w*|Versprechen\w*|[vV]ersäumt\w*|Anrufprotokoll\w*|Pläne\w*|Öffnungszeit\w*|am Apparat)\b/;

const PLACES = [
  'voice-flows/prompts/de.yaml',
  ...globSync('src/web/console/words/de/*.ts'),
  'src/web/practice/page/texts.js',
  'src/web/evidence/page/words-de.js',
];

test('the ledger is the Nachweisbuch: Verzeichnis is the directory', () => {
  const customersRead = ['src/web/evidence/page/words-de.js', 'src/web/console/words/de/monthly.ts'];
  expect(customersRead.filter((place) => readFileSync(place, 'utf8').includes('Verzeichnis'))).toEqual([]);
});

test.each(PLACES)('%s has one word for one thing', (place) => {
  const lines = readFileSync(place, 'utf8')
    .split('\n')
    .map((line) =>
      line.replace(
        /\/\/.*|^\s*\*.*|^#.*|fillers: .*|\b(im|jeden|auf jeden|in diesem) Fall\b|unter Ton, Benachrichtigungen oder Modi/g,
        '',
      ),
    );
  expect(lines.filter((line) => FORBIDDEN.test(line))).toEqual([]);
});
