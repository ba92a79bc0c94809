import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LONGEST } from '../../support/longest-tests.ts';

const ROOT = join(import.meta.dirname, '../../..');

test('the test files that begin first are there, whatever they are called now', () => {
  expect(LONGEST.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});
