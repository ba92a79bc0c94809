import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { retriedTests } from '../../scripts/retried-tests.ts';

const MODULES = join(import.meta.dirname, '../../node_modules');
const TESTS = `import { expect, test } from 'vitest';
let tries = 0;
test('fails at first', { retry: 1 }, () => { tries += 1; expect(tries).toBe(2); });
test('always passes', { retry: 1 }, () => {});
test('never passes', { retry: 1 }, () => { expect(1).toBe(2); });
`;

test('a test that passed only when it was run again is told, and no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'retried-'));
  try {
    await symlink(MODULES, join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'one.test.js'), TESTS);
    const args = ['run', '--root', folder, '--reporter=json', '--outputFile=report.json'];
    // one of them fails, and with it the run
    await promisify(execFile)(join(MODULES, '.bin/vitest'), args, { cwd: folder }).catch(() => {});
    const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
    expect(report).toMatchObject({ numPassedTests: 2, numFailedTests: 1 });
    expect(retriedTests(report)).toEqual([expect.stringMatching(/one\.test\.js: fails at first$/)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
