import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../src/platform/log.ts';
import { type CallPathDeps, createCallPath } from '../../src/worker/call-path.ts';
import { tellOutside } from '../../src/worker/tell-outside.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { rememberLog } from '../support/written-down.ts';

/** Somebody who listens at an address of this machine. */
async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const quiet = createLogger('silent');

/** The way in to a hotline, with something of it changed. */
function wayTo({ app, line }: Hotline, change: Partial<CallPathDeps> = {}) {
  const { accountSid, authToken } = line;
  const url = app.urls.callStatus('heartbeat');
  return createCallPath({
    url,
    account: { accountSid, authToken },
    onTried: () => {},
    log: quiet,
    ...change,
  });
}

it('the way from outside in is open when a signed webhook gets to the hotline, and nothing becomes of it', async () => {
  await using hotline = await openHotline();
  expect(await hotline.app.tryCallPath()).toBe(true);
  const [left] = await hotline.database.query(
    'select (select count(*)::int from calls) as calls, (select count(*)::int from call_events) as events',
  );
  expect(left).toEqual({ calls: 0, events: 0 });
});

it.each<[string, RequestListener]>([
  [
    'a proxy that has nobody behind it',
    (_request, response) => void response.writeHead(502).end('Bad Gateway'),
  ],
  [
    'a page of somebody else',
    (_request, response) => void response.writeHead(200).end('<html>It works!</html>'),
  ],
  ['a redirect', (_request, response) => void response.writeHead(301, { location: '/twilio/' }).end()],
  ['somebody who hangs up', (request) => void request.socket.destroy()],
])('is shut by %s', async (_what, answer) => {
  await using hotline = await openHotline();
  const url = `${await listen(answer)}/twilio/voice/status?leg=heartbeat`;
  expect(await wayTo(hotline, { url })()).toBe(false);
});

it('is shut when the signature does not fit', async () => {
  await using hotline = await openHotline();
  const account = { accountSid: hotline.line.accountSid, authToken: 'another token' };
  expect(await wayTo(hotline, { account })()).toBe(false);
});

it('says once that it is shut and once that it is open again, without the token', async () => {
  await using hotline = await openHotline();
  const { log, lines } = rememberLog();
  const { accountSid, authToken } = hotline.line;
  const account = { accountSid, authToken: 'another token' };
  const tried: boolean[] = [];
  const way = wayTo(hotline, { account, log, onTried: (isOpen) => tried.push(isOpen) });
  await way();
  await way();
  account.authToken = authToken;
  await way();
  await way();
  expect(tried).toEqual([false, false, true, true]);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 50, reason: 'it answered 403' },
    { level: 30, msg: 'webhooks from outside reach the service again' },
  ]);
  expect(lines.join('')).not.toMatch(/another token|the-auth-token/);
});

it.each([
  ['all is well and a call gets through', true, true, 1],
  ['no process takes calls, whatever works inside', true, false, 0],
  ['a promise is broken', false, true, 0],
])('whoever watches outside: %s', async (_what, isWell, isOpen, beats) => {
  let told = 0;
  const heartbeatUrl = await listen((_request, response) => {
    told += 1;
    response.end();
  });
  await tellOutside(isWell, { heartbeatUrl, tryCallPath: async () => isOpen, log: quiet });
  expect(told).toBe(beats);
});

it('whoever watches outside hears of it where the way in is not tried', async () => {
  let told = 0;
  const heartbeatUrl = await listen((_request, response) => {
    told += 1;
    response.end();
  });
  await tellOutside(true, { heartbeatUrl, tryCallPath: undefined, log: quiet });
  expect(told).toBe(1);
});
