import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../../src');
const STORES = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('-store.ts'),
);

/** What stands between parentheses that open at this place, without what stands in parentheses within. */
function outermost(text: string, from: number): string {
  let depth = 0;
  let inside = '';
  for (const letter of text.slice(from)) {
    if (letter === ')') depth -= 1;
    if (depth === 0 && inside !== '') return inside;
    if (depth === 1) inside += letter;
    if (letter === '(') depth += 1;
  }
  return inside;
}

/** Subqueries behind `in` that lock what they read. */
function lockingSubqueries(text: string): string[] {
  const opened = [...text.matchAll(/\bin (?=\(\s*select\b)/g)].map((found) => found.index + found[0].length);
  return opened
    .map((from) => outermost(text, from).replaceAll(/\s+/g, ' ').trim())
    .filter((query) => /\bfor (no key )?update\b/.test(query));
}

test('a subquery that locks is found, and what only stands beside a lock is not', () => {
  const once =
    'with held as (select id from a where b in (select c from d (e)) for update) delete from a using held';
  const often = 'delete from a where id in (\n  select id from a where (b) order by id for no key update)';
  expect(lockingSubqueries(once)).toEqual([]);
  expect(lockingSubqueries(often)).toEqual(['select id from a where () order by id for no key update']);
});

/**
 * Behind `in` it may be asked again for every row of the table, and then takes more than its limit says; in a `with` it is
 * asked once: https://www.postgresql.org/docs/current/queries-with.html
 */
test('what a statement locks is chosen once', () => {
  const found = STORES.flatMap((file) =>
    lockingSubqueries(readFileSync(join(SOURCE, file), 'utf8')).map((query) => `${file}: ${query}`),
  );
  expect(found).toEqual([]);
});
