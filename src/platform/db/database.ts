import pg from 'pg';
import type { Logger } from '../log.ts';
import { CONNECT_TIMEOUT_MS, checkConnections, PromptClient } from './check-connections.ts';
import { CONNECTIONS } from './connections.ts';
import { isUnavailable, translate } from './unavailable.ts';
import type { RecordWatch } from './watch-record.ts';

/** What every store takes first: the pool or an open transaction. */
export interface Db {
  /**
   * Runs one statement and resolves to its rows. `bigint` comes back as a string of digits, `date` as `YYYY-MM-DD`,
   * `timestamptz` as Date.
   * @throws HotlineError `database-unavailable` when the server could not be reached or did not answer in time
   */
  query<R extends object = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** Runs one that nobody waits for, see `write`; only a transaction can. */
  send?(sql: string, params?: readonly unknown[]): void;
}

/** A timer row as it was written: what the alarm clock needs to know of it. */
export interface NewTimer {
  id: string;
  kind: string;
  subject: string;
  dueAt: Date;
}

/**
 * One transaction. Locks are taken in one order, so that two that meet wait for each other at most once and never in a ring:
 *
 * 0. a gate to the carrier, by whoever chooses what goes next
 * 1. one message, by whoever sends it or takes its report
 * 2. one leg, by what comes from its phone (after it, the advisory lock on an unverified emergency)
 * 3. the ticket, by whoever decides about it; several only in the order of their numbers
 * 4. what belongs to it (callback, attempt, pages in the order of their ids, recordings), then people and counts of wrong PINs, then timers
 *
 * Nobody who holds a ticket locks another's leg: what a leg must hear of is a timer, and its own transaction looks again.
 * Rows are locked `for no key update`: the foreign key of a row that is written by somebody else waits for no one.
 */
export interface Tx extends Db {
  /** The timers written in this transaction; they are handed to `onTimers` after the commit. */
  readonly timers: NewTimer[];
}

export interface Database extends Db {
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. A lost race with another
   * transaction (serialization failure, deadlock) runs `work` again, at most twice, so its only effects must be
   * statements on `tx`.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Resolves as soon as rows can be written (again); at once where nobody watches that. */
  whenWell(): Promise<void>;
  close(): Promise<void>;
  readonly pool: pg.Pool;
  /** how many connections it has at most */
  readonly size: number;
  /** Called after a commit that wrote timers. Whatever it throws is logged: the sweep finds the rows anyway. */
  onTimers: (timers: NewTimer[]) => unknown;
}

export interface DatabaseOptions {
  /** The most connections that are open at once. */
  max?: number;
  /** How long a statement waits for a connection, milliseconds; without it as long as a caller on the line can. */
  timeoutMs?: number;
  /** How long a statement may take, milliseconds; without it as long as a caller on the line can wait. */
  statementMs?: number;
  /** How long a transaction may stand without a statement, milliseconds; without it as long as others can wait for its rows. */
  idleMs?: number;
  onTimers?: Database['onTimers'];
  /** knows when nobody answers, so that nobody has to wait to find out; told what fails */
  watch?: RecordWatch;
  log?: Logger;
}

/** A caller waits on the line, and the carrier for at most 15 s: each statement stays well below. */
const STATEMENT_TIMEOUT_MS = 5_000;
/** The server cancels a slow statement itself; so long after that it has stopped answering at all. */
const SILENCE_MS = 1_000;
/** An idle connection is tried by the system after so long, instead of after its usual two hours. */
export const KEEP_ALIVE_MS = 10_000;
/** A frozen process may hold a row no longer than this: whoever waits for it still gets it within their own time-out. */
const IDLE_IN_TRANSACTION_MS = 4_000;
/** At the command line nobody waits on the line: a year is made up and thousands are imported on a busy machine, too. */
export const PATIENT = { statementMs: 600_000, idleMs: 60_000 } as const satisfies DatabaseOptions;

/**
 * A plan of some size would be compiled first, which takes longer than all that is asked here:
 * https://www.postgresql.org/docs/current/jit-decision.html
 */
const NO_COMPILING = 'set jit = off';

const RETRIES = 2;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const IN_FAILED_TRANSACTION = '25P02';
const DATE_OID = 1082;

/** Opens a pool. Nothing is connected before the first statement, so this never fails. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { log, watch } = options;
  const pool = new pg.Pool({
    Client: PromptClient,
    connectionString: url,
    max: options.max ?? CONNECTIONS.requests,
    application_name: 'priority-line',
    connectionTimeoutMillis: options.timeoutMs ?? CONNECT_TIMEOUT_MS,
    statement_timeout: options.statementMs ?? STATEMENT_TIMEOUT_MS,
    query_timeout: (options.statementMs ?? STATEMENT_TIMEOUT_MS) + SILENCE_MS,
    idle_in_transaction_session_timeout: options.idleMs ?? IDLE_IN_TRANSACTION_MS,
    // the first page after a quiet hour does not wait for a new one, and for its statements to be planned anew
    idleTimeoutMillis: 0,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    // several statements of a transaction may be under way at once: they do not wait for each other's answer
    pipeline: true,
    types: { getTypeParser },
  });
  logCutConnections(pool, log);
  // not among the parameters of a connection: a pooler may refuse one that it does not know
  pool.on('connect', (client) => client.query(NO_COMPILING).catch(() => {}));
  const connections = checkConnections(pool, watch);

  let closed: Promise<void> | undefined;
  const database: Database = {
    pool,
    size: pool.options.max ?? 10,
    onTimers: options.onTimers ?? (() => {}),
    async query<R extends object>(sql: string, params?: readonly unknown[]) {
      return connections.use(async (client) => (await ask<R>(client, sql, params)).rows);
    },
    async transaction(work) {
      const { result, timers } = await withRetries(() =>
        connections.use((client) => runTransaction(client, work)),
      );
      if (timers.length > 0) ringQuietly(database, timers, log);
      return result;
    },
    whenWell: () => watch?.whenWell() ?? Promise.resolve(),
    close() {
      closed ??= pool.end();
      return closed;
    },
  };
  return database;
}

/**
 * A pool whose cut connections are only logged. Without a listener on the pool (idle connections) and on each client
 * (those in use), a server that restarts would end this process. One that is cut while it is being given up, as by our own
 * server at the end, is no news.
 */
export function logCutConnections(pool: pg.Pool, log: Logger | undefined): void {
  const report = (error: Error) => {
    if (!pool.ending) log?.warn({ error: error.message }, 'a database connection was cut');
  };
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
}

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === DATE_OID ? (text: string) => text : pg.types.getTypeParser(oid, format as 'text');

async function runTransaction<T>(client: pg.PoolClient, work: (tx: Tx) => Promise<T>) {
  let outage: unknown;
  let failure: unknown;
  let isOver = false;
  const run = async <R extends object>(sql: string, params?: readonly unknown[]) => {
    // one of several that were asked for at once has failed: the others must not go on, where nothing takes them back
    if (isOver) throw new Error('a statement came after the end of its transaction');
    return ask<R>(client, sql, params).catch((error: unknown) => {
      failure ??= error;
      if (isUnavailable(error)) outage ??= error;
      throw error;
    });
  };
  const tx: Tx = {
    timers: [],
    async query<R extends object>(sql: string, params?: readonly unknown[]) {
      return (await run<R>(sql, params)).rows;
    },
    send(sql, params) {
      run(sql, params).catch(() => {});
    },
  };
  try {
    tx.send?.('begin');
    const result = await work(tx);
    const committed = run('commit');
    isOver = true;
    const { command } = await committed;
    // PostgreSQL answers the commit of a failed transaction with a rollback: an error that `work` swallowed surfaces here
    if (command === 'ROLLBACK') throw failure;
    return { result, timers: tx.timers };
  } catch (error) {
    isOver = true;
    if (outage !== undefined) throw outage;
    await ask(client, 'rollback').catch(() => {});
    // one that nobody waited for has failed before
    throw isAborted(error) ? failure : error;
  }
}

function isAborted(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === IN_FAILED_TRANSACTION;
}

async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (retry >= RETRIES || !isLostRace(error)) throw error;
    }
  }
}

async function ask<R extends object>(
  client: pg.PoolClient,
  sql: string,
  params: readonly unknown[] = [],
): Promise<pg.QueryResult<R & pg.QueryResultRow>> {
  sendTogether(client);
  try {
    return await client.query<R & pg.QueryResultRow>({ name: nameOf(sql), text: sql, values: [...params] });
  } catch (error) {
    throw translate(error);
  }
}

/** What a connection is asked for in one turn of the loop goes out as one packet: each costs more than a statement. */
function sendTogether({ connection: { stream } }: pg.PoolClient): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

const names = new Map<string, string>();

/** A named statement is read and planned once a connection, not each time. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? `s${names.size}`;
  names.set(sql, name);
  return name;
}

function ringQuietly(database: Database, timers: NewTimer[], log: Logger | undefined): void {
  Promise.resolve()
    .then(() => database.onTimers(timers))
    .catch((error: unknown) =>
      log?.warn({ err: error }, 'alarms were not set; the sweep will find the timers'),
    );
}

/** Whether two transactions met so that one has to be done again. */
export function isLostRace(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError && [SERIALIZATION_FAILURE, DEADLOCK_DETECTED].includes(error.code ?? '')
  );
}
