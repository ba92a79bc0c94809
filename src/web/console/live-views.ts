import { createPress, type Edition } from './board/board-edition.ts';
import { createBoardReader } from './board/read-board.ts';
import type { ConsoleDeps } from './deps.ts';
import { createPlaces, type Places } from './live/places.ts';
import { createWatch, type Watch } from './live/watch.ts';
import { createRunWatches, type LiveRun } from './rehearsal/live-run.ts';
import { createTicketWatches, type LiveTicket } from './ticket/live-ticket.ts';

/** What keeps itself up to date, watched once for everybody who has it open. */
export interface LiveViews {
  board: Watch<Edition>;
  ticket(number: string): Watch<LiveTicket>;
  rehearsal(id: string): Watch<LiveRun>;
  /** of the pages that show any of it */
  places: Places;
}

export function createLiveViews(deps: ConsoleDeps): LiveViews {
  const { now, log } = deps;
  const readBoard = createBoardReader(deps);
  const print = createPress();
  return {
    board: createWatch(async () => print(await readBoard(now())), log),
    ticket: createTicketWatches(deps, now, log),
    rehearsal: createRunWatches(deps),
    places: createPlaces(),
  };
}
