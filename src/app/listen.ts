import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { HotlineError } from '../platform/errors.ts';
import { openServer } from '../web/open-server.ts';
import type { App } from './app.ts';

/** How often connections are looked through for those that have become idle, while the service stops. */
const LET_GO_MS = 50;

/** @returns how to stop listening: it is said first, for load balancers to hear, and what is under way is answered */
export async function listen(app: App): Promise<() => Promise<void>> {
  const { port, host, drainMs } = app.config;
  const trusts = app.server.get('trust proxy fn') as (address: string, hop: number) => boolean;
  const opening = openServer(app.server, undefined, (address) => trusts(address, 0));
  const server = await openAt(opening, port, host).catch((cause: NodeJS.ErrnoException) => {
    throw cannotListen({ port, host, variable: 'PORT' }, cause);
  });
  const silent = watchSilent(server);
  return async () => {
    app.sayStopping();
    await setTimeout(drainMs);
    app.practice?.close();
    server.closeIdleConnections();
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of silent) socket.destroy();
    // what was being answered is kept alive by its client afterwards, and would keep us for a minute
    const letting = setInterval(() => server.closeIdleConnections(), LET_GO_MS);
    await closed;
    clearInterval(letting);
  };
}

/** The connections on which nobody has asked for anything yet: to the server they are not idle, and keep it for a minute. */
function watchSilent(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}

/**
 * Shows the figures on a port of their own. Nobody has chosen the usual one: where another process of this machine has it,
 * calls are taken all the same.
 * @returns how to stop
 */
export async function showFigures({ config, metricsServer, log }: App): Promise<() => void> {
  const { port, host, chosen } = config.metrics;
  try {
    const server = await openAt(openServer(metricsServer), port, host);
    return () => {
      server.close();
      server.closeAllConnections();
    };
  } catch (cause) {
    const refused = cannotListen({ port, host, variable: 'METRICS_PORT' }, cause as NodeJS.ErrnoException);
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (chosen.port || (chosen.host && !isTaken)) throw refused;
    const { message: reason, remedy } = refused;
    log.warn({ reason, remedy }, 'the metrics for Prometheus are not served; calls are taken as usual');
    return () => {};
  }
}

/** Where it was to listen, and which variable says so. */
interface Place {
  port: number;
  host: string;
  /** or the option of a command */
  variable: 'PORT' | 'METRICS_PORT' | '--port';
}

/** What is no address, no name of one, or that of another machine. */
const NOT_HERE = ['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EINVAL'];

function openAt(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

export function cannotListen({ port, host, variable }: Place, cause: NodeJS.ErrnoException): HotlineError {
  const { reason, remedy } = explainListenError(cause, variable);
  return new HotlineError('bad-configuration', `Port ${port} on ${host} cannot be used: ${reason}`, {
    cause,
    remedy,
  });
}

function explainListenError(
  { code = '', message }: NodeJS.ErrnoException,
  variable: Place['variable'],
): { reason: string; remedy: string } {
  if (code === 'EACCES') {
    const remedy = `Choose a port from 1024 up with ${variable}, or let this user have it.`;
    return { reason: 'this user is not allowed to use it.', remedy };
  }
  if (NOT_HERE.includes(code)) {
    const host = variable.replace('PORT', 'HOST');
    const remedy = `Correct ${host}: 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses.`;
    return { reason: 'that is no address of this machine.', remedy };
  }
  const remedy = `Stop that program, or choose another port with ${variable}.`;
  return { reason: code === 'EADDRINUSE' ? 'another program is using it.' : message, remedy };
}
