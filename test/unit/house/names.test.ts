import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FILES = globSync('src/**/*.ts').map((file) => [file, readFileSync(file, 'utf8')] as const);

/** docs/glossary.md: one word for one thing, in the names of the code as well. */
test.each([
  ['a bound is MAX_ or MIN_', /\bconst ((?:LONGEST|SHORTEST|LEAST|MOST_(?!PRESSING)|PATIENCE)\w*)/g],
  ['what a part needs is handed in as its Deps', /\b(?:interface|type) (\w+(?:Parts|Shop|Desk))\b/g],
])('%s', (_rule, forbidden) => {
  const found = FILES.flatMap(([file, text]) =>
    [...text.matchAll(forbidden)].map(([, name]) => `${file} ${name}`),
  );
  expect(found).toEqual([]);
});
