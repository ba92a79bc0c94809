import { expect, test } from 'vitest';
import { hideSecrets } from '../../../src/platform/hide-secrets.ts';
import { CONSOLE_TABLE } from '../../../src/web/console/console-table.ts';

const OURS = 'marked-name-that-opens-something';
/** Whoever has the address needs no more: no row that asks who comes in has one of these. */
const SECRETS = /:(?:token|secret)\b/g;

const paths = [...CONSOLE_TABLE.map(({ path }) => path), '/calendar/:secret.ics'].filter((path) =>
  path.match(SECRETS),
);

test('no address that opens something by itself stands in a log or trace', () => {
  expect(paths.length).toBeGreaterThan(10);
  for (const path of paths) {
    const address = `https://hotline.example${path.replaceAll(SECRETS, OURS)}?lang=de`;
    expect(hideSecrets(address), path).not.toContain(OURS);
    expect(hideSecrets(address), path).toContain('…');
  }
});

test('every other address stays as it is', () => {
  for (const path of ['/tickets/4711', '/registry/customers/100234', '/practice/calls', '/p', '/'])
    expect(hideSecrets(path)).toBe(path);
});
