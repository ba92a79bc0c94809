import { z } from 'zod';
import type { SignInAttempt } from '../../../domain/users/identity-provider.ts';
import type { Encryption } from '../../../platform/encryption.ts';

/** So long somebody may be at the identity provider: a password, a second factor, a forgotten telephone. */
export const ATTEMPT_MS = 15 * 60_000;

const OWNER = 'attempt';

const schema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  begunAt: z.number(),
});

/** An attempt at single sign-on, and where to go afterwards. */
export type KeptAttempt = SignInAttempt & { to: string };

/** The attempt for a cookie: the browser keeps it, so that any process can take it up, and cannot read it. */
export function sealAttempt(encryption: Encryption, attempt: KeptAttempt, now: Date): string {
  const text = JSON.stringify({ ...attempt, begunAt: now.getTime() });
  return encryption.seal(text, OWNER).toString('base64url');
}

/** @returns null when there is none, or it is no attempt of ours, or too old */
export function openAttempt(
  encryption: Encryption,
  sealed: string | undefined,
  now: Date,
): KeptAttempt | null {
  const text = encryption.open(Buffer.from(sealed ?? '', 'base64url'), OWNER);
  if (text === null) return null;
  const { begunAt, ...attempt } = schema.parse(JSON.parse(text));
  return now.getTime() - begunAt <= ATTEMPT_MS ? attempt : null;
}
