import type { Db } from '../../platform/db/database.ts';
import type { Hotline } from '../calls/hotline.ts';
import type { Carrier, CarrierCall, Span } from '../carrier/carrier.ts';
import { listDrillNumbers } from '../drill/drill-store.ts';
import { isDrill } from '../drill/is-drill.ts';
import { findGaps, type Gaps } from './find-gaps.ts';
import { readOurSide } from './reconciliation-store.ts';

/**
 * Asks the carrier what happened to our number in a span, and holds it against our record. Changes nothing.
 * @throws HotlineError what `Carrier` throws
 */
export async function lookForGaps(
  {
    database,
    carrier,
    hotline,
  }: { database: Db; carrier: Carrier; hotline: Pick<Hotline, 'number' | 'drillNumber'> },
  span: Span,
): Promise<Gaps> {
  const [calls, recordings, messages, drillNumbers] = await Promise.all([
    carrier.listCalls(hotline.number, span),
    carrier.listRecordings(span),
    carrier.listMessages(hotline.number, span),
    listDrillNumbers(database, span.since),
  ]);
  const placedFrom = [hotline.drillNumber, ...drillNumbers];
  // whoever calls from there is nobody, see `drillRoutes`
  const isTheirs = ({ from }: CarrierCall) => !isDrill(from, hotline.number, placedFrom);
  const theirs = { calls: calls.filter(isTheirs), recordings, messages };
  return findGaps(theirs, await readOurSide(database, theirs), span.until);
}
