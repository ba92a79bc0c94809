import type { Change } from '../live/stream.ts';
import { caseId, type Edition, editionNumber, ORDER, versionOf } from './board-edition.ts';
import { caseView, type Look, partView } from './board-view.ts';

/** What is new in an edition for a page that shows another; null if nothing is. All of it for a page that shows none. */
export function boardChange(edition: Edition, version: string, look: Look): Change | null {
  const { board, since } = edition;
  const shown = editionNumber(version);
  if (shown === edition.number) return null;
  const isNew = (id: string) => (since.get(id) ?? 0) > shown;
  const pieces: Record<string, string> = {};
  for (const id of since.keys()) {
    const part = isNew(id) ? partView(id, board, look) : undefined;
    if (part) pieces[id] = String(part);
  }
  for (const createTicket of board.cases) {
    const id = caseId(createTicket.number);
    if (isNew(id)) pieces[id] = String(caseView(createTicket, look)).trim();
  }
  const order = isNew(ORDER) ? { order: board.cases.map(({ number }) => caseId(number)) } : {};
  return { version: versionOf(edition), now: look.now, pieces, ...order };
}
