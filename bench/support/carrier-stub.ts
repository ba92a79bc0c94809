import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from './listen.ts';

/** A carrier's REST API that says yes to everything at once and remembers when it was asked. */
export interface CarrierStub extends AsyncDisposable {
  url: string;
  /** When each message was asked for, epoch milliseconds, by the hotline's own id of it. */
  messages: Map<string, number>;
  /** Requests that asked for a message once more. */
  repeated(): number;
}

export async function startCarrierStub(): Promise<CarrierStub> {
  const messages = new Map<string, number>();
  let repeated = 0;
  const note = (id: string, at: number) => {
    if (messages.has(id)) repeated += 1;
    else messages.set(id, at);
  };
  const server = createServer(async (request, response) => {
    const at = Date.now();
    const isMessage = request.url?.endsWith('/Messages.json') ?? false;
    const form = await formOf(request);
    const id = new URL(form.get('StatusCallback') ?? 'http://none').searchParams.get('message');
    if (isMessage && id !== null) note(id, at);
    if (request.method === 'GET') {
      // asked what it knows that we do not: nothing
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ calls: [], recordings: [], messages: [], next_page_uri: null }));
      return;
    }
    const sid = `${isMessage ? 'SM' : 'CA'}${randomBytes(16).toString('hex')}`;
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ sid, status: 'queued' }));
  });
  const listening = await listen(server);
  return { ...listening, messages, repeated: () => repeated };
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await text(request));
}
