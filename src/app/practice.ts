import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Hotline } from '../domain/calls/hotline.ts';
import type { Directory } from '../domain/directory-entry/directory.ts';
import { readSample } from '../domain/directory-entry/read-sample.ts';
import { houseZone } from '../domain/paging/house-zone.ts';
import { now } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { numberUrls } from '../telephony/twilio/webhook-urls.ts';
import { isSignedIn } from '../web/console/context.ts';
import { practiceBoard, practicePeople, speakFirst } from '../web/practice/practice-data-store.ts';
import { createPracticeLine, type PracticeLine } from '../web/practice/practice-routes.ts';
import { closeOpenTickets } from '../web/practice/start-anew.ts';
import type { CarrierConfig } from './config/telephony.ts';
import type { Config } from './config.ts';

/** The practice line: a carrier of its own, and a page to call it from. */
export function createPractice(
  config: Config,
  account: CarrierConfig,
  database: Database,
  hotline: Hotline,
): PracticeLine {
  const { publicUrl, requireTwoFactor, sessionLength } = config;
  const parts = { database, now, publicUrl, requireTwoFactor, sessionLength };
  const sample = config.directoryFile === undefined ? readSample() : undefined;
  const pinOf = pinsOf(sample);
  const engineers = [...(sample?.engineers ?? [])].map(([key, { name }]) => ({ key, name }));
  return createPracticeLine({
    carrier: {
      accountSid: account.accountSid,
      authToken: account.authToken,
      number: config.hotlineNumber,
      otherNumber: config.drills?.number,
      ...numberUrls(publicUrl),
    },
    door: { key: practiceKey(config), isSignedIn: (request) => isSignedIn(parts, request) },
    people: () => practicePeople(database, pinOf, now()),
    board: () => practiceBoard(database, now()),
    closeTickets: () => closeOpenTickets(database, now()),
    async speak(language) {
      const isSpoken = hotline.script.languages.some((one) => one.language === language);
      if (isSpoken) await speakFirst(database, language, engineers);
      return isSpoken;
    },
    house: async () => ({
      consolePath: '/',
      timezone: await houseZone(database),
      speaks: config.practiceLanguage,
    }),
  });
}

/** The shipped sample is public, its PINs too: whoever practises reads them below the names. */
function pinsOf(sample: Directory | undefined): Map<string, string> {
  const contacts = [...(sample?.customers.values() ?? [])].flatMap((customer) => customer.contacts);
  return new Map(contacts.flatMap(({ name, pin }) => (pin === undefined ? [] : [[name, pin] as const])));
}

/** Made from the secret key, so that it stays the same over restarts and is nobody else's. 128 bits. */
function deriveForPractice({ secretKey }: Config, use: string): string {
  return createHmac('sha256', secretKey).update(`practice: ${use}`).digest('hex').slice(0, 32);
}

/** What opens its door. */
export function practiceKey(config: Config): string {
  return deriveForPractice(config, 'door');
}

/** The practice line's account. */
export function practiceAccount(config: Config): CarrierConfig {
  return {
    accountSid: `AC${deriveForPractice(config, 'account')}`,
    authToken: deriveForPractice(config, 'token'),
    secondaryAuthToken: undefined,
    apiKey: undefined,
    apiBaseUrl: `http://${onThisMachine(config.host)}:${config.port}/practice/carrier`,
  };
}

/** By which name a process that listens at this address is reached from its own machine. */
function onThisMachine(host: string): string {
  return isIPv6(host) ? '[::1]' : '127.0.0.1';
}
