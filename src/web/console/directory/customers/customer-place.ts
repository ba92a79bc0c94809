import type { CustomerPlace } from './customer-list-store.ts';

/** Where the list of customers goes on, as an address carries it. */
export function writePlace({ name, number }: CustomerPlace): string {
  return Buffer.from(JSON.stringify([name, number])).toString('base64url');
}

/** Null if it is missing or none of ours. */
export function readPlace(cursor: string): CustomerPlace | null {
  try {
    const [name, number] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isPlace = typeof name === 'string' && typeof number === 'string' && !name.includes('\0');
    return isPlace ? { name, number } : null;
  } catch {
    return null;
  }
}
