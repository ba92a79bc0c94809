import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from '../../bench/support/listen.ts';
import type { Random } from '../random.ts';

/** What may happen to webhooks on their way. */
export type Trouble = 'doubled' | 'late';

/**
 * The way from the carrier to the web processes. It hands each request to the next process in turn, so that every
 * webhook of a call may meet another one. Who refuses the connection is passed over; when all do, the carrier tries once more, as
 * its rules say, and then has no answer: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export interface Way extends AsyncDisposable {
  url: string;
  trouble: Trouble | undefined;
  /** What the service answered although it never should: paths by status of 500 and more. */
  readonly errors: string[];
  /** How many reports could not be noted, and were asked for again by a 503: that is as it should be. */
  askedAgain: number;
  /** How often a proxy answered for a process that died or froze with the request in its hands: the carrier has its own ways on. */
  proxyAnswers: number;
}

interface Letter {
  path: string;
  method: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

interface Reply {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

const RETRY_AFTER_MS = 250;
const SHARE_IN_TROUBLE = 0.5;
const DOUBLE_AFTER_MS = { least: 0, most: 300 };
const LATE_MS = { least: 500, most: 2_500 };
/** Reports whose answer means nothing: they come in reverse when the way is in trouble. */
const REPORT = /\/status|\/machine/;

/** @param ports of the web processes, dead ones too */
export async function openWay(ports: () => readonly number[], random: Random): Promise<Way> {
  let turn = 0;
  const errors: string[] = [];
  const held: Letter[] = [];

  /** To the next who listens. */
  const handOver = async (letter: Letter): Promise<Reply | 'refused' | undefined> => {
    const found = ports();
    turn += 1;
    const inTurn = found.map((_, index) => found[(turn + index) % found.length] ?? 0);
    for (const port of inTurn) {
      const reply = await send(port, letter);
      if (reply !== 'refused') return reply;
    }
    return 'refused';
  };
  const deliver = async (letter: Letter): Promise<Reply | undefined> => {
    let reply = await handOver(letter);
    if (reply === 'refused') {
      await pause(RETRY_AFTER_MS);
      reply = await handOver(letter);
    }
    if (reply === 'refused' || reply === undefined) return undefined;
    if (reply.status === 503 && REPORT.test(letter.path)) way.askedAgain += 1;
    else if (isOfProxy(reply)) way.proxyAnswers += 1;
    else if (reply.status >= 500) errors.push(`${reply.status} ${letter.path}`);
    return reply;
  };
  /** Hands out what was held back, the last first. */
  const release = async () => {
    await pause(random.between(LATE_MS.least, LATE_MS.most));
    for (const letter of held.splice(0).toReversed()) await deliver(letter);
  };
  const carry = async (letter: Letter): Promise<Reply | undefined> => {
    const inTrouble = way.trouble !== undefined && random.happens(SHARE_IN_TROUBLE);
    if (!inTrouble) return deliver(letter);
    if (way.trouble === 'doubled') {
      pause(random.between(DOUBLE_AFTER_MS.least, DOUBLE_AFTER_MS.most))
        .then(() => deliver(letter))
        .catch(() => {});
      return deliver(letter);
    }
    if (REPORT.test(letter.path)) {
      held.push(letter);
      if (held.length === 1) void release();
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    }
    await pause(random.between(LATE_MS.least, LATE_MS.most));
    return deliver(letter);
  };

  const server = createServer(async (incoming, response) => {
    const reply = await carry(await read(incoming));
    if (reply) answer(response, reply);
    else incoming.socket.destroy();
  });
  const { url, [Symbol.asyncDispose]: close } = await listen(server);
  const way: Way = {
    url,
    trouble: undefined,
    errors,
    askedAgain: 0,
    proxyAnswers: 0,
    [Symbol.asyncDispose]: close,
  };
  return way;
}

/** In the place of processes that do not answer; nginx says 500 when its question who is there is not answered a second time. */
function isOfProxy({ status, body }: Reply): boolean {
  return status === 502 || status === 504 || (status === 500 && body.includes('<center>nginx'));
}

async function read(incoming: IncomingMessage): Promise<Letter> {
  const { url = '/', method = 'POST', headers } = incoming;
  return { path: url, method, headers, body: await buffer(incoming) };
}

function answer(response: ServerResponse, { status, headers, body }: Reply): void {
  const type = headers['content-type'];
  response.writeHead(status, type === undefined ? {} : { 'content-type': type });
  response.end(body);
}

/** @returns the answer; nothing if the connection broke; `refused` if nobody listens */
function send(port: number, { path, method, headers, body }: Letter): Promise<Reply | 'refused' | undefined> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (reply) => {
      const status = reply.statusCode ?? 0;
      buffer(reply).then(
        (content) => resolve({ status, headers: reply.headers, body: content }),
        () => resolve(undefined),
      );
    });
    asked.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : undefined),
    );
    asked.end(body);
  });
}
