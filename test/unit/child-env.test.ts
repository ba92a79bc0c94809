import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const MODULE = new URL('../../src/platform/child-env.ts', import.meta.url).href;

/** Where a process and its child take what is compiled from, if the process is begun with a script. */
function foldersOf(script: string): unknown {
  const child = 'console.log(JSON.stringify(require("node:module").getCompileCacheDir() ?? null))';
  const code = `import { enableCompileCache, getCompileCacheDir } from 'node:module';
    import { execFileSync } from 'node:child_process';
    ${script}
    const { childEnv } = await import(${JSON.stringify(MODULE)});
    const told = execFileSync(process.execPath, ['-e', ${JSON.stringify(child)}], { env: childEnv() });
    console.log(JSON.stringify([getCompileCacheDir() ?? null, JSON.parse(told)]));`;
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { env }).toString());
}

test('a child process takes what is compiled from where its parent does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  try {
    const [own, ofChild] = foldersOf(`enableCompileCache(${JSON.stringify(folder)});`) as string[];
    expect(own).toContain(folder);
    expect(ofChild).toBe(own);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('and from nowhere if its parent does not', () => {
  expect(foldersOf('')).toEqual([null, null]);
});
