import { createHmac } from 'node:crypto';
import { createEncryption, deriveKey, type Encryption } from '../../platform/encryption.ts';

/** What second factors need of SECRET_KEY: the database alone is worth nothing to whoever reads it. */
export interface SecondFactorKeys {
  /** of the apps' secrets */
  encryption: Encryption;
  /** Recovery codes have 79 random bits, too many to be guessed one by one: a fast keyed hash is enough. */
  hashOf(recoveryCode: string): Buffer;
  /** the same under the key of before; undefined while there is only one key */
  hashBefore: ((recoveryCode: string) => Buffer) | undefined;
}

export function secondFactorKeys(secretKey: string, previousKey?: string): SecondFactorKeys {
  return {
    encryption: createEncryption(secretKey, 'second factors', previousKey),
    hashOf: hashUnder(secretKey),
    hashBefore: previousKey === undefined ? undefined : hashUnder(previousKey),
  };
}

function hashUnder(secretKey: string): (code: string) => Buffer {
  const key = deriveKey(secretKey, 'recovery codes');
  return (code) => createHmac('sha256', key).update(code).digest();
}
