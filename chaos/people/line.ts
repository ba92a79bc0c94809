import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { listen } from '../../bench/support/listen.ts';
import { createSimulatedCarrier, type SimulatedCarrier } from '../../src/telephony/simulator/carrier.ts';
import type { Random } from '../random.ts';
import { type RestTrouble, restTrouble } from '../support/rest-trouble.ts';
import { HOTLINE_NUMBER } from './cast.ts';

export const ACCOUNT = { sid: `AC${'0'.repeat(32)}`, token: 'the-auth-token-of-the-fault-suite' };
const LIFEBOAT = join(import.meta.dirname, '../../voice-flows/lifeboat.xml');
/** More than any run has. */
const REMEMBERED = 1_000_000;

/** The carrier, which no fault of ours reaches, and the lifeboat that it keeps for us. */
export interface Line extends AsyncDisposable {
  carrier: SimulatedCarrier;
  /** where its REST API is */
  url: string;
  rest: RestTrouble;
  /** calls that were served by the lifeboat, by their SIDs */
  lifeboat: ReadonlySet<string>;
}

/** @param publicUrl what the number's webhooks point at */
export async function openLine(publicUrl: string, random: Random): Promise<Line> {
  const lifeboat = new Set<string>();
  const rest = restTrouble(random);
  const app = express();
  const server = await listen(createServer(app));
  const carrier = createSimulatedCarrier({
    accountSid: ACCOUNT.sid,
    authToken: ACCOUNT.token,
    number: HOTLINE_NUMBER,
    mode: 'strict',
    // words take no time here; pauses and people do
    pace: { speech: () => 0, pause: (seconds) => seconds * 1_000, patience: (seconds) => seconds * 1_000 },
    clock: () => new Date(),
    remembers: REMEMBERED,
    voiceUrl: `${publicUrl}/twilio/voice/incoming`,
    voiceFallbackUrl: `${server.url}/lifeboat`,
    statusUrl: `${publicUrl}/twilio/voice/status`,
    smsUrl: `${publicUrl}/twilio/sms/incoming`,
  });
  const twiml = (await readFile(LIFEBOAT, 'utf8')).replace(
    /action="[^"]+"/,
    `action="${server.url}/lifeboat/thanks"`,
  );
  app.post('/lifeboat', express.urlencoded({ extended: false }), (request, response) => {
    lifeboat.add(String(request.body.CallSid));
    response.type('text/xml').send(twiml);
  });
  app.post('/lifeboat/thanks', (_request, response) => {
    response.type('text/xml').send('<Response><Hangup/></Response>');
  });
  app.use(rest.handler, carrier.router);
  return {
    carrier,
    url: server.url,
    rest,
    lifeboat,
    async [Symbol.asyncDispose]() {
      carrier.close();
      await server[Symbol.asyncDispose]();
    },
  };
}
