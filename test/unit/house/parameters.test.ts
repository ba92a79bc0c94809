import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../../../src');
const MAX_PARAMETERS = 4;

/** Where functions have more parameters than four, each with the reason; what changes the record takes `work` instead. */
const EXEMPT: Record<string, string> = {
  'cli/seed/make-record.ts': 'the made-up year is told from five lists',
  'domain/customers/':
    'what a form of the console changes: who, what stood there, what is to stand there, and when',
  'domain/directory-changes/': 'the same',
  'domain/users/': 'the same, with the keys that are needed for it',
  'telephony/twilio/render-twiml.ts': 'a piece of markup: each argument is a thing that it says',
  'web/console/': 'a piece of a view: each argument is a thing that it shows',
};

test('a function has four parameters at most, but where the table says why', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const found = files.flatMap((file) => longSignatures(file));
  const exempt = Object.keys(EXEMPT);
  expect(found.filter((name) => !exempt.some((place) => name.startsWith(place)))).toEqual([]);
  expect(exempt.filter((place) => !found.some((name) => name.startsWith(place)))).toEqual([]);
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
