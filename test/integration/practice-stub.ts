import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { Line } from '../support/carrier.ts';

/** One webhook as a service sees it. */
export interface Asked {
  path: string;
  params: Record<string, string>;
}

type Answer = string | { status: number; type?: string; body?: string };

/** A service that answers each path with what the test says, and notes what it was asked. */
export interface Stub extends AsyncDisposable {
  url: string;
  asked: Asked[];
  /** What was asked at this path. */
  at(path: string): Asked[];
  /** Twilio's own library, talking to the line. */
  client: ReturnType<typeof twilio>;
}

/** Starts such a service and points the hotline's number at it. Every signature is checked by Twilio's own code. */
export async function startStub(
  line: Line,
  answers: Record<string, Answer | ((asked: Asked) => Answer)>,
): Promise<Stub> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const signature = String(request.headers['x-twilio-signature']);
    const genuine = webhooks.validateRequest(line.authToken, signature, `${url}${request.url}`, params);
    const path = request.url ?? '';
    asked.push({ path, params });
    const planned = answers[path] ?? { status: path.includes('status') ? 204 : 404 };
    const answer = typeof planned === 'function' ? planned({ path, params }) : planned;
    const { status, type, body } =
      typeof answer === 'string' ? { status: 200, type: 'text/xml', body: answer } : answer;
    response.writeHead(genuine ? status : 403, { 'content-type': type ?? 'text/plain' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  line.connect(url);
  return {
    url,
    asked,
    at: (path) => asked.filter((each) => each.path === path),
    client: twilioAt(line),
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Twilio's library with its requests sent to the line instead. */
function twilioAt(line: Line): ReturnType<typeof twilio> {
  const httpClient = new twilio.RequestClient();
  const request = httpClient.request.bind(httpClient);
  httpClient.request = (options) =>
    request({ ...options, uri: options.uri.replace('https://api.twilio.com', line.apiBaseUrl) });
  return twilio(line.apiKey.sid, line.apiKey.secret, { accountSid: line.accountSid, httpClient });
}

/** A TwiML document around these verbs. */
export const response = (verbs: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`;
