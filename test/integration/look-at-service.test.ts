import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { lookAtService } from '../../src/cli/doctor/look-at-service.ts';

/** Lets these paths through to a service that has each, and no other. */
async function proxyThatLetsOut(...paths: string[]): Promise<string> {
  const proxy = createServer((request, response) => {
    response.statusCode = paths.includes(request.url ?? '') ? 200 : 404;
    response.end(request.url === '/readyz' ? '{"status":"ready"}' : '');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void proxy.close());
  await once(proxy, 'listening');
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

it('a proxy that keeps health inside, as the shipped ones do, is in order', async () => {
  const url = await proxyThatLetsOut('/sign-in');
  expect(await lookAtService(url)).toMatchObject({
    verdict: 'ok',
    message: expect.stringContaining(`answers at ${url}`),
  });
});

it('a proxy that lets health out is asked whether the service is ready', async () => {
  const url = await proxyThatLetsOut('/sign-in', '/readyz');
  expect(await lookAtService(url)).toMatchObject({ verdict: 'ok', message: `ready at ${url}` });
});

it('whoever lets nothing of the hotline through is warned of', async () => {
  const url = await proxyThatLetsOut();
  expect(await lookAtService(url)).toMatchObject({
    verdict: 'warning',
    message: `${url}/readyz answers 404`,
  });
});
