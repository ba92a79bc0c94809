import { expect, test } from 'vitest';
import { nextLogLevel } from '../../src/platform/next-log-level.ts';

test.each([
  ['info', ['debug', 'trace', 'info', 'debug']],
  ['warn', ['debug', 'trace', 'warn', 'debug']],
  ['debug', ['trace', 'debug', 'trace', 'debug']],
  ['trace', ['debug', 'trace', 'debug', 'trace']],
])('from %s: more and more, then as before', (configured, levels) => {
  let level = configured;
  const heard = levels.map(() => {
    level = nextLogLevel(level, configured);
    return level;
  });
  expect(heard).toEqual(levels);
});
