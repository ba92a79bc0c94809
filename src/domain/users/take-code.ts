import type { Work } from '../../platform/db/work.ts';
import { stepOfCode } from './authenticator.ts';
import type { SecondFactorKeys } from './second-factor-keys.ts';
import { findFactor, resealFactor, takeRecoveryCode, takeStep } from './second-factor-store.ts';

export type CodeKind = 'app' | 'recovery-code';

/**
 * Takes a code of the user's app, or one of their recovery codes; neither is taken twice. The caller has locked the user,
 * so that guesses come one after the other.
 * @returns which it was, or null if it is wrong
 */
export async function takeCode(
  work: Work,
  keys: SecondFactorKeys,
  userId: string,
  typed: string,
): Promise<CodeKind | null> {
  const { tx } = work;
  const code = typed.replaceAll(/[\s-]/g, '').toLowerCase();
  if (/^\d{6}$/.test(code)) return (await takeAppCode(work, keys, userId, code)) ? 'app' : null;
  const isTaken =
    (await takeRecoveryCode(tx, userId, keys.hashOf(code))) ||
    (keys.hashBefore !== undefined && (await takeRecoveryCode(tx, userId, keys.hashBefore(code))));
  return isTaken ? 'recovery-code' : null;
}

async function takeAppCode({ tx, now }: Work, keys: SecondFactorKeys, userId: string, code: string) {
  const { encryption } = keys;
  const factor = await findFactor(tx, userId);
  const secret = factor && encryption.open(factor.secret, userId);
  const step = secret ? stepOfCode(secret, code, now) : null;
  if (secret === null || step === null || !(await takeStep(tx, userId, step))) return false;
  // while two keys are in use, what works is kept under the new one from now on
  if (keys.hashBefore) await resealFactor(tx, userId, encryption.seal(secret, userId));
  return true;
}
