import type { Change } from '../live/stream.ts';
import { caseId, type Edition, editionNumber, ORDER, versionOf } from './board-edition.ts';
import { isWholeBoard, listCases } from './board-filter.ts';
import { partView } from './board-view.ts';
import { caseView } from './case-view.ts';
import type { Look } from './look.ts';

/** What is new in an edition for a page that shows another; null if nothing is. All of it for a page that shows none. */
export function boardChange(edition: Edition, version: string, look: Look): Change | null {
  const { board, since } = edition;
  const shown = editionNumber(version);
  if (shown === edition.number) return null;
  const isNew = (id: string) => (since.get(id) ?? 0) > shown;
  const pieces: Record<string, string> = {};
  for (const id of since.keys()) {
    const part = isNew(id) && !isAbsent(id, look) ? partView(id, board, look) : undefined;
    if (part) pieces[id] = String(part);
  }
  const listed = listCases(board.cases, look.filter);
  for (const ticket of listed) {
    const id = caseId(ticket.number);
    if (isNew(id)) pieces[id] = String(caseView(ticket, look)).trim();
  }
  // whatever happens to a ticket may bring it into a narrower list, or out of it
  const isNarrow = !isWholeBoard(look.filter);
  if (isNarrow)
    for (const id of ['cases-count', 'cases-rest']) pieces[id] = String(partView(id, board, look));
  const order = isNarrow || isNew(ORDER) ? { order: listed.map(({ number }) => caseId(number)) } : {};
  return { version: versionOf(edition), now: look.now, pieces, ...order };
}

/** Requests in writing are not for a wall. */
function isAbsent(id: string, { isWall }: Look): boolean {
  return isWall && ['requests', 'texts'].includes(id);
}
