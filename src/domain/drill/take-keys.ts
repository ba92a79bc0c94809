import { timingSafeEqual } from 'node:crypto';
import type { HotlineWork } from '../calls/hotline.ts';
import { lockDrillUnderWay } from './drill-store.ts';
import { endDrill } from './end-drill.ts';

/**
 * Keys were heard on the line that rang for a drill. Its own prove that the whole way is open; any others prove nothing, since
 * whoever forges its number hears the same.
 */
export async function takeDrillKeys(work: HotlineWork, id: string, keyed: string): Promise<void> {
  const drill = await lockDrillUnderWay(work.tx);
  if (drill?.id !== id || !isSame(drill.digits, keyed)) return;
  await endDrill(work, drill, null);
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
