import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer } from '../../src/web/open-server.ts';

const TIMEOUTS = {
  headersMs: 150,
  requestMs: 300,
  answerMs: 10_000,
  checkMs: 25,
  maxHeaderBytes: 2_000,
  maxConnections: 8,
};
const app = express().use(
  express.urlencoded({ limit: '100kb' }),
  (_request, response) => void response.send('served'),
);
const server = openServer(app, TIMEOUTS);
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function dial(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** What the server says until it hangs up; a byte is sent now and then to keep it waiting. */
async function trickle(start: string): Promise<string> {
  const socket = await dial();
  let said = '';
  socket.on('data', (data) => {
    said += String(data);
  });
  socket.on('error', () => {});
  socket.write(start);
  const drops = setInterval(() => socket.write('x'), 20);
  // a byte that comes after the server has hung up is answered with a reset, which is no failure here
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(drops);
  return said;
}

test('headers that never end are given up, and others are served meanwhile', async () => {
  const slow = [1, 2, 3].map(() => trickle('GET / HTTP/1.1\r\nHost: hotline\r\nX-Slow: '));
  expect(await (await fetch(url())).text()).toBe('served');
  expect(await Promise.all(slow)).toEqual([1, 2, 3].map(() => expect.stringMatching(/^HTTP\/1\.1 408 /)));
});

test('a body that never ends is given up', async () => {
  const form = 'content-type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\nCallSid=';
  expect(await trickle(`POST / HTTP/1.1\r\nHost: hotline\r\n${form}`)).toMatch(/^HTTP\/1\.1 408 /);
});

test('headers beyond measure are refused', async () => {
  const { status } = await fetch(url(), { headers: { 'x-large': 'x'.repeat(3_000) } });
  expect(status).toBe(431);
});

test('more connections than there may be are not let in, and those that stand are served', async () => {
  const sockets: Socket[] = [];
  for (let count = 0; count < TIMEOUTS.maxConnections; count += 1) sockets.push(await dial());
  const further = await dial();
  further.on('error', () => {});
  further.resume();
  await once(further, 'close');
  const [first] = sockets;
  first?.write('GET / HTTP/1.1\r\nHost: hotline\r\nConnection: close\r\n\r\n');
  const [answer] = first ? await once(first, 'data') : [];
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
  for (const socket of sockets) socket.destroy();
});
