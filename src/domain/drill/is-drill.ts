import { senderNumber } from '../directory-entry/phone.ts';

/**
 * Whether who rings is the hotline itself, however the carrier shows its number: nobody else calls from there.
 * @param own the hotline's number, E.164
 * @param placedFrom the numbers that drills are placed from, E.164
 */
export function isDrill(from: string, own: string, placedFrom: readonly (string | undefined)[]): boolean {
  return placedFrom.some((number) => number !== undefined) && placedFrom.includes(senderNumber(from, own));
}
