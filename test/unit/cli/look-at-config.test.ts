import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { lookAtConfig } from '../../../src/cli/support/look-at-config.ts';

function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'look-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'data');
}

test('looking makes no secret key where there is none, and takes the one that was made', () => {
  const DATA_DIR = newDataDir();
  lookAtConfig({ DATA_DIR });
  expect(existsSync(DATA_DIR)).toBe(false);
  const { secretKey } = readConfig({ DATA_DIR });
  expect(lookAtConfig({ DATA_DIR }).secretKey).toBe(secretKey);
});

test('what the service would refuse is refused: the key of before without the key of today', () => {
  const env = { DATA_DIR: newDataDir(), SECRET_KEY_PREVIOUS: 'the-secret-key-of-last-year' };
  expect(() => lookAtConfig(env)).toThrow('SECRET_KEY: missing, but needed since SECRET_KEY_PREVIOUS is set');
});
