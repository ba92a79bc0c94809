import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  /** in all */
  maxConnections: number;
  /** from one address */
  maxPerSource: number;
  /** how long a connection may stay without bringing a whole request, milliseconds */
  silentMs: number;
  /** how long an answer may take before its connection may make room for somebody who comes, milliseconds */
  answerMs: number;
  /** how often connections are looked at, milliseconds */
  checkMs: number;
  /** an address that speaks for many, which it has to count itself */
  isProxy: (address: string) => boolean;
}

/** Whoever has just come gets so long to speak before somebody else may have the place. */
const GRACE_MS = 1_000;

/** A connection, and the request that is being answered on it, since when; `since` when it last did something whole. */
interface Hotline {
  socket: Socket;
  source: string;
  since: number;
  request: IncomingMessage | null;
  askedAt: number;
}

/**
 * Keeps room for whoever has something to say. A connection that brings no whole request (nothing at all, half a header, a
 * body that never ends, or nothing more after an answer) is only let be while there is room: when all places are taken, or
 * all of its source, the one that has been silent for longest goes, and the new one gets its place. Where none is silent, it is
 * the one that has been answered for longest, if that is longer than anybody waits for words: a page that is kept up to date,
 * which connects anew, or somebody who does not read what they are sent. So no number of connections keeps the carrier out, from
 * which addresses so ever it calls.
 */
export function guardConnections(server: Server, limits: ConnectionLimits): void {
  const { maxConnections, maxPerSource, silentMs, answerMs, checkMs, isProxy } = limits;
  // in the order in which they last did something
  const lines = new Map<Socket, Hotline>();
  const counts = new Map<string, number>();
  const add = (source: string, one: number) => {
    const count = (counts.get(source) ?? 0) + one;
    if (count > 0) counts.set(source, count);
    else counts.delete(source);
  };
  const forget = (line: Hotline) => {
    if (lines.delete(line.socket)) add(line.source, -1);
  };
  const hangUp = (line: Hotline) => {
    forget(line);
    line.socket.destroy();
  };
  const longestSilent = (fits: (line: Hotline) => boolean) => {
    for (const line of lines.values()) if (isSilent(line) && fits(line)) return line;
    return undefined;
  };
  const longestAnswered = (now: number, fits: (line: Hotline) => boolean) => {
    let longest: Hotline | undefined;
    for (const line of lines.values())
      if (!isSilent(line) && now - line.askedAt >= answerMs && fits(line))
        if (longest === undefined || line.askedAt < longest.askedAt) longest = line;
    return longest;
  };
  /** @returns whether there is a place now */
  const makeRoom = (source: string, now: number): boolean => {
    const isCrowded = (counts.get(source) ?? 0) >= maxPerSource && !isProxy(source);
    if (!isCrowded && lines.size < maxConnections) return true;
    const isOfSource = (other: Hotline) => other.source === source;
    const line = isCrowded
      ? (longestSilent(isOfSource) ?? longestAnswered(now, isOfSource))
      : (longestSilent(({ since }) => now - since >= GRACE_MS) ?? longestAnswered(now, () => true));
    if (line) hangUp(line);
    return line !== undefined;
  };

  server.on('connection', (socket) => {
    const source = socket.remoteAddress ?? '';
    const now = performance.now();
    if (!makeRoom(source, now)) {
      socket.destroy();
      return;
    }
    const line: Hotline = { socket, source, since: now, request: null, askedAt: now };
    lines.set(socket, line);
    add(source, 1);
    socket.once('close', () => forget(line));
  });
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const line = lines.get(request.socket);
    if (!line) return;
    // more may be asked before the first is answered: that makes its answer no shorter
    if (line.request === null) line.askedAt = performance.now();
    line.request = request;
    response.once('close', () => {
      if (line.request !== request || !lines.delete(line.socket)) return;
      line.request = null;
      line.since = performance.now();
      lines.set(line.socket, line);
    });
  });
  const timer = setInterval(() => {
    const latest = performance.now() - silentMs;
    for (const line of lines.values()) if (line.since < latest && isSilent(line)) hangUp(line);
  }, checkMs).unref();
  server.once('close', () => clearInterval(timer));
}

/** Nothing whole has come that would be answered now. */
function isSilent({ request }: Hotline): boolean {
  return request === null || !request.complete;
}
