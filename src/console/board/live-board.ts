import type { Logger } from '../../log.ts';
import type { Board } from './read-board.ts';

/** What a browser is told: the board, or null while it cannot be read. */
export type Listener = (board: Board | null) => void;

export interface LiveBoard {
  /** Tells the board now, and again whenever it has changed. @returns ends that */
  subscribe(listener: Listener): () => void;
}

/** The record is looked at this often while anybody watches, once for all of them: news is on the screen within a second. */
const LOOK_MS = 700;

/**
 * Watches the board for everybody who has it open. Nothing is read while nobody does. It asks the database rather than
 * listening for changes, so it misses nothing, whichever process made the change and whatever was cut in between.
 */
export function createLiveBoard(read: () => Promise<Board>, log: Logger): LiveBoard {
  const listeners = new Set<Listener>();
  let watching = false;
  let shown: { fingerprint: string; board: Board | null } | undefined;

  const look = async () => {
    const board = await read().catch((error: unknown) => {
      if (shown?.board !== null) log.warn({ err: error }, 'the live board cannot be read for now');
      return null;
    });
    const fingerprint = JSON.stringify(board);
    if (fingerprint !== shown?.fingerprint) {
      shown = { fingerprint, board };
      for (const tell of listeners) tell(board);
    }
    watching = listeners.size > 0;
    if (watching) setTimeout(look, LOOK_MS).unref();
    else shown = undefined;
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (shown) listener(shown.board);
      else if (!watching) void look();
      watching = true;
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
