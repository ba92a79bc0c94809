import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FLOW_RULES } from '../../src/app/flow-rules.ts';
import { calendarFaults } from '../../src/domain/calendar/calendar-definition.ts';
import { readDirectoryFile } from '../../src/domain/directory-entry/directory-file.ts';
import { SAMPLE_DIRECTORY } from '../../src/domain/directory-entry/sample-directory.ts';
import { gatherOrderWords } from '../../src/domain/flow/order-words.ts';
import { loadScript, readScript, SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { scheduleFaults } from '../../src/domain/oncall/schedule-faults.ts';
import { parseOrder } from '../../src/domain/sms/order-grammar.ts';
import { runs, spoilt, strangeText } from './strange.ts';

/** Nobody waits longer for a file to be refused. */
const TIMEOUT_MS = 5_000;
const SAMPLE = readFileSync(SAMPLE_DIRECTORY, 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-flows-'));
  cpSync(SHIPPED_FLOWS, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inTime<T>(work: () => T): T {
  const begun = performance.now();
  const result = work();
  expect(performance.now() - begun).toBeLessThan(TIMEOUT_MS);
  return result;
}

/** What is wrong is said with a file, a line and what to do; nothing is thrown. */
function areSaid(faults: readonly { file: string; line: number; message: string; remedy: string }[]): void {
  for (const fault of faults) {
    expect(fault.line).toBeGreaterThanOrEqual(0);
    expect([fault.message, fault.remedy]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
  }
}

test('a spoilt directory file is read, or refused with its faults', () => {
  fc.assert(
    fc.property(spoilt(SAMPLE), (text) => {
      areSaid(
        inTime(() => readDirectoryFile(text, 'directory.yaml', { calendarFaults, scheduleFaults })).faults ??
          [],
      );
    }),
    runs(500),
  );
}, 600_000);

test.each(['caller.yaml', 'engineer.yaml', 'callback.yaml', 'prompts/de.yaml'])(
  'a spoilt %s is read, or refused with its faults',
  (name) => {
    const text = readFileSync(join(SHIPPED_FLOWS, name), 'utf8');
    try {
      fc.assert(
        fc.property(spoilt(text), (changed) => {
          writeFileSync(join(folder, name), changed);
          areSaid(inTime(() => readScript(folder, FLOW_RULES)).faults);
        }),
        runs(16),
      );
    } finally {
      writeFileSync(join(folder, name), text);
    }
  },
  600_000,
);

test('any text is an order or none, at once', () => {
  const words = gatherOrderWords(loadScript(SHIPPED_FLOWS, FLOW_RULES).prompts.values());
  const order = fc
    .tuple(fc.constantFrom('A', 'c', 'P ', 'D', '?', 'Übernehme', 'F'), strangeText)
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(strangeText, order), (text) => {
      const { command, ticket } = inTime(() => parseOrder(text, { words, names: [] }));
      expect(typeof command).toBe('string');
      if (ticket !== null) expect(ticket).toMatch(/^\d+$/);
    }),
    runs(10_000),
  );
}, 600_000);
