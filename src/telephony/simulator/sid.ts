import { randomBytes } from 'node:crypto';

/** The two letters that tell what a Twilio identifier names. */
export type SidKind = 'AC' | 'CA' | 'CF' | 'ME' | 'MM' | 'PN' | 'RE' | 'SK' | 'SM' | 'TR';

/** A fresh identifier in Twilio's shape: two letters and 32 hexadecimal digits. */
export function newSid(kind: SidKind): string {
  return kind + randomBytes(16).toString('hex');
}
