import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { enrolmentUri, makeSecret, stepOfCode } from '../../../../src/domain/users/authenticator.ts';

/** The secret of RFC 6238, appendix B. */
const SECRET = Secret.fromLatin1('12345678901234567890').base32;
const at = (seconds: number) => new Date(seconds * 1_000);

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d s is what RFC 6238 says', (seconds, code) => {
    expect(stepOfCode(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('is taken one step early or late, and names its own step then', () => {
    expect(stepOfCode(SECRET, '287082', at(60))).toBe(1);
    expect(stepOfCode(SECRET, '287082', at(29))).toBe(1);
    expect(stepOfCode(SECRET, '287082', at(90))).toBeNull();
  });

  it('is nothing else', () => {
    for (const typed of ['', '28708', '2870823', '000000', 'abcdef']) {
      expect(stepOfCode(SECRET, typed, at(59))).toBeNull();
    }
  });
});

it('each secret is new and 160 bits long', () => {
  const [one, other] = [makeSecret(), makeSecret()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(other);
});

it('the QR code names house and login, however they are written', () => {
  const uri = new URL(enrolmentUri(SECRET, 'Priority hotline (hotline.example)', 'jörg@b.example'));
  expect(uri.protocol).toBe('otpauth:');
  expect(uri.searchParams.get('secret')).toBe(SECRET);
  expect(uri.searchParams.get('issuer')).toBe('Priority hotline (hotline.example)');
});
