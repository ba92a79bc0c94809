import type { Database } from '../../src/platform/db/database.ts';
import { HotlineError } from '../../src/platform/errors.ts';

export interface Loan {
  lent: Database;
  /** Nothing comes through any more. @returns whether its connections can be relied on as they were */
  end(): boolean;
}

/** A database as one test has it: for what comes too late it is away; what is set or spied on never reaches the next test. */
export function lend(database: Database): Loan {
  let reliable = true;
  let ended = false;
  const whileLent = () => {
    if (ended) throw new HotlineError('database-unavailable', 'The test that had this database has ended.');
    return database;
  };
  database.onTimers = () => {};
  const lent: Database = {
    query: async (sql, params) => whileLent().query(sql, params),
    transaction: async (work) => whileLent().transaction(work),
    whenWell: () => database.whenWell(),
    size: database.size,
    close() {
      reliable = false;
      return database.close();
    },
    /** whoever takes connections by hand may leave anything in them */
    get pool() {
      reliable = false;
      return database.pool;
    },
    get onTimers() {
      return database.onTimers;
    },
    set onTimers(hear) {
      database.onTimers = hear;
    },
  };
  return {
    lent,
    end() {
      ended = true;
      return reliable;
    },
  };
}
