import { expect, test } from 'vitest';
import { de } from '../../../../src/web/console/words/de/index.ts';
import { en } from '../../../../src/web/console/words/en/index.ts';

// scripts of a page, and without types
const { DE } = await import(String('../../../../src/web/evidence/page/words-de.js'));
const { EN } = await import(String('../../../../src/web/evidence/page/words-en.js'));

/** What can be counted, where it is more than one. */
const MANY = {
  en: /(?<![\d.,])1 (tickets|calls|times|hours|minutes|months|entries|facts|lines|days|steps|contacts|customers|pages|attempts|answers|deadlines|gaps|people|seats|requests|texts|reports|[a-z]+ contacts) ?/,
  de: /(?<![\d.,])1 (Tickets|Anrufe|Stunden|Minuten|Monate|Monaten|Einträge|Einträgen|Zeilen|Tage|Tagen|Stufen|Kunden|Alarme|Versuche|Antworten|Fristen|Lücken|Personen|Plätze|Anfragen|Zeiten|[a-z]+ Ansprechpartnern haben)/,
};

/** They are told a limit, which is far above one, or no count of what they name. */
const NO_COUNT = /csvCut|cut|tooManyRows|faults\.(calls|replications|tickets)|run\.faults/;

/** Every text of a tree of words with a 1 wherever it takes something. */
function said(words: object, path = ''): [path: string, text: string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] => {
    const here = `${path}.${name}`;
    if (typeof value === 'object' && value !== null) return said(value, here);
    if (typeof value !== 'function' || NO_COUNT.test(here)) return [];
    // some take their values in an object, or a list
    const named = new Proxy([1], { get: (of, key) => Reflect.get(of, key) ?? 1 });
    return [1, named].flatMap((first) => {
      try {
        return [[here, String(value(first, ...Array(9).fill(1)))]];
      } catch {
        return [];
      }
    });
  });
}

test.each([
  ['en', { ...en, evidence: EN }],
  ['de', { ...de, evidence: DE }],
] as const)('%s: one of a thing is not said as if it were several', (language, words) => {
  expect(said(words).filter(([, text]) => MANY[language].test(text))).toEqual([]);
});

test('of a single call none are the most', () => {
  expect(en.figures.busiest(1, 'Monday', 0)).toBe('1 call, on Monday from 0:00.');
  expect(de.figures.busiest(1, 'Montag', 0)).toBe('1 Anruf, am Montag ab 0 Uhr.');
  expect(de.figures.busiest(2, 'Montag', 9)).toBe('2 Anrufe; die meisten am Montag ab 9 Uhr.');
});
