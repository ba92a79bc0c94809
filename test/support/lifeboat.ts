import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Hotline } from './hotline.ts';

const FOLDER = join(import.meta.dirname, '../../voice-flows');
const THANKS = 'https://handler.twilio.com/twiml/EH00000000000000000000000000000000';

export interface Lifeboat extends AsyncDisposable {
  /** the service answers again */
  back(): void;
}

/** Nothing of ours answers any more: the carrier serves the lifeboat, and texts and reports go nowhere. */
export async function abandonShip(hotline: Hotline): Promise<Lifeboat> {
  const pages = new Map([
    ['/lifeboat', readFileSync(join(FOLDER, 'lifeboat.xml'), 'utf8').replace(THANKS, '/thanks')],
    ['/thanks', readFileSync(join(FOLDER, 'lifeboat-thanks.xml'), 'utf8')],
  ]);
  const server = createServer((request, response) => {
    request.resume();
    const page = pages.get(request.url ?? '');
    response.writeHead(page ? 200 : 503, { 'content-type': 'text/xml' }).end(page ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { carrier, settle } = hotline.line;
  const usual = { ...carrier.settings };
  hotline.line.settle = undefined;
  Object.assign(carrier.settings, {
    voiceUrl: `${elsewhere}/gone`,
    voiceFallbackUrl: `${elsewhere}/lifeboat`,
    statusUrl: undefined,
    smsUrl: `${elsewhere}/gone`,
  });
  return {
    back() {
      Object.assign(carrier.settings, usual);
      hotline.line.settle = settle;
      hotline.line.takeFaults();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
