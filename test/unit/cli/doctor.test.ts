import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { lookAtSettings, maskUrl } from '../../../src/cli/doctor/look-at-settings.ts';
import { lookAtConfig } from '../../../src/cli/support/look-at-config.ts';

const env = {
  PUBLIC_URL: 'http://hotline.example',
  DATABASE_URL: 'postgres://hotline:very-secret@db.example:5432/hotline',
  REDIS_URL: 'rediss://:very-secret@redis.example:6379',
  SECRET_KEY: 'very-secret-very-secret',
  API_TOKEN: 'very-secret',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'very-secret',
  TWILIO_API_KEY_SID: `SK${'0'.repeat(32)}`,
  TWILIO_API_KEY_SECRET: 'very-secret',
  HOTLINE_NUMBER: '+493023125099',
};

test('no secret is shown, however it was given', () => {
  const findings = lookAtSettings(readConfig(env), env);
  expect(JSON.stringify(findings)).not.toContain('very-secret');
  expect(findings).toContainEqual(
    expect.objectContaining({ about: 'record', message: 'postgres://…:…@db.example:5432/hotline' }),
  );
});

test('a real carrier that calls without encryption is a warning', () => {
  const findings = lookAtSettings(readConfig(env), env);
  expect(findings.find(({ about }) => about === 'public address')).toMatchObject({ verdict: 'warning' });
});

test('a rotation of auth tokens is explained in order, until it is finished', () => {
  const rotating = { ...env, TWILIO_AUTH_TOKEN_SECONDARY: 'very-secret-too' };
  const finding = (given: typeof env) =>
    lookAtSettings(readConfig(given), given).find(({ about }) => about === 'rotation');
  expect(finding(env)).toBeUndefined();
  expect(finding(rotating)).toMatchObject({
    verdict: 'warning',
    remedy: expect.stringMatching(/^Promote .* then set it as TWILIO_AUTH_TOKEN .* restart\.$/),
  });
  const { TWILIO_API_KEY_SID: _sid, TWILIO_API_KEY_SECRET: _secret, ...withoutKey } = rotating;
  const early = lookAtSettings(readConfig(withoutKey), withoutKey).find(({ about }) => about === 'rotation');
  expect(early).toMatchObject({ remedy: expect.stringContaining('TWILIO_API_KEY_SID') });
});

test('a data folder without its key, as after a restore, is told before a start makes another', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hotline-doctor-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const given = { DATA_DIR: dataDir };
  const finding = () =>
    lookAtSettings(lookAtConfig(given), given).find(({ about }) => about === 'secret key');
  expect(finding()).toMatchObject({
    verdict: 'warning',
    message: `none that can be read in ${dataDir}; the next start makes one there`,
    remedy: expect.stringContaining('kept with the dump'),
  });
  readConfig(given);
  expect(finding()).toMatchObject({ verdict: 'ok', message: expect.stringContaining('kept in DATA_DIR') });
});

test.each([
  ' a-long-secret-key-4711',
  'a-long-secret-key-4711\n',
  '"a-long-secret-key-4711"',
  '\u200ba-long-secret-key-4711',
  'a-long-secret\u00a0key-4711',
  'a-long-\u00adsecret-key-4711',
])('a key that is another one once somebody copies it (%j) goes on working, and is told of', (SECRET_KEY) => {
  const config = readConfig({ ...env, SECRET_KEY });
  expect(config.secretKey).toBe(SECRET_KEY);
  expect(lookAtSettings(config, env)).toContainEqual(
    expect.objectContaining({
      about: 'secret key',
      verdict: 'warning',
      remedy: expect.stringContaining('Changing SECRET_KEY'),
    }),
  );
});

test('a key of several words, or of any alphabet, is none of these', () => {
  const given = { ...env, SECRET_KEY: 'Zebra mit grünem Schlüssel 4711' };
  const findings = lookAtSettings(readConfig(given), given);
  expect(findings).toContainEqual(expect.objectContaining({ about: 'secret key', verdict: 'ok' }));
});

test('an address without user stays as it is', () => {
  expect(maskUrl('redis://redis.example:6379')).toBe('redis://redis.example:6379');
});

test.each([
  ['redis-sentinel://hotline:secret@a:26379,b:26379#main', 'redis-sentinel://…:…@a:26379,b:26379#main'],
  ['redis-cluster://a:6379,b:6379', 'redis-cluster://a:6379,b:6379'],
  ['redis://:se:cret@redis:6379/2', 'redis://:…@redis:6379/2'],
  [
    'postgres://hotline@db/hotline?password=secret&sslmode=disable',
    'postgres://…@db/hotline?password=…&sslmode=disable',
  ],
])('the doctor shows %s without its secrets', (url, shown) => {
  expect(maskUrl(url)).toBe(shown);
});
