import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Logger } from '../log.ts';
import { KEEP_ALIVE_MS } from './database.ts';

/** Hears what other processes tell on one of PostgreSQL's channels, on a connection of its own. */
export interface NotifyChannel {
  /** At once: a server that hangs does not answer the goodbye. */
  close(): void;
}

export interface ChannelDeps {
  /** lower case, as SQL reads it */
  name: string;
  log: Logger;
  /** tells on the channel, by another connection */
  tell: (payload: string) => Promise<unknown>;
  /** told each payload */
  onTold: (payload: string) => void;
  /** told that it hears from now on; what was told before went by */
  onOpen: () => void;
  /** how often it is tried whether anything arrives, and how long that may take, milliseconds */
  paces?: { everyMs: number; arriveMs: number };
}

const CONNECTION = {
  application_name: 'priority-line listener',
  connectionTimeoutMillis: 2_000,
  query_timeout: 2_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
};
const ECHO = 'echo ';
const RECONNECT_MS = 500;
/** A connection that is dead without anybody having said so is found within this. */
const PACES = { everyMs: 10_000, arriveMs: 2_000 };

/**
 * Listens, and connects again whenever the connection is lost. Behind a pooler that hands a session to somebody else after each
 * transaction (PgBouncer in transaction mode) a `listen` is answered, and nothing arrives: so it tells itself something now and
 * then, connects anew when that stays out, and says so once when it stays out there as well.
 * https://www.postgresql.org/docs/current/sql-notify.html
 */
export function openChannel(url: string, parts: ChannelDeps): NotifyChannel {
  const { name, log, tell, onTold, onOpen, paces = PACES } = parts;
  const echo = `${ECHO}${randomUUID()}`;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let hasHeard = false;
  /** how many connections in a row have heard nothing */
  let deaf = 0;
  let closed = false;

  const later = (ms: number, call: () => unknown) => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(call, ms);
  };
  const reconnect = (lost: pg.Client) => {
    if (client !== lost) return;
    client = undefined;
    lost.end().catch(() => {});
    later(RECONNECT_MS, connect);
  };
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, ...CONNECTION });
    client = fresh;
    fresh.on('error', () => reconnect(fresh));
    fresh.on('end', () => reconnect(fresh));
    fresh.on('notification', ({ payload = '' }) => {
      if (payload === echo) hasHeard = true;
      else if (!payload.startsWith(ECHO)) onTold(payload);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${name}`);
      onOpen();
      tryEcho(fresh);
    } catch {
      reconnect(fresh);
    }
  };
  const tryEcho = (listening: pg.Client) => {
    hasHeard = false;
    // where nothing can be told, nothing is known of what arrives
    tell(echo).catch(() => {
      hasHeard = true;
    });
    later(paces.arriveMs, () => {
      noteWhether(hasHeard);
      if (hasHeard) later(paces.everyMs, () => tryEcho(listening));
      else reconnect(listening);
    });
  };
  const noteWhether = (hears: boolean) => {
    if (hears && deaf > 1) log.info({ channel: name }, 'notifications of the database arrive again');
    deaf = hears ? 0 : deaf + 1;
    if (deaf === 2) log.warn({ channel: name, remedy: REMEDY }, DEAF);
  };
  void connect();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      const open = client;
      client = undefined;
      open?.end().catch(() => {});
    },
  };
}

const DEAF =
  'notifications of the database do not arrive: work that another process writes starts by alarm or sweep, up to a second late';
const REMEDY =
  'DATABASE_URL may lead through a pooler in transaction mode: give the address of PostgreSQL itself.';
