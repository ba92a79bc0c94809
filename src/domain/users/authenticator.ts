import { Secret, TOTP } from 'otpauth';

/** What every authenticator app knows: six digits by SHA-1, new every thirty seconds (RFC 6238). */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** How many steps the phone's clock may be off. */
const TOLERANCE = 1;

/** A new secret for an authenticator app, 160 bits in base 32. */
export function makeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code says, https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export function enrolmentUri(secret: string, issuer: string, login: string): string {
  return new TOTP({ ...SHAPE, secret, issuer, label: login }).toString();
}

/** The time step whose code this is, or null if it is wrong or too old. @param code six ASCII digits */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = new TOTP({ ...SHAPE, secret }).validate({ token: code, timestamp, window: TOLERANCE });
  return delta === null ? null : Math.floor(timestamp / 1_000 / SHAPE.period) + delta;
}
