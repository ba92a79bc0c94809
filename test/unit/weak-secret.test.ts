import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { passwordFault } from '../../src/domain/users/password.ts';
import { weaknessOf } from '../../src/platform/weak-secret.ts';

const WEAK_KEYS = [
  'a'.repeat(16),
  'aaaaaaaaaaaaaaab',
  'abababababababab',
  '1234567890123456',
  '0123456789abcdef',
  'abcdefghijklmnop',
  'changemechangeme',
  'change-me-please-now'.slice(0, 9).repeat(2),
  'CHANGE_ME_1234567890',
  'ｃｈａｎｇｅｍｅ-changeme',
  'secretsecretsecret',
  'secret-key-secret-key',
  'SecretKey1234567',
  'your-secret-key-here'.replace('here', ''),
  'passwordpassword1',
  'supersecret'.slice(5).repeat(3),
  'hotlinehotline123',
  '$(openssl rand -base64 32)',
  `${'$SECRET_KEY'.replace('$', '${')}}-long-enough`,
  'qwertyqwertyqwerty',
];

describe('a secret that would be tried first', () => {
  it.each(WEAK_KEYS)('SECRET_KEY=%s is refused with a reason, and not repeated', (key) => {
    const start = () => readConfig({ DATABASE_URL: 'postgres://a@b/c', SECRET_KEY: key });
    expect(start).toThrow(/SECRET_KEY: read \d+ characters \(hidden\); allowed: /);
    try {
      start();
    } catch (error) {
      expect((error as Error).message).not.toContain(key.trim().slice(0, 12));
    }
  });

  it.each([
    'aaaaaaaa',
    'abababab',
    '12345678',
    '87654321',
    'changeme',
    'secret-token',
    'api-token',
    'password1234',
    'token123456',
    'hotline1',
  ])('API_TOKEN=%s is refused', (token) => {
    expect(() => readConfig({ API_TOKEN: token })).toThrow(
      /API_TOKEN: read \d+ characters \(hidden\); allowed: /,
    );
  });

  it.each([
    'aaaaaaaaaaaaaaaa',
    'changeme-changeme',
    'secret-password',
    'password12345678',
    'Passwort-2024'.replace('2024', '12345'),
    'annaannaanna',
    'abcdefghijklmnop',
    'hotline-hotline!',
  ])('%s is no password', (password) => {
    expect(passwordFault(password, '', 'anna')).toBe('too-simple');
  });
});

describe('a secret like others', () => {
  it.each([
    'five green umbrellas',
    'the-secret-key-of-the-tests',
    'a key for this test only',
    '0f8e1c2b9a7d4e6f',
    'Tr0ub4dor&3xyzzy',
  ])('SECRET_KEY=%s is taken', (key) => {
    expect(readConfig({ DATABASE_URL: 'postgres://a@b/c', SECRET_KEY: key }).secretKey).toBe(key);
  });

  it.each(['k3v9x2p7', 'the-token-of-the-operator', 'a-token-for-this-test', 'correct-horse'])(
    'API_TOKEN=%s is taken',
    (token) => {
      expect(readConfig({ API_TOKEN: token }).apiToken).toBe(token);
    },
  );

  it('made by chance is always taken', () => {
    for (let turn = 0; turn < 2_000; turn += 1) {
      for (const text of [randomBytes(32).toString('base64'), randomBytes(16).toString('hex')])
        expect(weaknessOf(text, 8), text).toBeNull();
    }
  });

  it('however it looks, is judged in time that grows with its length', () => {
    const steps = (length: number) => {
      const began = performance.now();
      weaknessOf(`${'ab'.repeat(length / 2 - 1)}xy`, 8);
      weaknessOf('change'.repeat(length / 6), 8);
      return performance.now() - began;
    };
    steps(2_000);
    expect(steps(20_000)).toBeLessThan(2_000);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void weaknessOf(text, 8)));
  });
});
