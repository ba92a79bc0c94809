import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BARE, ended, hotlineProcess } from '../support/hotline-command.ts';

/** A file on a disk that is always full, where the system has one. */
const FULL = '/dev/full';
const CLI = join(import.meta.dirname, '../../src/cli.ts');
const LOGGING = join(import.meta.dirname, '../support/logging-process.ts');

function openFull(): number {
  const full = openSync(FULL, 'w');
  onTestFinished(() => closeSync(full));
  return full;
}

/** Runs a process that logs to its end. */
function logTo(output: number, errors: number | 'pipe') {
  const child = spawn(process.execPath, [LOGGING], { stdio: ['pipe', output, errors], timeout: 10_000 });
  child.stdin?.end();
  return ended(child);
}

test.skipIf(!existsSync(FULL))('a log that finds no room ends nothing, and says so once', async () => {
  const { code, err } = await logTo(openFull(), 'pipe');
  expect([code, err]).toEqual([
    0,
    'The log cannot be written: the disk is full. The service goes on; what it logs meanwhile may be lost.\n',
  ]);
});

test.skipIf(!existsSync(FULL))('neither does one that cannot even be complained about', async () => {
  const full = openFull();
  expect(await logTo(full, full)).toMatchObject({ code: 0 });
});

test.skipIf(!existsSync(FULL))('a command whose answer is lost has failed, and says why', async () => {
  const { code, err } = await hotlineProcess(['flows'], { output: openFull() });
  expect([code, err]).toEqual([
    1,
    'What the command prints cannot be written: the disk is full.\n→ Let it print somewhere else. What it had to change is changed.\n',
  ]);
});

const DEADLINES = ['deadlines', '--directory', join(import.meta.dirname, '../support/directory.yaml')];

test.skipIf(!existsSync(FULL))('neither is it another fault where deadlines find no room', async () => {
  const question = '{"calendar":"munich","severity":1,"plan":"enhanced","at":"2026-11-23T10:00:00Z"}\n';
  const { code, err } = await hotlineProcess(DEADLINES, { input: question, output: openFull() });
  expect([code, err]).toEqual([
    1,
    'What the command prints cannot be written: the disk is full.\n→ Let it print somewhere else. What it had to change is changed.\n',
  ]);
});

test('deadlines of a folder are not told as none', async () => {
  const folder = openSync(import.meta.dirname, 'r');
  onTestFinished(() => closeSync(folder));
  const child = spawn(process.execPath, [CLI, ...DEADLINES], { env: BARE, stdio: [folder, 'pipe', 'pipe'] });
  expect(await ended(child)).toEqual({
    code: 1,
    out: '',
    err: 'Standard input cannot be read: it is a folder.\n→ Give it a file of JSON Lines: npm run -s hotline -- deadlines < requests.jsonl\n',
  });
});
