import { createServer, type RequestListener, type Server } from 'node:http';

/** How long a client may take, milliseconds, and how much it may bring. */
export interface Patience {
  /** from the first byte to the end of the headers */
  headersMs: number;
  /** from the first byte to the end of the body; how long an answer takes is not limited */
  requestMs: number;
  /** how often connections are looked at */
  checkMs: number;
  maxHeaderBytes: number;
  maxConnections: number;
}

/**
 * The carrier has sent its form within a second or gives up after fifteen; a browser has sent its small form by then, too.
 * Whoever sends a byte now and then only wants to hold a connection.
 */
const PATIENCE: Patience = {
  headersMs: 10_000,
  requestMs: 30_000,
  checkMs: 5_000,
  maxHeaderBytes: 16 * 1024,
  maxConnections: 5_000,
};

/** Longer than a proxy's own (usually 60 s), so that it never sends a request into a connection that is just being closed. */
const KEEP_ALIVE_MS = 65_000;
/** A connection that is never given up keeps all of a client's requests at one of several processes. */
const REQUESTS_A_CONNECTION = 10_000;

/** An HTTP server that no slow or endless request can hold up. */
export function openServer(answer: RequestListener, patience: Patience = PATIENCE): Server {
  const server = createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.checkMs,
      maxHeaderSize: patience.maxHeaderBytes,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    answer,
  );
  server.maxRequestsPerSocket = REQUESTS_A_CONNECTION;
  server.maxConnections = patience.maxConnections;
  return server;
}
