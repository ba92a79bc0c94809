import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what has to be read again, under a key derived from SECRET_KEY. */
export interface Encryption {
  /** @param owner what it belongs to: it opens for nobody else */
  seal(text: string, owner: string): Buffer;
  /** @returns null when it was sealed with another key or for another owner, or was tampered with */
  open(sealed: Buffer, owner: string): string | null;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param use what the key is for: each use has a key of its own
 * @param previousKey the SECRET_KEY of before: what was sealed under it opens, too
 */
export function createEncryption(secretKey: string, use: string, previousKey?: string): Encryption {
  const encryption = sealerUnder(deriveKey(secretKey, use));
  if (previousKey === undefined) return encryption;
  const before = sealerUnder(deriveKey(previousKey, use));
  return {
    seal: encryption.seal,
    open: (sealed, owner) => encryption.open(sealed, owner) ?? before.open(sealed, owner),
  };
}

function sealerUnder(key: Buffer): Encryption {
  return {
    seal(text, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]);
    },
    open(sealed, owner) {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      try {
        const options = { authTagLength: TAG_BYTES };
        const decipher = createDecipheriv(CIPHER, key, nonce, options)
          .setAAD(Buffer.from(owner))
          .setAuthTag(tag);
        const encrypted = sealed.subarray(NONCE_BYTES + TAG_BYTES);
        return decipher.update(encrypted, undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
  };
}

/** 32 bytes that tell nothing of SECRET_KEY, nor of those for another use. */
export function deriveKey(secretKey: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', `hotline: ${use}`, KEY_BYTES));
}
