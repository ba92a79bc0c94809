import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Every place the map names, with what is to be found there. */
const places = [
  ...readFileSync(join(ROOT, 'docs/map.md'), 'utf8').matchAll(/`(src\/[^`]+\.ts)` `(\w+)`/g),
].map(([, file = '', name = '']) => ({ file, name }));

test('names a way through the house for each thing that happens', () => {
  expect(places.length).toBeGreaterThan(40);
});

test.each(places)('$name is in $file', ({ file, name }) => {
  expect(existsSync(join(ROOT, file))).toBe(true);
  expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(
    new RegExp(`^export (async )?(function|const) ${name}\\b`, 'm'),
  );
});
