import { isLostRace, type NewTimer, type Tx } from './database.ts';
import { isUnavailable } from './unavailable.ts';
import { write } from './write.ts';

/**
 * Does a part of a transaction whose failure must not take the rest with it: what it has written is undone then. When the
 * database is away, or a race with another transaction is lost, the whole fails: that is tried again, and may work.
 * @param work writes by the transaction that it is given
 * @param otherwise what is done in its place; told why
 */
export async function apart(
  tx: Tx,
  work: (part: Tx) => Promise<unknown>,
  otherwise: (error: unknown) => unknown,
): Promise<void> {
  const { part, end } = partOf(tx);
  await write(part, 'savepoint apart');
  try {
    await work(part);
    await part.query('release savepoint apart');
    end();
    tx.timers.push(...part.timers);
  } catch (thrown) {
    const error = end() ?? thrown;
    if (isUnavailable(error) || isLostRace(error)) throw error;
    await tx.query('rollback to savepoint apart');
    await otherwise(error);
  }
}

/** @returns `end`: nothing is written by the part from then on; its first failure, which may have been one that nobody waited for */
function partOf(tx: Tx): { part: Tx; end: () => unknown } {
  let isOver = false;
  let failure: unknown;
  const timers: NewTimer[] = [];
  const query: Tx['query'] = async (sql, params) => {
    if (isOver) throw new Error('a statement came after the end of its part of a transaction');
    try {
      return await tx.query(sql, params);
    } catch (error) {
      failure ??= error;
      throw error;
    }
  };
  const end = () => {
    isOver = true;
    return failure;
  };
  return { part: { timers, query, send: (sql, params) => void query(sql, params).catch(() => {}) }, end };
}
