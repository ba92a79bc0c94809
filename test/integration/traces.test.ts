import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../src/cli/support/free-port.ts';
import { following } from '../../src/platform/tracing.ts';
import { freshDatabase } from '../support/database.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

const patiently = { timeout: 30_000, interval: 100 };

/** A collector that keeps what it is sent; names stand in it as they are. */
async function openCollector() {
  const sent: Buffer[] = [];
  const server = createServer(async (request, response) => {
    for await (const chunk of request) sent.push(chunk);
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, said: () => Buffer.concat(sent).toString('latin1') };
}

it('follow a call from the key to the page it led to', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  onTestFinished(() => {
    for (const each of [trace, context, propagation]) each.disable();
  });

  await using hotline = await openHotline();
  await following(null, 'the call', () => criticalCase(hotline.phones.erika));
  hotline.phones.anna.newSms();
  await hotline.settle();
  const spans = exporter.getFinishedSpans();
  const call = spans.find(({ name }) => name === 'the call');
  const led = spans.filter(({ name }) => name === 'escalate' || name === 'send-message');
  expect(led.length).toBeGreaterThan(1);
  expect(new Set(led.map((span) => span.spanContext().traceId))).toEqual(
    new Set([call?.spanContext().traceId]),
  );
});

it('are sent to a collector, with neither values nor queries', async () => {
  const collector = await openCollector();
  await using database = await freshDatabase();
  const port = await freePort();
  const service = spawn(process.execPath, ['src/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      SECRET_KEY: 'a key for this test only',
      PRACTICE: '1',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'silent',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '200',
    },
    stdio: 'ignore',
  });
  onTestFinished(() => void service.kill('SIGKILL'));
  const ask = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${port}${path}`, init).then((response) => response.status);
  await expect.poll(() => ask('/healthz').catch(() => 0), patiently).toBe(200);
  await ask('/sign-in?to=%2B493023125101', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ login: 'marked-login', password: 'marked-password' }),
  });
  await expect.poll(collector.said, patiently).toContain('POST /sign-in');
  await expect.poll(collector.said, patiently).toContain('db.query.text');
  expect(collector.said()).not.toMatch(/3023125101|marked/);
  expect(collector.said()).not.toContain('healthz');
});
