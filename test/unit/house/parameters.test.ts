import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../../../src');
const MAX_PARAMETERS = 4;

/** What changes the record takes `work`, and what belongs together goes in together. */
test('a function has four parameters at most', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files.flatMap((file) => longSignatures(file))).toEqual([]);
});

/** The functions of a file that have too many parameters, as `file function`. */
function longSignatures(file: string): string[] {
  const module = parseSync(readFileSync(join(SRC, file), 'utf8'), { syntax: 'typescript', target: 'esnext' });
  return [...functionsIn(module.body, 'anonymous')]
    .filter(({ parameters }) => parameters > MAX_PARAMETERS)
    .map(({ name }) => `${file} ${name}`);
}

/** Every function, method and function type below a node, by the nearest name above it. */
function* functionsIn(node: unknown, above: string): Generator<{ name: string; parameters: number }> {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const one of node) yield* functionsIn(one, above);
    return;
  }
  const fields = node as Record<string, unknown>;
  const name = nameOf(fields) ?? above;
  if (Array.isArray(fields.params) && /Function|Method|Constructor/.test(String(fields.type)))
    yield { name, parameters: fields.params.length };
  for (const field of Object.values(fields)) yield* functionsIn(field, name);
}

function nameOf({ identifier, id, key }: Record<string, unknown>): string | undefined {
  const named = (identifier ?? id ?? key) as { value?: unknown } | undefined;
  return typeof named?.value === 'string' ? named.value : undefined;
}
