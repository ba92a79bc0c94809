import type { Hotline } from '../../domain/calls/hotline.ts';
import type { Carrier } from '../../domain/carrier/carrier.ts';
import type { PinHasher } from '../../domain/customers/pin-hasher.ts';
import type { Titles } from '../../domain/flow/titles.ts';
import type { Retention } from '../../domain/privacy/retention.ts';
import type { RecordingStorage } from '../../domain/recordings/storage.ts';
import type { IdentityProvider } from '../../domain/users/identity-provider.ts';
import type { KnownBrowsers } from '../../domain/users/known-browser.ts';
import type { PasswordHasher } from '../../domain/users/password-hasher.ts';
import type { SecondFactorKeys } from '../../domain/users/second-factor-keys.ts';
import type { SessionLength } from '../../domain/users/session-store.ts';
import type { Role } from '../../domain/users/user.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Encryption } from '../../platform/encryption.ts';
import type { Logger } from '../../platform/log.ts';
import type { SessionWatch } from './live/session-watch.ts';
import type { EditSample } from './rehearsal/edit-effect.ts';

/** What the console needs of the service. */
export interface ConsoleDeps {
  database: Database;
  queue: { isReachable(): Promise<boolean> };
  hotline: Hotline;
  /** what the prompt files call the states of calls, in a language of the console */
  titles: (language: string) => Titles;
  carrier: Carrier;
  storage: RecordingStorage;
  retention: Retention;
  passwords: PasswordHasher;
  sessionLength: SessionLength;
  /** from one source */
  signInsPerMinute: number;
  /** undefined: users have passwords only */
  singleSignOn: SingleSignOn | undefined;
  /** of all pages that are kept up to date */
  sessions: SessionWatch;
  knownBrowsers: KnownBrowsers;
  factorKeys: SecondFactorKeys;
  /** who needs a second factor */
  requireTwoFactor: readonly Role[];
  pins: PinHasher;
  /** of the engineers' app */
  push: {
    /** of keys and subscriptions */
    encryption: Encryption;
    /** push services beside those of the usual browsers */
    services: readonly string[];
  };
  /** there is a server by which monthly reports are sent */
  sendsReports: boolean;
  now: () => Date;
  log: Logger;
  publicUrl: string;
  /** left out: as much as a person waits for */
  editSample?: EditSample | undefined;
  /** there is no carrier: the practice line is served beside the console */
  practice: boolean;
}

/** The company's own sign-in. */
export interface SingleSignOn {
  /** what it is called */
  name: string;
  provider: IdentityProvider;
  /** of what the browser keeps while it is there */
  encryption: Encryption;
}
