import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { strictRouter } from '../../src/platform/strict-router.ts';
import { createMetrics } from '../../src/web/health/metrics.ts';
import { openHotline } from '../support/hotline.ts';

/** So many are sent before an answer is waited for. */
const AT_ONCE = 500;
const CONNECTIONS = 4;

const WORDS = [
  'registry',
  'Twilio',
  'voice',
  'api',
  'v1',
  'tickets',
  'sign-in',
  'healthz',
  'practice',
  'rota',
];
const METHODS = ['GET', 'GET', 'GET', 'POST', 'HEAD', 'PUT', 'PROPFIND', 'REPORT'];

/** Letters in another spelling for each number: `rEgIsTrY`. */
function spelling(word: string, number: number): string {
  return [...word]
    .map((letter, at) => ((number >> (at % 16)) & 1 ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');
}

/** A path that nobody asked before: known words in another spelling, with slashes, dots and percent signs. */
function strangePath(number: number): string {
  const [first = '', second = ''] = [0, 3].map((step) => WORDS[(number + step) % WORDS.length]);
  const ends = [
    '',
    '/',
    '//',
    '/%2e%2e',
    `/+4930${number}`,
    `?q=${number}`,
    '/live',
    '/../x',
    ';a=b',
    '/%ZZ',
  ];
  return `/${spelling(first, number)}/${spelling(second, number >> 3)}${ends[number % ends.length]}`;
}

function requestOf(number: number): string {
  const method = METHODS[number % METHODS.length];
  return `${method} ${strangePath(number)} HTTP/1.1\r\nHost: hotline\r\nContent-Length: 0\r\n\r\n`;
}

/** Where an answer begins. */
const ANSWER = 'HTTP/1.1 ';

/** Sends requests one behind the other into one connection. @returns how many were answered */
async function send(port: number, numbers: readonly number[]): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let [answered, sent, rest] = [0, 0, ''];
  const sendSome = () => {
    const some = numbers.slice(sent, sent + AT_ONCE);
    sent += some.length;
    if (some.length > 0) socket.write(some.map(requestOf).join(''));
    else socket.end();
  };
  sendSome();
  for await (const data of socket) {
    const answers = (rest + data.toString('latin1')).split(ANSWER);
    answered += answers.length - 1;
    // the word may be cut in two
    rest = (answers.at(-1) ?? '').slice(1 - ANSWER.length);
    if (answered === sent) sendSome();
  }
  return answered;
}

/** Sends so many strange paths. @returns the label of each series there is then */
async function labelsAfter(
  paths: number,
  served: Express,
  metrics: () => Promise<string>,
): Promise<string[]> {
  const server = createServer(served);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const shares = Array.from({ length: CONNECTIONS }, (_, share) =>
    Array.from({ length: paths / CONNECTIONS }, (_, at) => at * CONNECTIONS + share),
  );
  const answered = await Promise.all(shares.map((share) => send(port, share)));
  server.close();
  expect(answered.reduce((sum, count) => sum + count, 0)).toBe(paths);
  return [...(await metrics()).matchAll(/^hotline_http_\w+_count\{.*route="([^"]*)"/gm)].map(
    ([, route = '']) => route,
  );
}

function expectFewAndOurs(labels: string[]): void {
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.length).toBeLessThan(60);
  for (const label of new Set(labels)) expect(label).toMatch(/^(other|\/[a-z0-9:/*.-]*)$/);
}

test('ten thousand strange paths at the whole service are a few series, and their labels are ours', async () => {
  await using hotline = await openHotline();
  const { server, metricsServer } = hotline.app;
  const read = async () => (await request(metricsServer).get('/metrics')).text;
  expectFewAndOurs(await labelsAfter(10_000, server, read));
}, 60_000);

test('so are a hundred thousand, wherever a router may be mounted', async () => {
  const database = { query: async () => [] };
  const metrics = createMetrics({ database, now: () => new Date() });
  const answer: RequestHandler = (_request, response) => void response.end();
  const inner = strictRouter().get('/tickets/:number', answer).use(answer);
  const served = express()
    .use(metrics.measure)
    .use('/registry', inner)
    .use('/practice/:account', inner)
    .use(inner)
    .use(answer);
  expectFewAndOurs(await labelsAfter(100_000, served, metrics.write));
}, 60_000);
