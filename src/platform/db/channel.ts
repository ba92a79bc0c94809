import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Logger } from '../log.ts';
import { KEEP_ALIVE_MS } from './database.ts';

/** Hears what other processes tell on one of PostgreSQL's channels, on a connection of its own. */
export interface Channel {
  close(): Promise<void>;
}

export interface ChannelParts {
  /** lower case, as SQL reads it */
  name: string;
  log: Logger;
  /** told each payload */
  onTold: (payload: string) => void;
  /** told that it hears from now on; what was told before went by */
  onOpen: () => void;
}

const CONNECT_TIMEOUT_MS = 2_000;
const RECONNECT_MS = 500;
/** A connection that is dead without anybody having said so, or leads through a pooler, is found within this. */
const ECHO_EVERY_MS = 10_000;
const ECHO_TIMEOUT_MS = 2_000;

/**
 * Listens, and connects again whenever the connection is lost. Some poolers (PgBouncer in transaction mode) answer to `listen`
 * and never pass anything on: so it tells itself something now and then, and says once when that does not come back.
 * https://www.postgresql.org/docs/current/sql-notify.html
 */
export function openChannel(url: string, parts: ChannelParts): Channel {
  const { name, log, onTold, onOpen } = parts;
  const echo = `echo ${randomUUID()}`;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let heardAt = 0;
  let isDeaf = false;
  let closed = false;

  const reconnect = (lost: pg.Client) => {
    if (client !== lost) return;
    client = undefined;
    lost.end().catch(() => {});
    clearTimeout(timer);
    if (!closed) timer = setTimeout(connect, RECONNECT_MS);
  };
  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'priority-line listener',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: ECHO_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    client = fresh;
    fresh.on('error', () => reconnect(fresh));
    fresh.on('end', () => reconnect(fresh));
    fresh.on('notification', ({ payload = '' }) => {
      if (payload === echo) heardAt = performance.now();
      else if (!payload.startsWith('echo ')) onTold(payload);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${name}`);
      onOpen();
      await listenForEcho(fresh);
    } catch {
      reconnect(fresh);
    }
  };
  const listenForEcho = async (listening: pg.Client): Promise<void> => {
    const askedAt = performance.now();
    await listening.query('select pg_notify($1, $2)', [name, echo]);
    timer = setTimeout(() => {
      tellOfSilence(heardAt < askedAt);
      timer = setTimeout(() => {
        listenForEcho(listening).catch(() => reconnect(listening));
      }, ECHO_EVERY_MS);
    }, ECHO_TIMEOUT_MS);
  };
  const tellOfSilence = (deaf: boolean) => {
    if (deaf && !isDeaf) log.warn({ channel: name, remedy: REMEDY }, DEAF);
    if (!deaf && isDeaf) log.info({ channel: name }, 'notifications of the database arrive again');
    isDeaf = deaf;
  };
  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      const open = client;
      client = undefined;
      await open?.end().catch(() => {});
    },
  };
}

const DEAF =
  'notifications of the database do not arrive: work that another process writes starts by alarm or sweep, up to a second late';
const REMEDY =
  'DATABASE_URL may lead through a pooler in transaction mode: give the address of PostgreSQL itself.';
