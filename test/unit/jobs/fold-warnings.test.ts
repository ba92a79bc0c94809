import { expect, test } from 'vitest';
import { warnFolded } from '../../../src/jobs/fold-warnings.ts';
import { createLogger } from '../../../src/log.ts';

test('what fails again and again is said once a minute for each kind, with a count', () => {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const log = createLogger('warn', { readable: false, destination });
  const fail = (kind: string, at: number) =>
    warnFolded(log, { kind, fields: { kind, subject: String(at) }, text: 'could not be sent yet' }, at);
  for (let second = 0; second < 60; second += 1) fail('send-message', second * 1_000);
  fail('place-call', 59_500);
  fail('send-message', 60_000);
  fail('send-message', 130_000);
  expect(lines.map(({ kind, subject, moreLikeThis }) => [kind, subject, moreLikeThis])).toEqual([
    ['send-message', '0', undefined],
    ['place-call', '59500', undefined],
    ['send-message', '60000', 59],
    ['send-message', '130000', undefined],
  ]);
});
