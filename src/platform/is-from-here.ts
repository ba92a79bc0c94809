import type { IncomingMessage } from 'node:http';

const HERE = /^(::1|127\.\d+\.\d+\.\d+|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_NAMES = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/** Headers by which a proxy says that it speaks for somebody else. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'cf-connecting-ip'];

/**
 * Whether a request comes from this very machine. Whoever comes by a proxy or a tunnel on this machine comes from here too, but
 * by another name or with a header that says so.
 */
export function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const fromHere = HERE.test(socket.remoteAddress ?? '');
  const byLocalName = LOCAL_NAMES.test(headers.host ?? '');
  return fromHere && byLocalName && !FORWARDED.some((name) => headers[name] !== undefined);
}
