import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import express from 'express';
import { type Environment, readConfigWithoutKey } from '../../app/config.ts';
import { cannotListen } from '../../app/listen.ts';
import { SAMPLE_DIRECTORY } from '../../domain/directory-entry/sample-directory.ts';
import { practiceUrlAt } from '../../telephony/simulator/practice-door.ts';
import { numberUrls } from '../../telephony/twilio/webhook-urls.ts';
import { createPracticeLine } from '../../web/practice/practice-routes.ts';
import { everybody } from '../support/cast.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { interruption } from '../support/interruption.ts';
import { readDirectory } from '../support/read-directory.ts';
import { print } from '../support/terminal.ts';

export interface ServeOptions {
  port: number;
  service?: string;
  directory?: string;
}

/**
 * `hotline practice serve`: the simulated carrier in a process of its own. Its REST API is at the root, where
 * TWILIO_API_BASE_URL expects it, its page under /practice/. It takes the account of the environment, or makes one up.
 */
export async function servePractice(options: ServeOptions, env: Environment): Promise<ExitCode> {
  const config = readConfigWithoutKey(env);
  const people = everybody(
    await readDirectory(options.directory ?? config.directoryFile ?? SAMPLE_DIRECTORY),
  );
  const service = (options.service ?? config.publicUrl).replace(/\/+$/, '');
  const account = config.carrier ?? madeUpAccount();
  const key = randomBytes(16).toString('hex');
  const line = createPracticeLine({
    carrier: {
      accountSid: account.accountSid,
      authToken: account.authToken,
      ...(config.carrier?.apiKey
        ? { apiKeys: { [config.carrier.apiKey.sid]: config.carrier.apiKey.secret } }
        : {}),
      number: config.hotlineNumber,
      ...numberUrls(service),
    },
    door: { key },
    people: async () => people,
    board: async () => [],
  });
  const app = express().disable('x-powered-by').use('/practice', line.router).use(line.carrier.router);
  const server = app.listen(options.port, '127.0.0.1');
  await once(server, 'listening').catch((cause: Error) => {
    throw cannotListen({ port: options.port, host: '127.0.0.1', variable: '--port' }, cause);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  print(
    `The practice line is at ${practiceUrlAt(port, key)} and calls ${service}. Start the service with:`,
    '',
    `TWILIO_API_BASE_URL=http://127.0.0.1:${port}`,
    `TWILIO_ACCOUNT_SID=${account.accountSid}`,
    `TWILIO_AUTH_TOKEN=${config.carrier ? '(as in this environment)' : account.authToken}`,
    `HOTLINE_NUMBER=${config.hotlineNumber}`,
    '',
    'Ctrl-C ends it.',
  );
  await interruption();
  line.close();
  server.close();
  server.closeAllConnections();
  return OK;
}

function madeUpAccount() {
  return { accountSid: `AC${randomBytes(16).toString('hex')}`, authToken: randomBytes(16).toString('hex') };
}
