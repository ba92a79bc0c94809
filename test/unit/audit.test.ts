import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../../scripts/audit.ts');

/** Runs the audit with an npm that says this. */
function auditWith(npm: { says?: string; complains?: string; code: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  const { says = '', complains = '', code } = npm;
  writeFileSync(join(folder, 'says'), says);
  writeFileSync(join(folder, 'complains'), complains);
  const stub = join(folder, 'npm');
  writeFileSync(stub, `#!/bin/sh\ncat "${folder}/says"\ncat "${folder}/complains" >&2\nexit ${code}\n`);
  chmodSync(stub, 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT], { encoding: 'utf8', env });
  rmSync(folder, { recursive: true });
  return { status, said: stdout };
}

const found = (high: number, critical: number, total: number) =>
  JSON.stringify({ metadata: { vulnerabilities: { high, critical, total } } });

it.each([
  ['none at all', found(0, 0, 0), 0, '0 grave weaknesses, 0 in all'],
  ['mild ones', found(0, 0, 3), 0, '0 grave weaknesses, 3 in all'],
  ['a high one', found(1, 0, 3), 1, '1 grave weaknesses, 3 in all'],
  ['a critical one', found(0, 1, 1), 1, '1 grave weaknesses, 1 in all'],
])('the registry knows of %s', (_, says, code, words) => {
  const { status, said } = auditWith({ says, code: 1 });
  expect(said).toContain(words);
  expect(status).toBe(code);
});

it.each([
  [
    'says that it has no such thing',
    { says: '{"message":"404 Not Found - POST /audits"}', code: 1 },
    '404 Not Found',
  ],
  [
    'refuses',
    { says: '{"error":{"summary":"audit endpoint\\nreturned an error"}}', code: 1 },
    'endpoint returned an',
  ],
  ['cannot be reached', { complains: 'npm error getaddrinfo ENOTFOUND', code: 1 }, 'ENOTFOUND'],
  ['answers with a page', { says: '<html>sign in</html>', code: 0 }, 'no answer'],
  ['says nothing', { code: 0 }, 'no answer'],
])('a registry that %s could not be asked, which is no pass and no weakness', (_, npm, reason) => {
  const { status, said } = auditWith(npm);
  expect(said).toContain('could not be asked');
  expect(said).toContain(reason);
  expect(status).toBe(2);
});
