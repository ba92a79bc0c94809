import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { sign } from '../../src/telephony/twilio/signature.ts';
import { openServer, type Timeouts } from '../../src/web/open-server.ts';
import { openHotline } from '../support/hotline.ts';

const TIMEOUTS: Timeouts = {
  headersMs: 10_000,
  requestMs: 10_000,
  answerMs: 10_000,
  checkMs: 20,
  maxHeaderBytes: 8_000,
  maxConnections: 60,
};
const FORM =
  'Host: hotline\r\ncontent-type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\n';
const open: { server: Server; sockets: Socket[] }[] = [];

afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers at once, or only when it is told to. */
async function serve(change: Partial<Timeouts> = {}, isProxy?: (address: string) => boolean) {
  const waiting: (() => void)[] = [];
  const server = openServer(
    (request, response) => {
      request.resume().once('end', () => {
        if (request.url === '/slow') waiting.push(() => void response.end('at last'));
        else response.end('served');
      });
    },
    { ...TIMEOUTS, ...change },
    isProxy,
  );
  return listen(server, waiting);
}

async function listen(server: Server, waiting: (() => void)[] = []) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  open.push({ server, sockets });
  const dial = async (says = ''): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    sockets.push(socket);
    await once(socket, 'connect');
    if (says !== '') socket.write(says);
    return socket;
  };
  return { url: `http://127.0.0.1:${port}`, dial, waiting };
}

/** What comes back on a connection that is used for one request. */
async function ask(dial: (says: string) => Promise<Socket>, path = '/'): Promise<string> {
  const socket = await dial(`GET ${path} HTTP/1.1\r\nHost: hotline\r\nConnection: close\r\n\r\n`);
  let said = '';
  for await (const data of socket) said += String(data);
  return said;
}

describe.each([
  ['say nothing at all', ''],
  ['never end their headers', 'GET / HTTP/1.1\r\nHost: hotline\r\nX-Slow: '],
  ['never end their body', `POST / HTTP/1.1\r\n${FORM}CallSid=`],
  ['send empty lines only', '\r\n\r\n'],
  ['have been answered and say nothing more', 'GET / HTTP/1.1\r\nHost: hotline\r\n\r\n'],
])('connections of one source that %s', (_, says) => {
  test('make room for whoever comes, the oldest first', async () => {
    const { dial } = await serve({ maxPerSource: 20 });
    const sockets: Socket[] = [];
    for (let count = 0; count < 20; count += 1) sockets.push(await dial(says));
    const [oldest] = sockets;
    oldest?.resume();
    for (let count = 0; count < 5; count += 1) expect(await ask(dial)).toContain('served');
    expect(oldest?.destroyed).toBe(true);
    expect(sockets.at(-1)?.destroyed).toBe(false);
  });
});

test('connections on which somebody waits for an answer are not given away; then there is no room', async () => {
  const { dial, waiting } = await serve({ maxPerSource: 5 });
  const answers = Array.from({ length: 5 }, () => ask(dial, '/slow'));
  await expect.poll(() => waiting.length).toBe(5);
  const refused = await dial();
  await once(refused.resume(), 'close');
  for (const answer of waiting) answer();
  expect(await Promise.all(answers)).toEqual(Array(5).fill(expect.stringContaining('at last')));
});

describe.each([
  ['its source', { maxPerSource: 5 }],
  ['the server', { maxConnections: 5 }],
])('where all connections of %s are answered for longer than anybody waits for words', (_, limits) => {
  test('the one that has been for longest makes room, and no other', async () => {
    const { dial, waiting } = await serve({ ...limits, answerMs: 0 });
    const first = ask(dial, '/slow').catch(() => 'hung up');
    await expect.poll(() => waiting.length).toBe(1);
    const others = Array.from({ length: 4 }, () => ask(dial, '/slow'));
    await expect.poll(() => waiting.length).toBe(5);
    expect(await ask(dial)).toContain('served');
    expect(await first).not.toContain('at last');
    for (const answer of waiting) answer();
    expect(await Promise.all(others)).toEqual(Array(4).fill(expect.stringContaining('at last')));
  });
});

test('whoever asks more while they are answered has been answered since they asked first', async () => {
  const { dial, waiting } = await serve({ maxPerSource: 2, answerMs: 0 });
  const says = 'GET /slow HTTP/1.1\r\nHost: hotline\r\n\r\n';
  const greedy = await dial(says);
  await expect.poll(() => waiting.length).toBe(1);
  const other = ask(dial, '/slow');
  await expect.poll(() => waiting.length).toBe(2);
  greedy.resume().write(says);
  await expect.poll(() => waiting.length).toBe(3);
  expect(await ask(dial)).toContain('served');
  for (const answer of waiting) answer();
  expect(await other).toContain('at last');
  expect(greedy.destroyed).toBe(true);
});

test('the connections of a proxy are not counted as those of one person', async () => {
  const { dial } = await serve({ maxPerSource: 5 }, (address) => address === '127.0.0.1');
  const sockets: Socket[] = [];
  for (let count = 0; count < 20; count += 1) sockets.push(await dial());
  expect(await ask(dial)).toContain('served');
  expect(sockets.some((socket) => socket.destroyed)).toBe(false);
});

test('a connection that says nothing is given up by itself, from its first moment', async () => {
  const { dial } = await serve({ headersMs: 100 });
  const socket = await dial();
  await once(socket.resume(), 'close');
});

test('hundreds of silent connections keep no signed webhook out', async () => {
  await using hotline = await openHotline();
  const { url, dial } = await listen(openServer(hotline.app.server));
  for (let count = 0; count < 1_500; count += 1) {
    const says = [`POST /twilio/voice/incoming HTTP/1.1\r\n${FORM}CallSid=`, 'GET /', ''][count % 3];
    await dial(says);
  }
  const path = '/twilio/voice/status';
  const form = {
    CallSid: `CA${'7'.repeat(32)}`,
    AccountSid: hotline.line.accountSid,
    CallStatus: 'completed',
  };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      fetch(url + path, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { 'x-twilio-signature': sign(hotline.line.authToken, hotline.url + path, form) },
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
}, 30_000);
