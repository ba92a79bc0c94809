import type { Hotline } from '../calls/hotline.ts';
import { senderNumber } from '../directory-entry/phone.ts';

/** Whether who rings is the hotline itself, however the carrier shows its number: nobody else calls from there. */
export function isDrill(
  from: string,
  { number, drillNumber }: Pick<Hotline, 'number' | 'drillNumber'>,
): boolean {
  return drillNumber !== undefined && senderNumber(from, number) === drillNumber;
}
