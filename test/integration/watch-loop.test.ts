import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const PROGRAM = join(import.meta.dirname, '../support/standing-process.ts');

/** @returns the process as soon as it runs, and how it ends */
async function run(limitSeconds: number, standstillSeconds: number) {
  const child = spawn(process.execPath, [PROGRAM, String(limitSeconds), String(standstillSeconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  const said = text(child.stdout);
  await once(child, 'spawn');
  return { child, ended, said };
}

it('a process whose loop stands is ended, and says why, once', async () => {
  const { ended, said } = await run(1, 30);
  expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
  const lines = (await said).trim().split('\n').slice(1);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 60,
    msg: expect.stringContaining('this process hung'),
    stoodForMs: expect.any(Number),
  });
}, 30_000);

it('a loop that stands for a moment goes on', async () => {
  const { ended } = await run(20, 1);
  expect(await ended).toEqual({ code: 0, signal: null });
}, 30_000);
