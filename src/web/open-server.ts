import { createServer, type RequestListener, type Server } from 'node:http';
import { guardConnections } from './guard-connections.ts';

/** How long a client may take, milliseconds, and how much it may bring. */
export interface Timeouts {
  /** from the connection, or the first byte of a further request, to the end of the headers */
  headersMs: number;
  /** from the first byte to the end of the body */
  requestMs: number;
  /** an answer may take longer only as long as there is room */
  answerMs: number;
  /** how often connections are looked at */
  checkMs: number;
  maxHeaderBytes: number;
  maxConnections: number;
  /** from one address that is no proxy's; left out: not limited */
  maxPerSource?: number;
}

/**
 * The carrier has sent its form within a second or gives up after fifteen; a browser has sent its small form by then, too.
 * Whoever sends a byte now and then only wants to hold a connection. One office behind one address opens some hundred. An answer
 * that takes longer than the carrier waits is a page that is kept up to date, a file, or read by nobody.
 */
const TIMEOUTS: Timeouts = {
  headersMs: 10_000,
  requestMs: 30_000,
  answerMs: 20_000,
  checkMs: 5_000,
  maxHeaderBytes: 16 * 1024,
  maxConnections: 5_000,
  maxPerSource: 1_000,
};

/** Longer than a proxy's own (usually 60 s), so that it never sends a request into a connection that is just being closed. */
const KEEP_ALIVE_MS = 65_000;
/** A connection that is never given up keeps all of a client's requests at one of several processes. */
const REQUESTS_A_CONNECTION = 10_000;

/**
 * An HTTP server that no slow, endless or missing request can hold up.
 * @param isProxy whose connections are not counted by their address: they are many people's
 */
export function openServer(
  answer: RequestListener,
  timeouts: Timeouts = TIMEOUTS,
  isProxy: (address: string) => boolean = () => false,
): Server {
  const server = createServer(
    {
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      connectionsCheckingInterval: timeouts.checkMs,
      maxHeaderSize: timeouts.maxHeaderBytes,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    answer,
  );
  server.maxRequestsPerSocket = REQUESTS_A_CONNECTION;
  const { requestMs, answerMs, checkMs, maxConnections, maxPerSource } = timeouts;
  guardConnections(server, {
    maxConnections,
    maxPerSource: maxPerSource ?? Number.POSITIVE_INFINITY,
    // Node's own timers begin anew with each byte that begins no request, such as an empty line
    silentMs: KEEP_ALIVE_MS + requestMs,
    answerMs,
    checkMs,
    isProxy,
  });
  return server;
}
