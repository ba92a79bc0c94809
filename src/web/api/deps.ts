import type { Hotline } from '../../domain/calls/hotline.ts';
import type { Carrier } from '../../domain/carrier/carrier.ts';
import type { RecordingStorage } from '../../domain/recordings/storage.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import type { Urls } from '../../telephony/twilio/webhook-urls.ts';

/** What the API needs of the service. */
export interface ApiDeps {
  database: Database;
  hotline: Hotline;
  now: () => Date;
  urls: Urls;
  /** undefined: only tokens of the database are let in */
  apiToken: string | undefined;
  carrier: Carrier;
  storage: RecordingStorage;
  limits: ApiLimits;
  log: Logger;
}

/** How many requests a minute are taken from one source. */
export interface ApiLimits {
  requests: number;
  /** with a token that is none */
  refusals: number;
}
