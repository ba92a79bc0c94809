import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { roundTimes } from '../../../src/domain/escalation/step-times.ts';
import { windowOf } from '../domain/paging/windows.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const sheet = read('docs/data-sheet.md');

/** The rows of the table: what is promised, where it is kept, and the tests that show it. */
const rows = sheet
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| promised'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, promised = '', kept = '', shown = '']) => ({ promised, kept, shown }));

it('has a row for each promise', () => {
  expect(rows.length).toBeGreaterThanOrEqual(19);
});

test.each(rows)('$promised: what keeps it is there', ({ kept }) => {
  const paths = [...kept.matchAll(/`((?:src|voice-flows|directory)[^`]*)`/g)].map(([, path = '']) => path);
  for (const path of paths) expect(existsSync(join(ROOT, path)), path).toBe(true);
});

test.each(rows)('$promised: a test of that name shows it', ({ shown }) => {
  const stories = shown.split(' · ').map((story) => /^`([^`]+)`: (.+)$/.exec(story));
  expect(stories).not.toContain(null);
  for (const [, file = '', title = ''] of stories.filter((story) => story !== null))
    expect(read(file)).toContain(`('${title}`);
});

/** Minutes as hours and minutes. */
function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(Math.round(minutes % 60)).padStart(2, '0')}`;
}

it('draws the plans as paging draws them', () => {
  const { escalations } = parse(read('directory.sample.yaml'));
  const steps: { at: string; page: string[]; by: string[] }[] = escalations['front-line'].steps;
  const from = '2026-11-23T08:00:00Z';
  const drawn = [
    { name: '30 minutes', within: 'PT30M', length: 30 },
    { name: '4 hours', within: 'PT4H', length: 240 },
    { name: '6 hours', within: 'PT6H', length: 360 },
  ].map(({ name, within, length }) => {
    const window = windowOf(from, within, name === '6 hours' ? 'business' : 'always');
    const plan = roundTimes(steps, window, { round: 1, pagingFrom: new Date(from) });
    const minutes = (at: Date) => (at.getTime() - Date.parse(from)) / 60_000;
    const told = steps.map(
      ({ page, by }, index) =>
        `${clock(minutes(plan.steps[index] as Date))} ${by.join('+')} ${page.join(', ')}`,
    );
    return `${name}: ${told.join(' → ')} → ${clock(minutes(plan.lastResort))} ███ last resort → ${clock(length)} due`;
  });
  expect(sheet).toContain(drawn.join('\n'));
});
