import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeOutput } from '../../../src/cli/support/write-output.ts';

async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'output-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'proof.json');
}

const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

test('what a command writes is read by whoever asked for it, and by nobody else on the machine', async () => {
  const file = await place();
  await writeOutput(file, 'Erika Mustermann');
  expect(await modeOf(file)).toBe('600');
});

test('a file that was there is read by whoever could read it before', async () => {
  const file = await place();
  await writeFile(file, 'before');
  await chmod(file, 0o640);
  await writeOutput(file, 'now');
  expect([await readFile(file, 'utf8'), await modeOf(file)]).toEqual(['now', '640']);
});
