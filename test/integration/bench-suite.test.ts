import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const bench = (...args: string[]) => run(process.execPath, ['bench/run.ts', ...args]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotline-bench-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// what it measures in so short a time says nothing: it only has to run, and to show its figures and nothing else
test('the suite runs to its end, keeps its figures, and finds them again', { timeout: 120_000 }, async () => {
  const file = join(folder, 'kept.json');
  const { stdout } = await bench('all', '--short', '--seed', '7', '--json', file);
  expect(stdout).not.toContain('"level"');
  const kept = JSON.parse(await readFile(file, 'utf8'));
  expect(kept).toMatchObject({ seed: 7, node: process.version });
  for (const { name, ratio } of kept.figures) {
    expect(stdout, name).toContain(name);
    expect(ratio, name).toBeGreaterThan(0);
  }
  const again = await bench('deadlines', '--short', '--compare', file);
  expect(again.stdout).toMatch(/kept: (better|worse|the same|too noisy to tell)/);
});

test('a file that holds no figures is said to be none', async () => {
  const file = join(folder, 'none.json');
  await writeFile(file, '{}');
  await expect(bench('deadlines', '--short', '--compare', file)).rejects.toThrow(/holds no figures/);
});
