import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEncryption } from '../../src/platform/encryption.ts';

const encryption = createEncryption('the-secret-key-of-the-tests', 'secrets of apps');

describe('what is sealed', () => {
  it('opens for its owner, and is sealed anew each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, owner) => {
        const whole = text.toWellFormed();
        const sealed = encryption.seal(whole, owner);
        expect(encryption.open(sealed, owner)).toBe(whole);
        expect(encryption.seal(whole, owner).equals(sealed)).toBe(false);
      }),
    );
  });

  it('opens for nobody else, with no other key, and not once it was touched', () => {
    const sealed = encryption.seal('JBSWY3DPEHPK3PXP', 'erika');
    expect(encryption.open(sealed, 'anna')).toBeNull();
    expect(
      createEncryption('another-secret-key-of-tests', 'secrets of apps').open(sealed, 'erika'),
    ).toBeNull();
    expect(
      createEncryption('the-secret-key-of-the-tests', 'something else').open(sealed, 'erika'),
    ).toBeNull();
    for (let at = 0; at < sealed.length; at += 1) {
      const touched = Buffer.from(sealed);
      touched[at] = (touched[at] ?? 0) ^ 1;
      expect(encryption.open(touched, 'erika')).toBeNull();
      expect(encryption.open(sealed.subarray(0, at), 'erika')).toBeNull();
    }
  });
});
