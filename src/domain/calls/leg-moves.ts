import { batch } from '../../platform/batch.ts';
import type { Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { Call } from './call.ts';
import { type LegMove, moveCalls } from './call-store.ts';

/**
 * The legs as this process has left them, so that a key which asks for nothing but the next question needs no look at the
 * record first. The record decides all the same: a move by memory counts only if the leg still stands where it is
 * remembered. Moves that come while others are being written are written together.
 */
export interface LegMoves {
  /** Takes a leg out of the memory, so that of two keys which come at once only one goes by it. */
  take(sid: string): Call | null;
  remember(call: Call): void;
  /** @returns whether it was written; if not, the leg stands elsewhere, or somebody else has it in hand */
  write(move: LegMove): Promise<boolean>;
}

/** Several times as many as talk at once; one takes about a kilobyte. Those that have hung up make way for new ones. */
const MAX_REMEMBERED = 4_000;

export function createLegMoves(database: Db): LegMoves {
  const legs = new Map<string, Call>();
  const write = batch<LegMove, boolean>(async (moves) => {
    const moved = await moveCalls(database, moves);
    return moves.map(({ id }) => moved.has(id));
  });
  return {
    take(sid) {
      const call = legs.get(sid) ?? null;
      legs.delete(sid);
      return call;
    },
    remember(call) {
      if (call.sid === null) return;
      legs.delete(call.sid);
      legs.set(call.sid, call);
      const [oldest] = legs.keys();
      if (legs.size > MAX_REMEMBERED && oldest !== undefined) legs.delete(oldest);
    },
    write: (move) => write(move).catch(orNot),
  };
}

/** What one of the moves written together cannot bear is no fault of the others': each is tried by itself then. */
function orNot(error: unknown): false {
  if (error instanceof HotlineError) throw error;
  return false;
}
